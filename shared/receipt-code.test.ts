import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsInCode, digitsOfCode, receiptCode } from './receipt-code.ts';
import { receiptCodeSchema } from './refund-api.ts';

const transactions = fc
  .bigInt({ min: 0n, max: (1n << 128n) - 1n })
  .map((bits) => bits.toString(16).padStart(32, '0'));

describe('receipt codes', () => {
  it('encode the first 40 bits of a transaction id and decode them again', () => {
    expect(receiptCode('0'.repeat(32))).toBe('2222-2222');
    expect(receiptCode('f'.repeat(32))).toBe('ZZZZ-ZZZZ');
    expect(digitsOfCode('2222-2223')).toBe('0000000001');
    fc.assert(
      fc.property(transactions, (transaction) => {
        const code = receiptCodeSchema.parse(receiptCode(transaction));
        expect(digitsOfCode(code)).toBe(transaction.slice(0, digitsInCode));
      }),
    );
  });

  it.each(['', '2222-222', '2222-22222', '0222-2222', '2222-222I', 'k7q2-m4xd', '2222--2222'])(
    'reject %j',
    (text) => {
      expect(receiptCodeSchema.safeParse(text).success).toBe(false);
      expect(() => digitsOfCode(text)).toThrow(RangeError);
    },
  );
});
