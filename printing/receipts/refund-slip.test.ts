import { describe, expect, it } from 'vitest';
import { refundReasons } from '../../shared/refund-api.ts';
import type { RefundSlipData } from '../../shared/printers.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { sampleCashlessRefund, sampleRefund, sampleRetake } from '../../testing/receipts/sample-receipts.ts';
import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';

const paper = (slip: RefundSlipData): string =>
  textOf(renderReceiptBytes(slip)).replace(/─/g, '').replace(/\n+/g, '\n');

describe('a refund slip', () => {
  it('says for what, how and by whom money was paid back', () => {
    const text = paper(sampleRefund);
    for (const line of [
      'お客様用',
      '返金の控え',
      '2026年11月20日 14:03',
      'KIOSK-01',
      'みほん市',
      'K7Q2-M4XD',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/戸籍証明書\n *450円 × 3通1,350円/);
    expect(text).toContain('機械から現金で850円\nレジから現金で500円');
    expect(text).toMatch(/返金額 *1,350円/);
    expect(text).toContain('担当S-01\n確認OP-02');
  });

  it('for what the machine did not deliver is no refund', () => {
    for (const language of ['ja', 'en'] as const) {
      const text = paper({ ...sampleRefund, reason: 'owed', language });
      expect(text).toContain('未交付分のお渡し');
      expect(text).toMatch(/お渡しした金額[^]*1,350円/);
      expect(text).not.toMatch(/返金|refund/i);
    }
  });

  it('has a line for a signature on the copy of the store alone', () => {
    expect(paper(sampleRefund)).not.toMatch(/ご署名|無効印/);
    const store = paper({ ...sampleRefund, copy: 'store' });
    expect(store).toContain('お店用');
    expect(store).toContain('上の金額を受け取りました。');
    expect(store).toContain('ご署名');
    expect(store).toContain('無効印');
  });

  it('names only the ways in which money was paid', () => {
    const text = paper({ ...sampleCashlessRefund, copy: 'store' });
    expect(text).toMatch(/決済のお取り消し *300円/);
    expect(text).not.toMatch(/現金で|確認OP/);
    expect(text).toContain('上の金額のお取り消しを確かめました。');
  });

  it('says until when the certificate is free when no money is paid', () => {
    const text = paper({ ...sampleRetake, language: 'en' });
    expect(text).toContain('取り直しのご案内');
    expect(text).toContain('2026年11月20日 15:03');
    expect(text).toContain('My Number card. Until then it costs nothing.');
    expect(text).toMatch(/印鑑登録証明書 {2}Seal registration *1通/);
    expect(text).not.toMatch(/返金額|300円/);
  });

  it.each(refundReasons)('gives the reason %s', (reason) => {
    const said = withoutReadings(slips.ja.refundReasons[reason]);
    expect(paper({ ...sampleRefund, reason })).toContain(`理由${said}`);
  });
});
