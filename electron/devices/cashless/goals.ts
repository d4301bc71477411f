import type { CashlessState } from '../../../shared/cashless.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Yen } from '../../../shared/yen.ts';
import type { RefundStanding, Standing } from './method.ts';

/** What there is to do: nothing more, nothing at all, one request, or waiting for one that is under way. */
export type Todo = 'done' | 'refused' | 'act' | 'wait';

/** Whether nothing under way can change the payment's state any more. */
export function isFinal(state: CashlessState): boolean {
  return state !== 'absent' && state !== 'pending' && state !== 'authorised';
}

/** Capturing 300 when 300 was captured is done; capturing 200 is refused, because a payment is captured once. */
export function todoForCapture(at: Standing<unknown>, held: Yen, amount: Yen): Todo {
  if (amount < 1 || amount > held) return 'refused';
  if (at.moving) return 'wait';
  switch (at.state) {
    case 'authorised':
      return 'act';
    case 'captured':
      return at.captured === amount ? 'done' : 'refused';
    case 'absent':
    case 'pending':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'voided':
      return 'refused';
    default:
      return assertNever(at.state);
  }
}

/** Where nothing is held there is nothing left to release; what was captured goes back only by a refund. */
export function todoForVoid(at: Standing<unknown>): Todo {
  if (at.moving) return 'wait';
  switch (at.state) {
    case 'pending':
    case 'authorised':
      return 'act';
    case 'captured':
      return 'refused';
    case 'absent':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'voided':
      return 'done';
    default:
      return assertNever(at.state);
  }
}

/** Whether a refund of this amount is possible at all; the provider keeps the sum of all refunds within what was captured. */
export function mayRefund(at: Standing<unknown>, amount: Yen): boolean {
  return at.state === 'captured' && amount >= 1 && amount <= at.captured;
}

export function todoForRefund(at: RefundStanding<unknown>, amount: Yen): Todo {
  switch (at.refund) {
    case 'absent':
      return 'act';
    case 'moving':
      return 'wait';
    case 'made':
      return at.amount === amount ? 'done' : 'refused';
    default:
      return assertNever(at);
  }
}
