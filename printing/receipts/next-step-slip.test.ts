import { describe, expect, it } from 'vitest';
import { languages } from '../../shared/certificates.ts';
import { hasNextStep, nextStepCauses } from '../../shared/next-step.ts';
import { causes } from '../../shared/screen.ts';
import { sampleNextStep } from '../../testing/receipts/sample-receipts.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';
import { receiptMarkup } from './receipt-text.ts';
import { nextStepLabels, nextStepWords } from './next-step-words.ts';

const paper = (slip: Parameters<typeof renderReceiptBytes>[0]): string =>
  textOf(renderReceiptBytes(slip)).replace(/\s/g, '');

describe('what to do next', () => {
  it.each(nextStepCauses)('%s: cause, place, what to bring and telephone, in both languages', (cause) => {
    const { happened, where, bring } = nextStepWords[cause];
    for (const language of languages) {
      const text = paper({ ...sampleNextStep(cause), language });
      for (const label of [nextStepLabels.happened, nextStepLabels.where, nextStepLabels.bring])
        expect(text).toContain(label.ja);
      for (const said of [happened, where, ...bring]) {
        expect(text).toContain(said.ja);
        if (language !== 'ja') expect(text).toContain(said.en.replaceAll(' ', ''));
      }
      for (const number of ['000-000-0000', '0120-95-0178', '0120-0178-27']) expect(text).toContain(number);
    }
  });

  it('exists for what sends a resident elsewhere, and for nothing else', () => {
    for (const cause of causes) {
      if (hasNextStep(cause)) expect(receiptMarkup(sampleNextStep(cause))).toContain('tel:');
      else
        expect(() => receiptMarkup({ ...sampleNextStep('pinLocked'), cause })).toThrow(
          `no next step is known for ${cause}`,
        );
    }
    expect(causes.filter(hasNextStep)).toHaveLength(nextStepCauses.length);
  });

  it('names no cause for an issuance restriction, and apart from its one sentence looks like the others', () => {
    const rest = (cause: 'notAvailable' | 'layoutTooLong' | 'nothingForYou' | 'cardWithoutPin'): string =>
      paper(sampleNextStep(cause)).replace(nextStepWords[cause].happened.ja, '…');
    for (const other of ['layoutTooLong', 'nothingForYou', 'cardWithoutPin'] as const)
      expect(rest('notAvailable')).toBe(rest(other));
    expect(nextStepWords.notAvailable.happened.ja).not.toMatch(/制限|支援|措置|理由/);
  });

  it('refers to the help line without a municipality or its number', () => {
    const text = paper({ ...sampleNextStep('pinLocked'), municipality: null, telephone: null });
    expect(text).toContain('市区町村の窓口で、暗証番号を決め直してください。');
    expect(text).not.toContain('000-000-0000');
    expect(text).toContain('マイナンバー総合フリーダイヤル0120-95-0178電話のカメラ');
  });
});
