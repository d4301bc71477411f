import { expect, it } from 'vitest';
import { everyLine, type JournalFilter } from '../../shared/attendants.ts';
import { isoDate } from '../../shared/dates.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { createBooks } from './books.ts';
import type { JournalPage } from './journal-pages.ts';
import { allAtOnce } from './steps.ts';

const transaction = transactionIdSchema.parse('1'.repeat(32));
const other = transactionIdSchema.parse('2'.repeat(32));
const by = attendantIdSchema.parse('O-01');
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const day = 86_400_000;

const events: readonly [number, JournalEvent][] = [
  [noon, { type: 'session-begun' }],
  [noon, { type: 'owed', transaction: other, code: receiptCode(other), amount: yen(10) }],
  [noon + day, { type: 'paid', transaction, amount: yen(200) }],
  [noon + day, { type: 'test', test: 'receipt', passed: true, by }],
  // Before midnight in Japan, and after it.
  [noon + day + 11 * 3_600_000, { type: 'paid', transaction, amount: yen(300) }],
  [noon + day + 12 * 3_600_000, { type: 'alarm-cleared', by }],
];
const books = createBooks(
  events.map(([at, event], index) => ({ seq: index + 1, at, event, previous: '', hash: '' })),
  { hoppers: [], accepted: [] },
);
function pageOf(filter: Partial<JournalFilter>, page = 0, lines = 10): JournalPage {
  const read = allAtOnce(books.page(page, lines, { ...everyLine, ...filter }));
  if (!read.ok) throw new Error(read.error.fault);
  return read.value;
}
const found = (...asked: Parameters<typeof pageOf>): readonly number[] =>
  pageOf(...asked).entries.map(({ seq }) => seq);

it('finds lines by kind, by day in Japan, and by both', () => {
  expect(found({})).toEqual([6, 5, 4, 3, 2, 1]);
  expect(found({ kind: 'money' })).toEqual([5, 3, 2]);
  expect(found({ kind: 'alarm' })).toEqual([6]);
  expect(found({ day: isoDate('2026-11-21') })).toEqual([5, 4, 3]);
  expect(found({ kind: 'money', day: isoDate('2026-11-20') })).toEqual([2]);
  expect(found({ code: 'NENE-NENE' })).toEqual([]);
});

it('cuts pages from what was found', () => {
  expect(pageOf({ kind: 'money' }, 0, 2).pages).toBe(2);
  expect(found({ kind: 'money' }, 1, 2)).toEqual([2]);
});
