import { describe, expect, it } from 'vitest';
import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese, languages, type Language } from '../../shared/languages.ts';
import { hasNextStep, nextStepCauses } from '../../shared/next-step.ts';
import { causes } from '../../shared/causes.ts';
import { lettersOf, saidOn } from '../../testing/receipts/said-on.ts';
import { sampleNextStep } from '../../testing/receipts/sample-receipts.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';
import { receiptMarkup } from './receipt-text.ts';

/** The municipality's and every national one that the guides print. */
const allNumbers = [
  ...['000-000-0000', '0120-95-0178', '0120-0178-27', '0120-0178-26'],
  ...['0570-783-578', '0570-064-738', '050-3818-1250', '0120-601-785'],
];

const paper = (slip: Parameters<typeof renderReceiptBytes>[0]): string =>
  textOf(renderReceiptBytes(slip)).replace(/\s/g, '');

describe('what to do next', () => {
  it.each(nextStepCauses)(
    '%s: cause, place, what to bring and telephone, in Japanese and in every other language beside it',
    (cause) => {
      // Each in some languages, by turns the other ones; in the long run each in all.
      const turn = nextStepCauses.indexOf(cause);
      for (const language of languages.filter((_, index) => isLongRun || (index + turn) % 4 === 0)) {
        const text = saidOn({ ...sampleNextStep(cause), language });
        const both: readonly Language[] = isJapanese(language) ? [language] : ['ja', language];
        for (const { nextStep, nextStepLabels: labels } of both.map((one) => slips[one])) {
          const { happened, where, bring } = nextStep[cause];
          for (const said of [labels.happened, labels.where, labels.bring, happened, where, ...bring])
            expect(text).toContain(lettersOf(withoutReadings(said)));
        }
        for (const number of allNumbers) expect(text).toContain(number);
      }
    },
  );

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
      paper(sampleNextStep(cause)).replace(withoutReadings(slips.ja.nextStep[cause].happened), '…');
    for (const other of ['layoutTooLong', 'nothingForYou', 'cardWithoutPin'] as const)
      expect(rest('notAvailable')).toBe(rest(other));
    for (const language of languages)
      expect(withoutReadings(slips[language].nextStep.notAvailable.happened)).not.toMatch(
        /制限|支援|措置|理由|restrict|request/i,
      );
  });

  it('without a municipality or its number sends to the help line', () => {
    const text = paper({ ...sampleNextStep('pinLocked'), municipality: null, telephones: [] });
    expect(text).toContain('市区町村の窓口で、暗証番号を決め直してください。');
    expect(text).not.toContain('000-000-0000');
    expect(text).toContain('マイナンバー総合フリーダイヤル0120-95-0178電話のカメラ');
  });

  it.each([true, false])('names the kiosk’s own reset of a locked PIN where there is one: %s', (pinReset) => {
    const ja = withoutReadings(slips.ja.nextStepLabels.pinReset);
    const en = slips.en.nextStepLabels.pinReset;
    const text = paper({ ...sampleNextStep('pinLocked'), language: 'en', pinReset });
    expect(text.includes(ja)).toBe(pinReset);
    expect(text.includes(en.replaceAll(' ', ''))).toBe(pinReset);
    expect(text).toContain('市区町村の窓口で、暗証番号を決め直してください。');
  });

  it('tells by the time of day who answers: at 22:00 for losses alone', () => {
    const at = (time: string) => paper({ ...sampleNextStep('pinLocked'), at: Date.parse(time) });
    const noon = at('2026-11-20T12:00:00+09:00');
    expect(noon).not.toMatch(/つながりません|届けだけ、/);
    const night = at('2026-11-20T22:00:00+09:00');
    expect(night).toContain('ただいまは、つながりません。次は2026年11月24日08:30からです。');
    expect(night).toContain(
      'ただいまは、紛失・盗難の届けだけ、つながります。次は2026年11月21日09:30からです。',
    );
  });

  it.each<[boolean | null, string]>([
    [true, '見つかったカードと、ほかの本人確認の書類をお持ちください。'],
    [false, '見つかったカードをお持ちください。'],
    [null, 'ほかに要る物は、窓口にお尋ねください。'],
  ])('for a lost card: telephone, police, window; found again, a window (identity %s)', (needs, said) => {
    const text = paper({ ...sampleNextStep('certificateRevoked'), foundCardNeedsIdentity: needs });
    for (const step of [
      '1.電話でカードを止めます。',
      '案内のあと2番。',
      '警察に届け、受理番号を',
      '再発行は、',
    ])
      expect(text).toContain(step);
    expect(text).toContain('窓口で一時停止を解いてもらいます。');
    expect(text).toContain('電話では解けません。');
    expect(text).toContain(said);
  });

  it.each([
    ['enrolment', 'https://ks.lg-waps.jp/ksgu'],
    ['reservation', 'https://www.jpki.go.jp/jpkiidreset/howto/index.html'],
  ] as const)('prints the address for the %s as text and as a code', (what, address) => {
    const slip = { ...sampleNextStep('notResidentHere'), site: { what, address } };
    expect(paper(slip)).toContain(address);
    expect(receiptMarkup(slip).match(/\{code:/g)).toHaveLength(2);
  });
});
