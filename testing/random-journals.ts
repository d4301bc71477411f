import fc from 'fast-check';
import { instantInJapan, isoDate } from '../shared/dates.ts';
import { paymentReferenceSchema, type PaymentReference } from '../shared/cashless.ts';
import { requestIdSchema, transactionIdSchema, type RequestId, type TransactionId } from '../shared/ids.ts';
import { receiptCode } from '../shared/receipt-code.ts';
import { attendantIdSchema } from '../shared/refund-api.ts';
import { countOf, yen } from '../shared/yen.ts';
import type { JournalEvent } from '../state-machines/journal-events.ts';
import { sealRecord, firstPrevious, type JournalRecord } from '../electron/journal/record.ts';
import { codes } from './municipality-codes.ts';

/** Whom and what a session is about: each transaction has one receipt code, one payment and one refund. */
export interface SessionOf {
  readonly transaction: TransactionId;
  readonly code: string;
  readonly refund: RequestId;
  readonly reference: PaymentReference;
}

/** @param number below 65,536 */
export function sessionOf(number: number): SessionOf {
  const name = (letter: string): string =>
    `${number.toString(16).padStart(4, '0')}${letter}`.padEnd(32, letter);
  const transaction = transactionIdSchema.parse(name('a'));
  return {
    transaction,
    code: receiptCode(transaction),
    refund: requestIdSchema.parse(name('b')),
    reference: paymentReferenceSchema.parse(name('c')),
  };
}

/** Those in random journals. */
export const cast = [1, 2, 3, 4, 5].map((number) => sessionOf(number * 0x1111));
type Of = SessionOf;

const by = attendantIdSchema.parse('S-01');
const price = 300;

const built = ({ transaction, code }: Of): JournalEvent => ({
  type: 'order-built',
  ...{ transaction, municipality: codes.tsukuba, code, price: yen(price) },
  documents: [{ number: 'D-1', kind: 'residenceRecord', price: yen(price), sheets: 1 }],
});
const sheet = { document: 'D-1', sheet: 1 } as const;
const settled = (transaction: TransactionId, printed: number): JournalEvent => ({
  ...{ type: 'settled', transaction, paid: yen(price), printed: yen(printed) },
  ...{ givenBack: yen(0), owed: yen(price - printed) },
});
const claimed = ({ transaction, code, refund }: Of, amount: number): JournalEvent => ({
  ...{ type: 'refund-claim', refund, transaction, code, reason: 'owed', amount: yen(amount) },
  ...{ documents: [], instead: 'money', by, second: null },
});
const ended = (refund: RequestId, transaction: TransactionId): JournalEvent => ({
  ...{ type: 'refund-ended', refund, transaction, hoppers: yen(100), register: yen(200), cashless: yen(0) },
});

/** A whole session that is paid in cash. */
export const cashStory = (of: Of): readonly JournalEvent[] => {
  const { transaction } = of;
  return [
    built(of),
    { type: 'cash-in-start', transaction, due: yen(price), counters: null },
    ...[100, 100, 100].map((value) => ({ type: 'cash-in', transaction, value }) as JournalEvent),
    { type: 'paid', transaction, amount: yen(price) },
    { type: 'cash-in-end', transaction, secured: countOf([100, 100, 100]) },
    { type: 'print-intent', transaction, ...sheet },
    { type: 'print-outcome', transaction, ...sheet, outcome: 'printed' },
    { type: 'receipt', transaction, printed: true },
    settled(transaction, price),
    { type: 'outcome-told', transaction },
  ];
};
/** Its change was cut off, and somebody has counted since. */
const countedStory = (of: Of): readonly JournalEvent[] => {
  const { transaction } = of;
  const payout = { purpose: 'change', transaction, amount: yen(100), counters: null } as const;
  return [...cashStory(of), { type: 'dispense-intent', ...payout }, { type: 'cash-counted', lines: [], by }];
};
const walletStory = (of: Of): readonly JournalEvent[] => {
  const { transaction, reference } = of;
  const at = { transaction, method: 'wallet', reference } as const;
  return [
    built(of),
    { type: 'cashless-begin', ...at, amount: yen(price) },
    { type: 'cashless-outcome', ...at, outcome: 'authorised' },
    { type: 'print-intent', transaction, ...sheet },
    { type: 'print-outcome', transaction, ...sheet, outcome: 'printed' },
    settled(transaction, price),
    { type: 'outcome-told', transaction },
    { type: 'receipt', transaction, printed: true },
    { type: 'capture-intent', ...at, amount: yen(price) },
    { type: 'capture-outcome', ...at, outcome: 'done' },
  ];
};
const refundStory = (of: Of): readonly JournalEvent[] => {
  const { transaction, refund } = of;
  const payout = { purpose: 'staffRefund', refund, transaction } as const;
  return [
    claimed(of, price),
    { type: 'refund-granted', refund, transaction, granted: true },
    { type: 'dispense-intent', ...payout, amount: yen(100), counters: null },
    { type: 'dispense-outcome', ...payout, dispensed: countOf([100]), complete: true },
    { type: 'refund-register', refund, transaction, amount: yen(200), by },
    ended(refund, transaction),
    { type: 'refund-told', refund },
  ];
};

const outcomes = ['printed', 'notPrinted', 'unknown'] as const;
/** One record, in whatever place. */
const stray = (of: Of): fc.Arbitrary<JournalEvent> => {
  const { transaction, refund, reference } = of;
  const at = { transaction, method: 'wallet', reference } as const;
  return fc.oneof(
    fc.constantFrom<JournalEvent>(...cashStory(of), ...walletStory(of), ...refundStory(of)),
    fc
      .constantFrom(...outcomes)
      .map((outcome) => ({ type: 'print-outcome', transaction, ...sheet, outcome }) as const),
    fc.constantFrom<JournalEvent>(
      { type: 'refund-granted', refund, transaction, granted: false },
      { type: 'refund-cashless-intent', refund, ...at, amount: yen(100) },
      { type: 'refund-cashless-outcome', refund, transaction, outcome: 'unknown' },
      { type: 'refund-cashless-outcome', refund, transaction, outcome: 'done' },
      { type: 'void-intent', ...at },
      { type: 'void-outcome', ...at, outcome: 'done' },
      { type: 'dispense-intent', purpose: 'change', transaction, amount: yen(100), counters: null },
      { type: 'owed', transaction, code: of.code, amount: yen(price) },
      { type: 'receipt', transaction, printed: false },
      { type: 'pieces-unseen', transaction, pieces: 1 },
      { type: 'sheet-returned', transaction, ...sheet, how: 'ticked', by },
      { type: 'alarm', alarm: 'bindingMismatch', transaction },
      settled(transaction, 0),
      claimed(of, 100),
      { type: 'session-begun' },
      { type: 'test', test: 'receipt', passed: true, by },
      { type: 'test-cash-in', secured: countOf([100]) },
      { type: 'cash-counted', lines: [], by },
    ),
  );
};

const part: fc.Arbitrary<readonly JournalEvent[]> = fc.constantFrom(...cast).chain((of) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(cashStory(of), countedStory(of), walletStory(of), refundStory(of)),
    },
    { weight: 1, arbitrary: fc.nat(12).map((most) => cashStory(of).slice(0, most)) },
    { weight: 1, arbitrary: fc.nat(10).map((most) => walletStory(of).slice(0, most)) },
    { weight: 1, arbitrary: fc.nat(7).map((most) => refundStory(of).slice(0, most)) },
    { weight: 2, arbitrary: stray(of).map((event) => [event]) },
  ),
);

/** What may happen at a kiosk, and what may not: whole sessions and refunds, cut-off ones, and single records anywhere. */
export const randomEvents: fc.Arbitrary<readonly JournalEvent[]> = fc
  .array(part, { maxLength: 12 })
  .map((parts) => parts.flat());

const begins = instantInJapan(isoDate('2026-11-20'), '22:00:00');

/** The same as records, some minutes apart. */
export const randomRecords: fc.Arbitrary<readonly JournalRecord[]> = randomEvents.map(recordsOf);

export function recordsOf(events: readonly JournalEvent[]): readonly JournalRecord[] {
  const records: JournalRecord[] = [];
  for (const [index, event] of events.entries()) {
    const body = { seq: index + 1, at: begins + index * 7 * 60_000, event };
    records.push(sealRecord({ ...body, previous: records.at(-1)?.hash ?? firstPrevious }));
  }
  return records;
}
