import { err, ok, type Result } from '../../shared/result.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { OrderMoney, RefundClaim, RefundReason, RefundRule } from '../../shared/refund-api.ts';
import { addYen, noYen, yen, type Yen } from '../../shared/yen.ts';
import { mostPaid } from './order-report.ts';

/** What the registers say of the order that a claim is for. */
export interface RefundableOrder {
  readonly documents: readonly {
    readonly number: string;
    readonly price: Yen;
    readonly state: 'issued' | 'printed' | 'void';
    readonly refunded: boolean;
  }[];
  /** Null until the kiosk has reported how the order ended. */
  readonly money: OrderMoney | null;
  /** The refunds granted so far. */
  readonly refunds: readonly { readonly reason: RefundReason; readonly amount: Yen }[];
  /** Whether it is known whose card logged in: older orders do not say. */
  readonly holderKnown: boolean;
}

/** What a claim is worth: money, or the same certificates again without a fee. */
export interface Due {
  readonly amount: Yen;
  /** Null: no free copies. */
  readonly retakeMinutes: number | null;
}

/**
 * What of the resident's money is still here, yen: what was paid, as far as that can be true, less what was given back and
 * what has been granted since, for whatever reason and at whatever kiosk. 500 paid, 200 given back, 250 granted → 50.
 */
export function leftOf({
  documents,
  money,
  refunds,
}: Pick<RefundableOrder, 'documents' | 'money' | 'refunds'>): Yen {
  if (money === null) return noYen;
  const price = documents.reduce((sum, one) => sum + one.price, 0);
  const granted = refunds.reduce((sum, { amount }) => sum + amount, 0);
  const paid = Math.min(money.paid, mostPaid(price, money.method));
  return yen(Math.max(0, paid - money.givenBack - granted));
}

/** What a kiosk reported that it owes, less what has been granted for it, and never more than is left, yen. */
export function stillOwed(order: Pick<RefundableOrder, 'documents' | 'money' | 'refunds'>): Yen {
  const { money, refunds } = order;
  const granted = addYen(
    noYen,
    ...refunds.filter(({ reason }) => reason === 'owed').map((one) => one.amount),
  );
  return yen(Math.min(leftOf(order), Math.max(0, (money?.owed ?? 0) - granted)));
}

/**
 * Whether a claim is granted, and what for. Every certificate is refunded once, and only if it was printed: what was not
 * printed is part of what the kiosk gave back or owes. All refunds of an order together never exceed what its printed
 * certificates cost plus what its kiosk owed, nor what was paid and not given back.
 */
export function judgeClaim(
  claim: RefundClaim,
  order: RefundableOrder,
  rule: RefundRule,
): Result<Due, RefusalOf<'claimRefund'>> {
  // The second person is there to watch the first.
  if (claim.second === claim.by) return err({ refused: 'invalidOrder' });
  return claim.reason === 'owed' ? judgeOwed(claim, order) : judgeSheets(claim, claim.reason, order, rule);
}

/** The machine's debt is paid whatever the municipality says. */
function judgeOwed(claim: RefundClaim, order: RefundableOrder): Result<Due, RefusalOf<'claimRefund'>> {
  if (claim.documents.length > 0 || claim.instead !== 'money') return err({ refused: 'invalidOrder' });
  const due = stillOwed(order);
  if (due === 0) {
    const granted = order.refunds.some(({ reason }) => reason === 'owed');
    return err({ refused: granted ? 'alreadyRefunded' : 'refundNotPossible' });
  }
  return claim.amount === due ? ok({ amount: due, retakeMinutes: null }) : err({ refused: 'invalidOrder' });
}

function judgeSheets(
  { documents, instead, amount }: RefundClaim,
  reason: Exclude<RefundReason, 'owed'>,
  order: RefundableOrder,
  rule: RefundRule,
): Result<Due, RefusalOf<'claimRefund'>> {
  const named = new Set(documents);
  const claimed = order.documents.filter(({ number }) => named.has(number));
  if (claimed.length === 0 || claimed.length !== documents.length) return err({ refused: 'invalidOrder' });
  if (claimed.some(({ refunded }) => refunded)) return err({ refused: 'alreadyRefunded' });
  if (rule[reason] === 'notPaidBack' || claimed.some(({ state }) => state !== 'printed'))
    return err({ refused: 'refundNotPossible' });
  const retakeMinutes = instead === 'retake' ? rule.retakeMinutes : null;
  if (instead === 'retake' && (reason !== 'badPrint' || retakeMinutes === null || !order.holderKnown))
    return err({ refused: 'refundNotPossible' });
  const worth = addYen(noYen, ...claimed.map(({ price }) => price));
  // A copy without a fee is worth its price: nobody gets one for what was never paid.
  if (worth > leftOf(order)) return err({ refused: 'refundNotPossible' });
  const due = instead === 'retake' ? noYen : worth;
  return amount === due ? ok({ amount: due, retakeMinutes }) : err({ refused: 'invalidOrder' });
}
