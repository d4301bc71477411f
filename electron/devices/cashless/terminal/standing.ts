import type { CashlessFault, CashlessPayment, CashlessState } from '../../../../shared/cashless.ts';
import { err, assertNever, ok, type Result } from '../../../../shared/result.ts';
import { noYen } from '../../../../shared/yen.ts';
import type { Standing } from '../method.ts';
import { meaningOfCondition } from './condition.ts';
import { serviceIdOf, type Exchanges } from './exchanges.ts';
import type { NexoTransaction, PaymentResponse } from './nexo-messages.ts';

/** What the terminal needs in order to move a payment. `next…`: number of the next try, null when there were enough. */
export type TerminalHandle =
  | { readonly at: 'nothing' }
  | { readonly at: 'prompt' }
  | {
      readonly at: 'held';
      readonly original: NexoTransaction;
      readonly nextReversal: number | null;
      readonly nextCompletion: number | null;
    }
  | { readonly at: 'captured'; readonly completion: NexoTransaction };

/** How a reservation was answered. `part`: a sum is held, but not the one asked for. */
export type Reservation =
  | { readonly reserved: 'whole'; readonly original: NexoTransaction }
  | { readonly reserved: 'part'; readonly original: NexoTransaction }
  | { readonly reserved: 'declined' }
  | { readonly reserved: 'cancelled' }
  /** An answer that does not fit: nobody knows what it says. */
  | { readonly reserved: 'nonsense' };

export function reservationOf(response: PaymentResponse, payment: CashlessPayment): Reservation {
  if (response.SaleData.SaleTransactionID.TransactionID !== payment.reference)
    return { reserved: 'nonsense' };
  const { Response } = response;
  if (Response.Result === 'Failure') {
    const meaning = meaningOfCondition(Response.ErrorCondition);
    switch (meaning) {
      case 'declined':
        return { reserved: 'declined' };
      case 'cancelled':
      case 'notDone':
      case 'refused':
        // A terminal that could not try holds nothing, and nobody's card was declined.
        return { reserved: 'cancelled' };
      case 'inProgress':
      case 'notFound':
        return { reserved: 'nonsense' };
      default:
        return assertNever(meaning);
    }
  }
  const original = response.POIData?.POITransactionID;
  const held = response.PaymentResult?.AmountsResp?.AuthorizedAmount;
  if (original === undefined || held === undefined) return { reserved: 'nonsense' };
  return { reserved: held === payment.amount ? 'whole' : 'part', original };
}

/** Where a payment stands, according to the terminal's own record of each exchange. */
export async function lookAtTerminal(
  exchanges: Exchanges,
  payment: CashlessPayment,
): Promise<Result<Standing<TerminalHandle>, CashlessFault>> {
  const unknown = err({ fault: 'unknown' } as const);
  const still = (state: CashlessState, handle: TerminalHandle = { at: 'nothing' }, moving = false) =>
    ok({ state, captured: noYen, moving, handle });

  const reserved = await exchanges.payment(serviceIdOf(payment.reference, 'reserve', 0));
  if (!reserved.ok) return reserved;
  if (reserved.value.found === 'notFound') return still('absent');
  if (reserved.value.found === 'inProgress') return still('pending', { at: 'prompt' });
  const reservation = reservationOf(reserved.value.answer, payment);
  if (reservation.reserved === 'nonsense') return unknown;
  if (reservation.reserved === 'declined' || reservation.reserved === 'cancelled')
    return still(reservation.reserved);
  // A hold of a different sum from the one asked for is not ours to capture, only to release.
  const state = reservation.reserved === 'whole' ? 'authorised' : 'pending';

  const reversal = await exchanges.reversals(payment.reference);
  if (!reversal.ok) return reversal;
  if (reversal.value.tried === 'moving') return still(state, undefined, true);
  if (reversal.value.tried === 'succeeded') {
    return reversal.value.answer.Response.Result === 'Success' ? still('voided') : unknown;
  }

  const completion = await exchanges.payments(payment.reference, 'complete');
  if (!completion.ok) return completion;
  if (completion.value.tried === 'moving') return still(state, undefined, true);
  if (completion.value.tried === 'succeeded') {
    const { answer } = completion.value;
    const captured = answer.PaymentResult?.AmountsResp?.AuthorizedAmount;
    const transaction = answer.POIData?.POITransactionID;
    const fits = answer.SaleData.SaleTransactionID.TransactionID === payment.reference;
    if (!fits || transaction === undefined || captured === undefined || captured > payment.amount)
      return unknown;
    return ok({
      state: 'captured',
      captured,
      moving: false,
      handle: { at: 'captured', completion: transaction },
    });
  }
  return still(state, {
    at: 'held',
    original: reservation.original,
    nextReversal: reversal.value.next,
    nextCompletion: completion.value.next,
  });
}
