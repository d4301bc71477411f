import type { CashlessState } from '../../../shared/cashless.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Yen } from '../../../shared/yen.ts';
import type { RefundStanding, Standing } from './method.ts';

/** What there is to do: nothing more, nothing at all, one request, or to wait for one that is under way. */
export type Todo = 'done' | 'refused' | 'act' | 'wait';

/** Whether nothing that is under way can bring the payment into another state. */
export function isFinal(state: CashlessState): boolean {
  return state !== 'absent' && state !== 'pending' && state !== 'authorised';
}

/** A capture of 300 where 300 was captured is done; of 200 it is refused, because a payment is captured once. */
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

/** Nothing held is let go already; what was captured goes back by a refund alone. */
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

/** Whether there can be a refund of so much at all; the provider keeps the sum of all refunds below what was captured. */
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
