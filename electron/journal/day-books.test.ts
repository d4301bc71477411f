import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentReferenceSchema, type PayMethod } from '../../shared/cashless.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { certificatesOf, type DayClosing, type DayTotals } from '../../shared/day-closing.ts';
import { requestIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { settle } from '../../state-machines/settlement.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { createBooks, type WholeBooks } from './books.ts';
import { firstPrevious } from './record.ts';

const by = attendantIdSchema.parse('O-01');
const layout = { hoppers: [], accepted: [] };
const hex = (number: number): string => number.toString(16).padStart(32, '0');

interface Made {
  readonly documents: readonly {
    readonly kind: (typeof certificateKinds)[number];
    readonly price: number;
    readonly outcomes: readonly ('printed' | 'notPrinted' | 'unknown')[];
  }[];
  readonly method: PayMethod;
  readonly refund: number;
}

const outcome = fc.constantFrom(
  'printed' as const,
  'printed' as const,
  'notPrinted' as const,
  'unknown' as const,
);
const made: fc.Arbitrary<Made> = fc.record({
  documents: fc.array(
    fc.record({
      kind: fc.constantFrom(...certificateKinds),
      price: fc.constantFrom(0, 150, 200, 300, 450),
      outcomes: fc.array(outcome, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  method: fc.constantFrom('cash', 'wallet', 'contactless'),
  refund: fc.nat(500),
});

/** The records of one transaction, as a kiosk writes them. */
function eventsOf({ documents, method, refund }: Made, index: number): readonly JournalEvent[] {
  const transaction = transactionIdSchema.parse(hex(index + 1));
  const named = documents.map(({ kind, price, outcomes }, at) => ({
    ...{ number: `D-${index}-${at}`, kind, price: yen(price), sheets: outcomes.length },
  }));
  const { earned, refundNow, forStaff } = settle(
    named.map((document, at) => ({ ...document, outcomes: documents[at]?.outcomes ?? [] })),
  );
  const paid = yen(earned + refundNow + forStaff);
  const atProvider = { transaction, reference: paymentReferenceSchema.parse(hex(index + 1)) };
  return [
    ...[{ type: 'session-begun' } as const],
    {
      ...{ type: 'order-built', transaction, municipality: codes.mihon, code: 'K7Q2-M4XD' },
      ...{ price: paid, documents: named },
    },
    ...(method === 'cash' ? [] : [{ type: 'cashless-begin', ...atProvider, method, amount: paid } as const]),
    ...named.flatMap((document, at) =>
      (documents[at]?.outcomes ?? []).map((ended, sheet) => ({
        ...{ type: 'print-outcome' as const, transaction, document: document.number },
        ...{ sheet: sheet + 1, outcome: ended },
      })),
    ),
    ...(method === 'cash' || earned === 0
      ? []
      : [
          { type: 'capture-intent', ...atProvider, method, amount: earned } as const,
          { type: 'capture-outcome', ...atProvider, method, outcome: 'done' } as const,
        ]),
    { type: 'settled', transaction, paid, printed: earned, givenBack: refundNow, owed: forStaff },
    ...(refund === 0
      ? []
      : [
          {
            ...{ type: 'refund-ended' as const, refund: requestIdSchema.parse(hex(index + 1)), transaction },
            ...{ hoppers: yen(refund), register: yen(0), cashless: yen(1) },
          },
        ]),
  ];
}

/** Books that grow as a kiosk's do. */
function growing(): {
  readonly books: WholeBooks;
  readonly add: (event: JournalEvent) => void;
  readonly close: () => DayClosing;
} {
  const books = createBooks([], layout);
  let at = 0;
  const add = (event: JournalEvent): void => {
    at += 1;
    books.add({ seq: at, at, event, previous: firstPrevious, hash: firstPrevious });
  };
  return {
    books,
    add,
    close() {
      const day = books.day(at);
      const { number, sums, totals } = day;
      add({ type: 'day-closed', number, sums, totals, by });
      return day;
    },
  };
}

const least: DayTotals = {
  ...{ transactions: 0, certificates: 0, sheets: 0, printed: 0, givenBack: 0, refunded: 0 },
};
const figures = Object.keys(least) as (keyof DayTotals)[];

describe('the close of a day', () => {
  it('counts everything once, on the day it ended, whenever days are closed; its totals only grow', () => {
    fc.assert(
      fc.property(
        fc.array(made, { maxLength: 6 }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (transactions, closings) => {
          const events = transactions.flatMap(eventsOf);
          const { books, add, close } = growing();
          const days: DayClosing[] = [];
          let before = least;
          for (const [index, event] of events.entries()) {
            if (closings.includes(index)) days.push(close());
            add(event);
            const { totals } = books.day(0);
            for (const figure of figures) expect(totals[figure]).toBeGreaterThanOrEqual(before[figure]);
            before = totals;
          }
          days.push(close());
          const sum = (of: (day: DayClosing) => number): number =>
            days.reduce((all, day) => all + of(day), 0);
          const settled = events.filter((event) => event.type === 'settled');
          expect(days.map(({ number }) => number)).toEqual(days.map((_, index) => index + 1));
          expect(sum(({ sums }) => sums.transactions)).toBe(settled.length);
          for (const figure of ['paid', 'printed', 'givenBack', 'owed'] as const)
            expect(sum(({ sums }) => sums[figure])).toBe(
              settled.reduce((all, event) => all + event[figure], 0),
            );
          expect(sum(({ sums }) => sums.refunds.count)).toBe(
            events.filter(({ type }) => type === 'refund-ended').length,
          );
          for (const { sums } of days) {
            const worth = (rows: readonly { readonly amount: number }[]): number =>
              rows.reduce((all, { amount }) => all + amount, 0);
            expect(sums.paid).toBe(sums.printed + sums.givenBack + sums.owed);
            expect(worth(sums.kinds)).toBe(sums.printed);
            expect(worth(sums.ways)).toBe(sums.printed);
          }
          const last = days.at(-1)?.totals;
          expect(last?.certificates).toBe(sum(({ sums }) => certificatesOf(sums)));
          expect(last?.printed).toBe(sum(({ sums }) => sums.printed));
          expect(books.day(0).totals).toEqual(last);
          // Read from the disk it is the same.
          expect(createBooks(books.records, layout).day(0)).toEqual(books.day(0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('adds to the totals that stand in the last closing, where records before it are missing', () => {
    const { books, add, close } = growing();
    for (const event of eventsOf(one, 0)) add(event);
    close();
    for (const event of eventsOf(one, 1)) add(event);
    const whole = books.day(0);
    const kept = books.records.slice(books.records.findIndex(({ event }) => event.type === 'day-closed'));
    expect(createBooks(kept, layout).day(0)).toMatchObject({
      number: 2,
      totals: whole.totals,
      sums: whole.sums,
    });
  });

  it('counts a transaction or a refund once, even where its end is on record twice', () => {
    const { books, add } = growing();
    const events = eventsOf(one, 0);
    for (const event of [...events, ...events.slice(-2)]) add(event);
    expect(books.day(0).sums).toMatchObject({ transactions: 1, printed: 300, refunds: { count: 1 } });
  });

  it('names what is inside and what is owed, of whatever day', () => {
    const { books, add, close } = growing();
    const owed: Made = {
      ...one,
      documents: [{ kind: 'income', price: 200, outcomes: ['unknown'] }],
      refund: 0,
    };
    for (const event of eventsOf(owed, 0)) add(event);
    expect(close()).toMatchObject({ owed: 200, openCases: 1, sums: { owed: 200 } });
    expect(books.day(0)).toMatchObject({ since: books.records.length, owed: 200, sums: { owed: 0 } });
  });
});

const one: Made = {
  documents: [{ kind: 'income', price: 300, outcomes: ['printed'] }],
  ...{ method: 'wallet', refund: 50 },
};
