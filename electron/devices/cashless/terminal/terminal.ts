import type { Authorisation, CashlessPayment, PaymentReference } from '../../../../shared/cashless.ts';
import { err, assertNever, ok } from '../../../../shared/result.ts';
import type { Time } from '../../../../shared/timers.ts';
import type { Yen } from '../../../../shared/yen.ts';
import type { TerminalConfig } from './config.ts';
import type { Act, CashlessDriver } from '../method.ts';
import { followReservation } from './authorise.ts';
import { meaningOfCondition } from './condition.ts';
import { createExchanges, serviceIdOf } from './exchanges.ts';
import { createTerminalLine, freshServiceId, type LineFault } from './terminal-link.ts';
import {
  paymentResponseSchema,
  plainResponseSchema,
  reversalResponseSchema,
  type NexoTransaction,
  type Outgoing,
  type PaymentResponse,
} from './nexo-messages.ts';
import { lookAtTerminal, type TerminalHandle } from './standing.ts';

interface RefundHandle {
  readonly completion: NexoTransaction;
  readonly next: number | null;
}

/** A contactless terminal that speaks nexo Sale to POI. */
export function createTerminal(
  config: TerminalConfig,
  { timers, clock }: Time,
): CashlessDriver<TerminalHandle, RefundHandle> {
  const line = createTerminalLine(config, { timers, clock });
  const exchanges = createExchanges(config, line);
  const closing = new AbortController();
  let reservations = 0;

  const saleData = (reference: PaymentReference): object => ({
    SaleTransactionID: { TransactionID: reference, TimeStamp: new Date(clock.now()).toISOString() },
    SaleReferenceID: reference,
  });
  const originalOf = (transaction: NexoTransaction): object => ({
    ...{ SaleID: config.saleId, POIID: config.poiId },
    POITransactionID: transaction,
  });
  const paymentMessage = (
    serviceId: string,
    type: 'FirstReservation' | 'Completion' | 'Refund',
    { reference, amount }: { readonly reference: PaymentReference; readonly amount: Yen },
    original: NexoTransaction | null,
  ): Outgoing => ({
    category: 'Payment',
    serviceId,
    body: {
      SaleData: saleData(reference),
      PaymentTransaction: {
        AmountsReq: { Currency: 'JPY', RequestedAmount: amount },
        ...(original === null ? {} : { OriginalPOITransaction: originalOf(original) }),
      },
      PaymentData: { PaymentType: type },
    },
  });

  /** Completion and refund: answered without a card, with the amount moved. */
  const moved = async (message: Outgoing, reference: PaymentReference, amount: Yen): Promise<Act> => {
    const answer = await line.ask(message, paymentResponseSchema, config.answerMs);
    return answer.ok ? actOfPayment(answer.value, reference, amount) : actOfLoss(answer.error);
  };

  const look = (payment: CashlessPayment) => lookAtTerminal(exchanges, payment);

  const letGo = async (payment: CashlessPayment, handle: TerminalHandle): Promise<Act> => {
    switch (handle.at) {
      case 'prompt':
        line.tell(abortOf(serviceIdOf(payment.reference, 'reserve', 0), config));
        return 'lookAgain';
      case 'held': {
        if (handle.nextReversal === null) return 'refused';
        const message: Outgoing = {
          category: 'Reversal',
          serviceId: serviceIdOf(payment.reference, 'reverse', handle.nextReversal),
          body: {
            SaleData: saleData(payment.reference),
            OriginalPOITransaction: originalOf(handle.original),
            ReversalReason: 'MerchantCancel',
          },
        };
        const answer = await line.ask(message, reversalResponseSchema, config.answerMs);
        return answer.ok ? actOf(answer.value.Response) : actOfLoss(answer.error);
      }
      case 'nothing':
      case 'captured':
        return 'lookAgain';
      default:
        return assertNever(handle);
    }
  };

  return {
    times: config,

    async status() {
      // A terminal that waits for a card does not answer a diagnosis, and a payment under way reports its faults itself.
      if (reservations > 0) return 'ok';
      const message = { category: 'Diagnosis', serviceId: freshServiceId(), body: {} } as const;
      const answer = await line.ask(message, plainResponseSchema, config.connectMs);
      return answer.ok && answer.value.Response.Result === 'Success' ? 'ok' : 'offline';
    },

    /** The payment is only sent in `authorise`: here the terminal just has to be there. */
    async begin() {
      return (await this.status()) === 'ok'
        ? ok({ code: null, expiresAt: clock.now() + config.paymentMs })
        : err({ fault: 'offline' });
    },

    async authorise(payment, signal): Promise<Authorisation> {
      const serviceId = serviceIdOf(payment.reference, 'reserve', 0);
      reservations += 1;
      try {
        return await followReservation({
          payment,
          config,
          timers,
          signal,
          closing: closing.signal,
          look: () => look(payment),
          letGo: (handle) => letGo(payment, handle),
          reserve: (deadlineMs, giveUp) =>
            line.ask(
              paymentMessage(serviceId, 'FirstReservation', payment, null),
              paymentResponseSchema,
              deadlineMs,
              giveUp,
            ),
          abort: () => line.tell(abortOf(serviceId, config)),
        });
      } finally {
        reservations -= 1;
      }
    },

    look,

    async lookRefund(_payment, handle, refund) {
      if (handle.at !== 'captured') return err({ fault: 'unknown' });
      const tried = await exchanges.payments(refund.reference, 'refund');
      if (!tried.ok) return tried;
      switch (tried.value.tried) {
        case 'none':
          return ok({ refund: 'absent', handle: { completion: handle.completion, next: tried.value.next } });
        case 'moving':
          return ok({ refund: 'moving' });
        case 'succeeded': {
          const amount = tried.value.answer.PaymentResult?.AmountsResp?.AuthorizedAmount;
          return amount === undefined ? err({ fault: 'unknown' }) : ok({ refund: 'made', amount });
        }
        default:
          return assertNever(tried.value);
      }
    },

    capture(payment, handle, amount) {
      if (handle.at !== 'held') return Promise.resolve('lookAgain');
      if (handle.nextCompletion === null) return Promise.resolve('refused');
      const { reference } = payment;
      const serviceId = serviceIdOf(reference, 'complete', handle.nextCompletion);
      return moved(
        paymentMessage(serviceId, 'Completion', { reference, amount }, handle.original),
        reference,
        amount,
      );
    },

    letGo,

    refund(_payment, handle, refund) {
      if (handle.next === null) return Promise.resolve('refused');
      const serviceId = serviceIdOf(refund.reference, 'refund', handle.next);
      return moved(
        paymentMessage(serviceId, 'Refund', refund, handle.completion),
        refund.reference,
        refund.amount,
      );
    },

    close() {
      closing.abort();
      line.close();
      return Promise.resolve();
    },
  };
}

/** Cancels a payment that waits for a card; there is no answer to this, the payment itself ends. */
function abortOf(serviceId: string, config: TerminalConfig): Outgoing {
  return {
    category: 'Abort',
    serviceId: freshServiceId(),
    body: {
      MessageReference: {
        ...{ MessageCategory: 'Payment', ServiceID: serviceId },
        ...{ SaleID: config.saleId, POIID: config.poiId },
      },
      AbortReason: 'MerchantAbort',
    },
  };
}

function actOfPayment(response: PaymentResponse, reference: PaymentReference, amount: Yen): Act {
  if (response.SaleData.SaleTransactionID.TransactionID !== reference) return 'lost';
  const act = actOf(response.Response);
  const movedAmount = response.PaymentResult?.AmountsResp?.AuthorizedAmount;
  return act === 'done' && movedAmount !== amount ? 'lookAgain' : act;
}

function actOf(response: PaymentResponse['Response']): Act {
  if (response.Result === 'Success') return 'done';
  if (response.Result === 'Partial') return 'lookAgain';
  const meaning = meaningOfCondition(response.ErrorCondition);
  switch (meaning) {
    case 'declined':
    case 'cancelled':
    case 'refused':
    case 'notFound':
      return 'refused';
    case 'notDone':
      return 'notDone';
    case 'inProgress':
      return 'lookAgain';
    default:
      return assertNever(meaning);
  }
}

function actOfLoss(fault: LineFault): Act {
  return fault === 'offline' ? 'notDone' : 'lost';
}
