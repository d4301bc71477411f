import { expect, test } from 'vitest';
import type { Catalogue } from '../../languages/catalogue.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { causes, type Cause } from '../../shared/causes.ts';
import { languages } from '../../shared/languages.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { hasNextStep, nextStepCauses } from '../../shared/next-step.ts';
import { whatToBring } from '../../shared/what-to-bring.ts';
import { leavesOf } from '../../testing/screens/leaves.ts';

const { ja, en } = catalogues;
const all: readonly Catalogue[] = languages.map((language) => catalogues[language]);

test('no English text holds Japanese, and every Japanese text with words does', () => {
  const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}。、「」]/u;
  expect(leavesOf(en).filter(({ text }) => japanese.test(text))).toEqual([]);
  const withoutWords = leavesOf(ja).filter(({ text }) => !japanese.test(text));
  // Sums, times, percentages and positions in a series are written the same everywhere.
  expect(withoutWords.map(({ path }) => path)).toEqual([
    'residents.open.hours',
    'residents.municipality.offer',
    'residents.offers.hoursOn',
    'attendants.returnSheets.sheet',
    'attendants.levels.percent',
  ]);
});

test('no text uses a word that residents do not use', () => {
  const jargon =
    /エラー|タッチ|キャンセル|タイムアウト|プリンタ|レシート|スタッフ|メニュー|ログイン|システム|ネットワーク/;
  expect(leavesOf(ja).filter(({ text }) => jargon.test(withoutReadings(text)))).toEqual([]);
  const officialese = /\b(error|invalid|failed|session|timeout|terminal|utilize|please be advised)\b/i;
  expect(leavesOf(en).filter(({ text }) => officialese.test(text))).toEqual([]);
});

test('whoever is sent to a window is told in every language what to bring, on the screen and on the slip', () => {
  // Words that say it themselves, in the language that all others are translated from.
  const says = (cause: Cause): boolean =>
    /\bBring\b|\bbring\b|with the card/.test(en.residents.causes[cause].next);
  for (const cause of nextStepCauses)
    expect([cause, says(cause) || whatToBring(cause) !== null]).toEqual([cause, true]);
  for (const cause of causes)
    if (whatToBring(cause) !== null)
      expect([cause, hasNextStep(cause) || cause === 'permitRefused']).toEqual([cause, true]);
});

test('an issuance restriction asks for the same things as every other certificate that is taken at the window', () => {
  const alike = causes.filter((cause) => whatToBring(cause) === whatToBring('notAvailable'));
  expect(alike).toEqual(
    expect.arrayContaining(['notAvailable', 'movedOut', 'layoutTooLong', 'nothingForYou']),
  );
});

test('an issuance restriction gives no cause and no hint, only where to ask', () => {
  for (const { residents } of [ja, en]) {
    const { happened, next } = residents.causes.notAvailable;
    expect(withoutReadings(`${happened} ${next}`)).not.toMatch(
      /制限|申出|申し出|支援|保護|警察|restrict|request|protect|police|because|ため/i,
    );
    expect(next).toMatch(/窓口|city hall/);
    // Whoever reads it over a shoulder thinks of what happens to everybody.
    expect(next).toMatch(/変更|being changed/);
  }
});

test('no cause of a card that is out, or that is to be taken, tells people to leave it in', () => {
  for (const { residents } of [ja, en]) {
    const { causes, causesOfPhone, takeCard } = residents;
    const told = [
      causes.cardRemoved,
      causes.cardSwapped,
      causesOfPhone.cardRemoved,
      causesOfPhone.cardSwapped,
    ];
    for (const { next } of told)
      expect(withoutReadings(next)).not.toMatch(/そのまま|入れたまま|置いたまま|\bleave\b/);
    // After the end nothing asks to go on.
    for (const { hint } of Object.values(takeCard))
      expect(withoutReadings(hint.over)).not.toMatch(/お進み|go on/);
  }
});

test('every cause says two different things: what happened, and what to do', () => {
  for (const { residents } of all) {
    const { causes } = residents;
    const happened = Object.values(causes).map((cause) => cause.happened);
    expect(new Set(happened).size).toBe(happened.length);
    for (const cause of Object.values(causes)) expect(cause.next).not.toBe(cause.happened);
  }
});
