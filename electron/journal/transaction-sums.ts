import { addYen, noYen, worthOf, yen, type CashCount, type Yen } from '../../shared/yen.ts';
import { settle, type Settlement } from '../../state-machines/settlement.ts';
import type { CashInBooks, RefundBooks, TransactionBooks } from './transaction-books.ts';

/** The pieces of one opening of the slots: what the mechanism reported at the end, or what was seen until it was cut off. */
export function securedIn({ secured, credits }: CashInBooks): readonly CashCount[] {
  return secured ?? credits;
}

/**
 * What was put in as cash, yen. Once paper could begin for what was seen piece by piece, a mechanism that says less at the end does
 * not make it less: the payer has the paper, and staff count.
 */
export function insertedOf({ cashIns, paid }: TransactionBooks): Yen {
  return addYen(
    noYen,
    ...cashIns.map((cashIn) => {
      const secured = worthOf(securedIn(cashIn));
      const seen = worthOf(cashIn.credits);
      return paid !== null && seen > secured ? seen : secured;
    }),
  );
}

/** What was certainly captured from a wallet or card, yen. */
export function capturedOf({ cashless }: TransactionBooks): Yen {
  return addYen(
    noYen,
    ...cashless.map(({ capture }) => (capture?.outcome === 'done' ? capture.amount : noYen)),
  );
}

/** What the kiosk itself gave back (change, rollback, refund), as counted by the hoppers, yen. */
export function givenBackOf({ payouts }: TransactionBooks): Yen {
  return addYen(
    noYen,
    ...payouts
      .filter(({ purpose }) => purpose !== 'staffRefund')
      .map(({ outcome }) => worthOf(outcome?.dispensed ?? [])),
  );
}

export interface RefundPaid {
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
}

/**
 * What a staff refund has certainly paid, by its movements and not by its closing record, which a cut-off refund does not
 * have.
 */
export function refundPaid(books: TransactionBooks, { refund, register, cashless }: RefundBooks): RefundPaid {
  const payouts = books.payouts.filter((payout) => payout.refund === refund);
  return {
    hoppers: addYen(noYen, ...payouts.map(({ outcome }) => worthOf(outcome?.dispensed ?? []))),
    register,
    cashless: addYen(noYen, ...cashless.map((paid) => (paid.outcome === 'done' ? paid.amount : noYen))),
  };
}

/**
 * What this kiosk still owes by its books: the sum in the settlement less what refunds for it have paid. Never below zero: a
 * store that paid more than was owed has not put the resident in debt.
 *
 * Example: owed 300, 200 came from the hoppers and 50 from the register: 50 is still owed.
 */
export function stillOwed(books: TransactionBooks): Yen {
  const owed = books.settled?.owed ?? books.owed ?? noYen;
  const paid = books.refunds
    .filter(({ claim }) => claim?.reason === 'owed')
    .map((refund) => refundPaid(books, refund))
    .reduce((sum, { hoppers, register, cashless }) => sum + hoppers + register + cashless, 0);
  return yen(Math.max(0, owed - paid));
}

/** The settlement by what became of every sheet: a sheet whose outcome is not on record is `unknown`. */
export function settlementOf(books: TransactionBooks): Settlement {
  return settle(
    (books.order?.documents ?? []).map(({ number, price, sheets }) => ({
      number,
      price,
      sheets,
      outcomes: Array.from({ length: sheets }, (_, index) =>
        books.prints.findLast(({ document, sheet }) => document === number && sheet === index + 1),
      )
        .filter((print) => print !== undefined)
        .map(({ outcome }) => outcome ?? 'unknown'),
    })),
  );
}
