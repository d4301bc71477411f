import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CashSlipData } from '../../shared/printers.ts';
import { anyCashSlip } from '../../testing/receipts/any-slip.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { sampleCashCount } from '../../testing/receipts/sample-receipts.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';

const paper = (slip: CashSlipData): string => textOf(renderReceiptBytes(slip));

describe('a cash count', () => {
  it('says for each place and denomination what was expected, was counted, differs and is left', () => {
    const text = paper(sampleCashCount);
    expect(text).toContain('釣銭ホッパー');
    expect(text).toContain('10円120118-2200\n50円8484084');
    expect(text).toContain('500円1213+10');
    expect(text).toContain('計・円51,90051,880-2062,200');
    expect(text).toContain('計・円244,000244,00000');
    expect(text).toMatch(/帳簿の金額 *305,600円\n数えた金額 *306,080円/);
    expect(text).toMatch(/取り出し（補充を除く） *243,880円\n機械に残した金額 *62,200円/);
    expect(text).toMatch(/過不足 *\+480円/);
    expect(text).toMatch(/担当 *OP-02/);
  });

  it('says what was filled when more is left than was counted, and shows no sign where nothing differs', () => {
    const line = { place: 'hopper', value: 100, expected: 5, counted: 5, left: 50 } as const;
    const text = paper({ ...sampleCashCount, lines: [line] });
    expect(text).toMatch(/補充（取り出しを除く） *4,500円/);
    expect(text).toMatch(/過不足 *0円/);
    expect(text).not.toContain('硬貨の金庫');
  });

  it('adds up, even to more than a kiosk can hold', () => {
    fc.assert(
      fc.property(anyCashSlip, (slip) => {
        const worth = (of: (line: CashSlipData['lines'][number]) => number): string =>
          slip.lines.reduce((sum, line) => sum + line.value * of(line), 0).toLocaleString('ja-JP');
        const text = paper({ ...slip, language: 'ja' }).replace(/\s/g, '');
        expect(text).toContain(`帳簿の金額${worth(({ expected }) => expected)}円`);
        expect(text).toContain(`数えた金額${worth(({ counted }) => counted)}円`);
        expect(text).toContain(`残した金額${worth(({ left }) => left)}円`);
        expect(text).toContain(`${worth(({ counted, expected }) => counted - expected)}円数は枚数`);
      }),
    );
  });
});
