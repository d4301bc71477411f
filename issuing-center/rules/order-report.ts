import type { OrderOutcome } from '../../shared/center-api.ts';
import type { OrderMoney, RefundOutcome } from '../../shared/refund-api.ts';
import type { Oddity } from '../../shared/report-oddities.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { denominations } from '../../shared/yen.ts';

/** The order as the center built it, and what it was told before. */
export interface ReportedOrder {
  readonly documents: readonly {
    readonly number: string;
    /** Yen; 0 for a copy in place of a bad print. */
    readonly price: number;
    readonly state: 'issued' | 'printed' | 'void';
    readonly refunded: boolean;
  }[];
  readonly state: 'open' | 'void' | 'settled';
  readonly money: OrderMoney | null;
}

/** `first`: nothing was reported before. `again`: the same was. */
export type Told = 'first' | 'again';

const largestPiece = Math.max(...denominations);
/** Coins that were already falling when the sum was reached; a slot for notes takes one at a time. */
const fallingCoins = 2 * 500;

/**
 * The most that can honestly have been paid for an order, yen: in cash the last piece may be the largest there is, and coins
 * may fall behind it; a wallet or card is asked for the price alone. For 150 yen: 11,140 in cash, 150 by wallet.
 */
export function mostPaid(price: number, method: OrderMoney['method']): number {
  if (method !== 'cash' || price === 0) return price;
  // The piece before the last one had not reached the price.
  return price - denominations[0] + largestPiece + fallingCoins;
}

/**
 * Debts of one kiosk within a day that no machine in order has, yen: one for the largest note, and some coins. Above it people look,
 * and the kiosk is served on: an empty or broken payout owes as much, and its residents have to get it.
 */
export const debtOfADay = 11_000;

/**
 * Judges how a kiosk says that an order ended, against the order itself and what it said before. Pure.
 *
 * A report without money says nothing about it (nothing moved, or the kiosk has lost its record): it is no contradiction, and
 * leaves nothing to pay back.
 */
export function judgeReport(order: ReportedOrder, report: OrderOutcome): Result<Told, Oddity> {
  const { printed, notPrinted, money } = report;
  if (!namesEachOnce(order, [...printed, ...notPrinted])) return err('documentsDiffer');
  if (order.state === 'settled') return saysTheSame(order, report) ? ok('again') : err('reportUndone');
  if (!money) return ok('first');
  const priceOf = (some: ReportedOrder['documents']): number =>
    some.reduce((sum, { price }) => sum + price, 0);
  const earned = priceOf(order.documents.filter(({ number }) => printed.includes(number)));
  if (money.paid !== earned + money.givenBack + money.owed) return err('sumsDiffer');
  if (money.paid > mostPaid(priceOf(order.documents), money.method)) return err('paidTooMuch');
  return ok('first');
}

/** Judges what a kiosk says that it paid for a refund, against the grant and what it said before. Pure. */
export function judgeRefundReport(
  granted: { readonly amount: number; readonly outcome: RefundOutcome | null },
  report: RefundOutcome,
): Result<Told, Oddity> {
  const { hoppers, register, cashless } = report;
  const before = granted.outcome;
  if (before !== null) {
    const same = before.hoppers === hoppers && before.register === register && before.cashless === cashless;
    return same ? ok('again') : err('reportUndone');
  }
  return hoppers + register + cashless > granted.amount ? err('aboveGrant') : ok('first');
}

function namesEachOnce({ documents }: ReportedOrder, numbers: readonly string[]): boolean {
  const named = new Set(numbers);
  return (
    numbers.length === documents.length &&
    named.size === numbers.length &&
    documents.every(({ number }) => named.has(number))
  );
}

function saysTheSame({ documents, money: told }: ReportedOrder, { printed, money }: OrderOutcome): boolean {
  // A certificate that was refunded is void, and was printed.
  const samePrinted = documents.every(
    ({ number, state, refunded }) => (state === 'printed' || refunded) === printed.includes(number),
  );
  return samePrinted && sameMoney(told, money ?? null);
}

/** No money and a payment of nothing are the same: a kiosk that was cut off in between says the one and then the other. */
function sameMoney(told: OrderMoney | null, said: OrderMoney | null): boolean {
  const [before, now] = [moved(told), moved(said)];
  return (
    before?.method === now?.method &&
    before?.paid === now?.paid &&
    before?.givenBack === now?.givenBack &&
    before?.owed === now?.owed
  );
}

function moved(money: OrderMoney | null): OrderMoney | null {
  return money !== null && money.paid === 0 && money.givenBack === 0 && money.owed === 0 ? null : money;
}
