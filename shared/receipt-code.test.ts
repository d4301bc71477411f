import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsInCode, digitsOfCode, receiptCode, receiptScan, transactionOfScan } from './receipt-code.ts';
import { transactionIdSchema } from './ids.ts';
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

describe('what the two-dimensional code of a receipt says', () => {
  const anyTransaction = fc
    .stringMatching(/^[0-9a-f]{32}$/)
    .map((digits) => transactionIdSchema.parse(digits));

  it('is the code and the rest of the transaction, and leads back to it, however a scanner types it', () => {
    fc.assert(
      fc.property(anyTransaction, (transaction) => {
        const scan = receiptScan(transaction);
        expect(scan).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[0-9A-F]{22}$/);
        expect(scan.startsWith(receiptCode(transaction))).toBe(true);
        for (const typed of [scan, scan.toLowerCase(), scan.replaceAll('-', ''), `${scan}\n`])
          expect(transactionOfScan(typed)).toBe(transaction);
      }),
    );
  });

  it.each(['', 'K7Q2-M4XD', 'K7Q2-M4XD-0123', 'K7Q2-M4X1-0123456789ABCDEF012345', 'E-7K2Q-M4XD'])(
    '%j is none',
    (text) => {
      expect(transactionOfScan(text)).toBeNull();
    },
  );
});
