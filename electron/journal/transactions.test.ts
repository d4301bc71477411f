import { describe, expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import { requestIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import { countOf, noYen, yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { openCasesOf } from './open-cases.ts';
import { createBooks } from './books.ts';
import { localCaseOf } from './local-case.ts';
import { allAtOnce } from './steps.ts';
import { firstPrevious, type JournalRecord } from './record.ts';
import type { TransactionBooks } from './transaction-books.ts';
import {
  capturedOf,
  givenBackOf,
  insertedOf,
  refundPaid,
  settlementOf,
  stillOwed,
} from './transaction-sums.ts';
import { transactionsOf } from './transactions.ts';
import { codes } from '../../testing/municipality-codes.ts';

const transaction = transactionIdSchema.parse('a'.repeat(32));
const refund = requestIdSchema.parse('b'.repeat(32));
const reference = paymentReferenceSchema.parse('c'.repeat(32));
const by = attendantIdSchema.parse('S-01');
const wallet = { transaction, method: 'wallet', reference } as const;

const built: JournalEvent = {
  type: 'order-built',
  transaction,
  municipality: codes.mihon,
  code: 'K7Q2-M4XD',
  price: yen(700),
  documents: [
    { number: 'D-1', kind: 'residenceRecord', price: yen(200), sheets: 1 },
    { number: 'D-2', kind: 'residenceRecord', price: yen(200), sheets: 2 },
    { number: 'D-3', kind: 'taxPayment', price: yen(300), sheets: 1 },
  ],
};
const settled = (paid: number, printed: number, givenBack: number, owed: number): JournalEvent => ({
  type: 'settled',
  transaction,
  paid: yen(paid),
  printed: yen(printed),
  givenBack: yen(givenBack),
  owed: yen(owed),
});
const print = (
  document: string,
  sheet: number,
  outcome?: 'printed' | 'notPrinted' | 'unknown',
): JournalEvent[] => [
  { type: 'print-intent', transaction, document, sheet },
  ...(outcome ? [{ type: 'print-outcome', transaction, document, sheet, outcome } as const] : []),
];
const claim = (reason: 'owed' | 'badPrint', amount: number): JournalEvent => ({
  type: 'refund-claim',
  refund,
  transaction,
  code: 'K7Q2-M4XD',
  reason,
  amount: yen(amount),
  documents: [],
  instead: 'money',
  by,
  second: null,
});

function recordsOf(events: readonly JournalEvent[]): JournalRecord[] {
  return events.map((event, index) => ({
    seq: index + 1,
    at: 1000 + index,
    event,
    previous: firstPrevious,
    hash: firstPrevious,
  }));
}
function booksOf(...events: JournalEvent[]): TransactionBooks {
  const books = transactionsOf(recordsOf(events)).get(transaction);
  if (!books) throw new Error('no such transaction');
  return books;
}
const whysOfCase = (...events: JournalEvent[]): string[] =>
  openCasesOf(transactionsOf(recordsOf(events)).values(), 0).flatMap(({ whys }) => whys);

describe('the books of a transaction', () => {
  it('count what the mechanism reported at the end, or piece by piece when it never reported', () => {
    const open = booksOf(
      built,
      { type: 'cash-in-start', transaction, due: yen(700), counters: null },
      { type: 'cash-in', transaction, value: 500 },
      { type: 'cash-in', transaction, value: 100 },
    );
    expect(insertedOf(open)).toBe(600);
    const closed = booksOf(
      built,
      { type: 'cash-in', transaction, value: 500 },
      {
        type: 'cash-in-end',
        transaction,
        secured: [{ value: 500, count: 2 }],
      },
    );
    expect(insertedOf(closed)).toBe(1000);
  });

  it('add up the openings of the slots when a resident went back and paid again', () => {
    const opening = (value: 100 | 500): JournalEvent[] => [
      { type: 'cash-in-start', transaction, due: yen(700), counters: null },
      { type: 'cash-in', transaction, value },
      { type: 'cash-in-end', transaction, secured: [{ value, count: 1 }] },
    ];
    const books = booksOf(built, ...opening(100), ...opening(500));
    expect(books.cashIns).toHaveLength(2);
    expect(insertedOf(books)).toBe(600);
  });

  it('keep a payout without an outcome apart, and give an outcome to the payout that waits for it', () => {
    const counters = {
      coinsAccepted: 7,
      notesAccepted: null,
      dispensed: [{ value: 100, count: 40 }],
    } as const;
    const intent = (purpose: 'change' | 'refund', amount: number): JournalEvent => ({
      type: 'dispense-intent',
      purpose,
      transaction,
      amount: yen(amount),
      counters,
    });
    const { payouts } = booksOf(
      built,
      intent('change', 300),
      {
        type: 'dispense-outcome',
        purpose: 'change',
        transaction,
        dispensed: [{ value: 100, count: 3 }],
        complete: true,
      },
      intent('refund', 200),
    );
    expect(payouts).toMatchObject([
      { purpose: 'change', amount: 300, counters, outcome: { complete: true } },
      { purpose: 'refund', amount: 200, outcome: null },
    ]);
    expect(givenBackOf({ ...booksOf(built), payouts })).toBe(300);
  });

  it('follow a cashless attempt to its last word', () => {
    const begin: JournalEvent = { type: 'cashless-begin', ...wallet, amount: yen(700) };
    const held: JournalEvent[] = [begin, { type: 'cashless-outcome', ...wallet, outcome: 'unknown' }];
    expect(booksOf(built, ...held).cashless).toMatchObject([
      { amount: 700, outcome: 'unknown', capture: null },
    ]);
    const taken = booksOf(
      built,
      ...held,
      { type: 'cashless-outcome', ...wallet, outcome: 'authorised' },
      { type: 'capture-intent', ...wallet, amount: yen(500) },
      { type: 'capture-outcome', ...wallet, outcome: 'unknown' },
      { type: 'capture-outcome', ...wallet, outcome: 'done' },
      // Asked for again after a restart: it is idempotent and already done.
      { type: 'capture-intent', ...wallet, amount: yen(500) },
    );
    expect(capturedOf(taken)).toBe(500);
    expect(taken.cashless).toHaveLength(1);
  });

  it('treat a sheet whose outcome is not on record as unknown', () => {
    const books = booksOf(
      built,
      ...print('D-1', 1, 'printed'),
      ...print('D-2', 1, 'printed'),
      ...print('D-2', 2),
      ...print('D-3', 1, 'notPrinted'),
    );
    expect(settlementOf(books)).toEqual({
      printed: ['D-1'],
      notPrinted: ['D-3', 'D-2'],
      earned: 200,
      refundNow: 300,
      forStaff: 200,
    });
  });

  it('subtract from what is owed whatever a refund has paid, by its movements', () => {
    const paid: JournalEvent[] = [
      claim('owed', 500),
      { type: 'refund-granted', refund, transaction, granted: true },
      {
        type: 'dispense-intent',
        purpose: 'staffRefund',
        transaction,
        refund,
        amount: yen(300),
        counters: null,
      },
      {
        type: 'dispense-outcome',
        purpose: 'staffRefund',
        transaction,
        refund,
        dispensed: [{ value: 100, count: 2 }],
        complete: false,
      },
      { type: 'refund-register', refund, transaction, amount: yen(100), by },
      { type: 'refund-cashless-intent', refund, ...wallet, amount: yen(150) },
      { type: 'refund-cashless-outcome', refund, transaction, outcome: 'done' },
    ];
    const books = booksOf(built, settled(700, 200, 0, 500), ...paid);
    expect(books.refunds.map((entry) => refundPaid(books, entry))).toEqual([
      { hoppers: 200, register: 100, cashless: 150 },
    ]);
    expect(stillOwed(books)).toBe(50);
    // What staff paid is not part of what the kiosk itself gave back.
    expect(givenBackOf(books)).toBe(noYen);
    // A refund for a bad print does not pay off the machine's debt.
    expect(
      stillOwed(booksOf(built, settled(700, 200, 0, 500), claim('badPrint', 200), ...paid.slice(1))),
    ).toBe(500);
  });

  it('include a refund of another kiosk’s transaction, and know which outcomes the center has heard', () => {
    const books = booksOf(
      claim('owed', 200),
      { type: 'refund-ended', refund, transaction, hoppers: noYen, register: yen(200), cashless: noYen },
      { type: 'refund-told', refund },
    );
    expect(books).toMatchObject({ order: null, refunds: [{ told: true, ended: { register: 200 } }] });
    expect(localCaseOf(books)).toBeNull();
  });

  it('list a refund of another kiosk’s transaction by its code until it is paid in full', () => {
    const books = createBooks(
      recordsOf([
        claim('badPrint', 200),
        { type: 'refund-granted', refund, transaction, granted: true },
        { type: 'refund-register', refund, transaction, amount: yen(50), by },
      ]),
      { hoppers: [], accepted: [] },
    );
    expect(books.openCases()).toMatchObject([{ code: 'K7Q2-M4XD', owed: 150, whys: ['owed'] }]);
    expect(allAtOnce(books.find('K7Q2-M4XD'))).toMatchObject({
      ...{ ok: true, value: { local: null, unfinished: { claim: { refund, amount: 200 }, register: 50 } } },
    });
  });
});

describe('an open case', () => {
  const receipt = (printed: boolean): JournalEvent => ({ type: 'receipt', transaction, printed });
  const well: JournalEvent[] = [
    built,
    { type: 'cash-in-start', transaction, due: yen(700), counters: null },
    { type: 'cash-in', transaction, value: 500 },
    { type: 'cash-in', transaction, value: 500 },
    { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 2 }] },
    ...print('D-1', 1, 'printed'),
    settled(1000, 700, 300, 0),
    receipt(true),
  ];
  const unsure: JournalEvent = {
    type: 'dispense-intent',
    purpose: 'change',
    transaction,
    amount: yen(300),
    counters: null,
  };

  it('is not made of a transaction that went well or has not ended', () => {
    expect(whysOfCase(...well)).toEqual([]);
    expect(whysOfCase(built, unsure)).toEqual([]);
  });

  it.each<[string, JournalEvent[], string[]]>([
    ['money owed', [built, settled(700, 200, 0, 500), receipt(true)], ['owed']],
    ['a payout that was cut off', [unsure, ...well], ['payoutUnsure']],
    ['a sheet whose outcome nobody knows', [...print('D-2', 1, 'unknown'), ...well], ['sheetUnsure']],
    [
      'an attempt of which nothing was heard',
      [{ type: 'cashless-begin', ...wallet, amount: yen(700) }, ...well],
      ['cashlessUnsure'],
    ],
    [
      'money held that was never captured or released',
      [{ type: 'cashless-outcome', ...wallet, outcome: 'authorised' }, ...well],
      ['cashlessUnsure'],
    ],
    ['a piece that nobody saw', [...well, { type: 'pieces-unseen', transaction, pieces: 1 }], ['cashUnsure']],
    [
      'a sum at the end that differs from the pieces',
      [...well.filter((event) => event.type !== 'cash-in')],
      ['cashUnsure'],
    ],
    [
      'slots that were never closed on record',
      [...well.filter((event) => event.type !== 'cash-in-end')],
      ['cashUnsure'],
    ],
    [
      'a piece that came in when all had ended',
      [
        ...well,
        { type: 'cash-in', transaction, value: 100 },
        { type: 'cash-in-end', transaction, secured: countOf([500, 500, 100]) },
      ],
      ['cashUnsure'],
    ],
    ['a slip that could not be printed', [...well.slice(0, -1), receipt(false)], ['slipMissing']],
  ])('is %s', (_what, events, whys) => {
    expect(whysOfCase(...events)).toEqual(whys);
  });

  it('is closed when the sheet is handed back, the slip printed later, the hopper counted, or the debt paid', () => {
    const returned: JournalEvent = {
      type: 'sheet-returned',
      transaction,
      document: 'D-2',
      sheet: 1,
      how: 'scanned',
      by,
    };
    expect(whysOfCase(...print('D-2', 1), ...well, returned)).toEqual([]);
    expect(whysOfCase(...well.slice(0, -1), receipt(false), receipt(true), receipt(false))).toEqual([]);
    const records = recordsOf([unsure, ...well]);
    expect(openCasesOf(transactionsOf(records).values(), records.length + 1)).toEqual([]);
    const paid: JournalEvent[] = [
      claim('owed', 500),
      { type: 'refund-register', refund, transaction, amount: yen(500), by },
      { type: 'refund-ended', refund, transaction, hoppers: noYen, register: yen(500), cashless: noYen },
    ];
    expect(whysOfCase(built, ...print('D-2', 1), settled(700, 200, 0, 500), ...paid)).toEqual([]);
  });
});

describe('a case as staff see it', () => {
  it('shows copies of a kind at one price as one line, and what went back to the wallet', () => {
    const books = booksOf(
      built,
      { type: 'cashless-begin', ...wallet, amount: yen(700) },
      { type: 'capture-intent', ...wallet, amount: yen(700) },
      { type: 'capture-outcome', ...wallet, outcome: 'done' },
      settled(700, 200, 0, 500),
      claim('owed', 500),
      { type: 'refund-cashless-intent', refund, ...wallet, amount: yen(500) },
      { type: 'refund-cashless-outcome', refund, transaction, outcome: 'unknown' },
    );
    expect(localCaseOf(books)).toMatchObject({
      code: 'K7Q2-M4XD',
      paid: 700,
      printed: 200,
      // Nobody knows whether it arrived: it is still owed, but must not be sent again.
      owed: 500,
      cashless: { payment: { method: 'wallet', amount: 700 }, captured: 700, refunded: 500 },
      lines: [
        { kind: 'residenceRecord', copies: 2, each: 200 },
        { kind: 'taxPayment', copies: 1, each: 300 },
      ],
    });
  });
});
