import { describe, expect, it } from 'vitest';
import { transactionIdSchema } from '../../shared/ids.ts';
import type { ReceiptProof } from '../../shared/refund-api.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { provesReceipt, type ProvableOrder } from './receipt-proof.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const minutes = 60_000;
const transaction = transactionIdSchema.parse('ab'.repeat(16));
const order: ProvableOrder = {
  transaction,
  builtAt: noon,
  reportedAt: null,
  money: { method: 'cash', paid: yen(500), givenBack: noYen, owed: yen(250) },
  documents: [{ number: 'AAAA-AAAA-AAAA-AAAA' }, { number: 'BBBB-BBBB-BBBB-BBBB' }],
};
const typed = (minute: number, paid = 500): ReceiptProof => ({
  by: 'typed',
  at: noon + minute * minutes,
  paid: yen(paid),
});

describe('a receipt is proved by', () => {
  it.each<[string, ReceiptProof, boolean, Partial<ProvableOrder>?]>([
    ['the whole transaction', { by: 'receipt', transaction }, true],
    [
      'another transaction with the same code',
      { by: 'receipt', transaction: transactionIdSchema.parse('ab'.repeat(5) + 'cd'.repeat(11)) },
      false,
    ],
    ['one of its sheets', { by: 'sheet', number: 'BBBB-BBBB-BBBB-BBBB' }, true],
    ['a sheet of another', { by: 'sheet', number: 'CCCC-CCCC-CCCC-CCCC' }, false],
    ['its minute and sum', typed(4), true],
    ['a slip that came after a long wait for staff', typed(40), true],
    ['a slip later than that', typed(41), false],
    ['a kiosk whose clock is behind', typed(-5), true],
    ['an earlier time', typed(-6), false],
    ['another sum', typed(4, 250), false],
    ['its minute, while the kiosk has not reported', typed(4), false, { money: null }],
    ['the slip of a power cut, hours later', typed(300), true, { reportedAt: noon + 302 * minutes }],
    ['any minute before a late report', typed(200), false, { reportedAt: noon + 302 * minutes }],
  ])('%s: %#', (_what, proof, expected, differing = {}) => {
    expect(provesReceipt({ ...order, ...differing }, proof)).toBe(expected);
  });
});
