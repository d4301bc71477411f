import { describe, expect, it } from 'vitest';
import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese, languages } from '../../shared/languages.ts';
import { nextStepCauses } from '../../shared/next-step.ts';
import type { SlipData } from '../../shared/printers.ts';
import { refundReasons } from '../../shared/refund-api.ts';
import { lineDays } from '../../shared/telephone-lines.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { payMethods } from '../../shared/cashless.ts';
import { yen } from '../../shared/yen.ts';
import { lettersOf, saidOn } from '../../testing/receipts/said-on.ts';
import {
  sampleCashlessRefund,
  sampleEnrolmentSlip,
  sampleFree,
  sampleLetGo,
  sampleLine,
  sampleNextStep,
  sampleNoFeeBack,
  sampleOwed,
  sampleOwedAfterPowerCut,
  samplePartlyCharged,
  sampleReceipt,
  sampleRefund,
  sampleRetake,
  sampleReturned,
} from '../../testing/receipts/sample-receipts.ts';
import { some } from '../../testing/repetitions.ts';
import { leavesOf } from '../../testing/screens/leaves.ts';
import { slipSpeech } from './slip-speech.ts';

const pinLocked = sampleNextStep('pinLocked');
/** A line for each kind of day; which of them answer depends on the hour. */
const lines = lineDays.map((days, index) => ({
  ...sampleLine,
  number: `000-000-000${String(index)}`,
  hours: [{ days, from: '08:30', to: '17:15' }],
}));
const never = { ...sampleLine, hours: [] };
/** Everything that a text of a slip can stand on. */
const all: readonly SlipData[] = [
  ...[sampleReceipt, sampleNoFeeBack, samplePartlyCharged, sampleReturned, sampleLetGo, sampleFree],
  ...[sampleOwed, sampleOwedAfterPowerCut, sampleEnrolmentSlip, sampleRetake],
  ...payMethods.map((method) => ({ ...sampleReceipt, method })),
  { ...sampleReceipt, badPrint: 'paidBack' },
  {
    ...sampleReceipt,
    lines: certificateKinds.map((kind) => ({ kind, copies: 1, each: yen(200) })),
  },
  ...refundReasons.map((reason) => ({ ...sampleRefund, reason })),
  ...[sampleRefund, sampleCashlessRefund, sampleRetake].map((slip) => ({ ...slip, copy: 'store' as const })),
  ...nextStepCauses.map(sampleNextStep),
  ...[true, false, null].map((foundCardNeedsIdentity) => ({ ...pinLocked, foundCardNeedsIdentity })),
  { ...pinLocked, pinReset: true, telephones: [...lines, never] },
  ...(['enrolment', 'reservation'] as const).map((what) => ({
    ...pinLocked,
    site: { what, address: 'https://example.jp/' },
  })),
  { ...pinLocked, at: Date.parse('2026-11-20T22:00:00+09:00') },
];

// A second of drawing for each language.
describe.each(some(languages, 6))('the slips in %s', (language) => {
  const said = all.map((slip) => saidOn({ ...slip, language })).join('\n');

  it('say every text of the language, and nothing of it is left over', () => {
    const unsaid = leavesOf(slips[language]).filter(({ text, path }) => {
      // With what is filled in, the words around it are looked for.
      const parts = path.startsWith('telephones')
        ? withoutReadings(text).split('2')
        : [withoutReadings(text)];
      return !parts.every((part) => said.includes(lettersOf(part)));
    });
    const silent = isJapanese(language) ? [] : ['nextStepLabels.lostMenu'];
    // Only where no later hour is known, which no guide has.
    const rare = ['telephones.lossOnly.only', 'telephones.closed.only'];
    expect(unsaid.map(({ path }) => path).filter((path) => !rare.includes(path))).toEqual(silent);
  });

  it('have the names of slips by which store staff know them', () => {
    for (const title of ['領収書', '未交付の連絡票', '返金の控え', 'これからのご案内', '申請の控え'])
      expect(said).toContain(title);
  });
});

it('without its font a language has English beside the Japanese, and easy Japanese no readings', () => {
  const thai = slipSpeech('th', () => null);
  expect(thai.sentences(thai.say(({ receipt }) => receipt.check)).join('')).toContain('Check the number of');
  const easy = slipSpeech('ja-easy', () => null);
  const lines = easy.sentences(easy.say(({ receipt }) => receipt.check)).join('');
  expect(lines).toContain('証明書の枚数と内容を');
  expect(lines).not.toMatch(/image|《/);
});
