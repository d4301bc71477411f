import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { languages, type Language } from '../../shared/certificates.ts';
import { leavesOf } from '../../testing/screens/leaves.ts';
import { catalogues } from './languages.tsx';

const { ja, en } = catalogues;

test.each(languages)('no text of the language %s is missing or empty', (language) => {
  const leaves = leavesOf(catalogues[language]);
  expect(leaves.length).toBeGreaterThan(200);
  expect(leaves.filter(({ text }) => text.trim() === '' || text.includes('undefined'))).toEqual([]);
});

test.each(languages)(
  'the language %s has the same texts as the first language, in files of the same names',
  async (language) => {
    const [first] = languages;
    const paths = (each: Language): string[] => leavesOf(catalogues[each]).map(({ path }) => path);
    expect(paths(language).sort()).toEqual(paths(first).sort());
    const files = async (each: Language): Promise<string[]> =>
      (await readdir(new URL(`${each}/`, import.meta.url))).sort();
    expect(await files(language)).toEqual(await files(first));
  },
);

test('no English text holds Japanese, and every Japanese text with words does', () => {
  const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}。、「」]/u;
  expect(leavesOf(en).filter(({ text }) => japanese.test(text))).toEqual([]);
  const withoutWords = leavesOf(ja).filter(({ text }) => !japanese.test(text));
  // Sums, times, percentages and positions in a series are written the same everywhere.
  expect(withoutWords.map(({ path }) => path)).toEqual([
    'open.hours',
    'municipality.offer',
    'offers.hoursOn',
    'returnSheets.sheet',
    'levels.percent',
  ]);
});

test('no text uses a word that residents do not use', () => {
  const jargon =
    /エラー|タッチ|キャンセル|タイムアウト|プリンタ|レシート|スタッフ|メニュー|ログイン|システム|ネットワーク/;
  expect(leavesOf(ja).filter(({ text }) => jargon.test(text))).toEqual([]);
  const officialese = /\b(error|invalid|failed|session|timeout|terminal|utilize|please be advised)\b/i;
  expect(leavesOf(en).filter(({ text }) => officialese.test(text))).toEqual([]);
});

test('an issuance restriction gives no cause and no hint, only where to ask', () => {
  for (const { causes } of [ja, en]) {
    const { happened, next } = causes.notAvailable;
    expect(`${happened} ${next}`).not.toMatch(
      /制限|申出|申し出|支援|保護|警察|restrict|request|protect|police|because|ため/i,
    );
    expect(next).toMatch(/窓口|city hall/);
    // Whoever reads it over a shoulder thinks of what happens to everybody.
    expect(next).toMatch(/変更|being changed/);
  }
});

test('no cause of a card that is out, or that is to be taken, tells people to leave it in', () => {
  for (const { causes, causesOfPhone, takeCard } of [ja, en]) {
    const told = [
      causes.cardRemoved,
      causes.cardSwapped,
      causesOfPhone.cardRemoved,
      causesOfPhone.cardSwapped,
    ];
    for (const { next } of told) expect(next).not.toMatch(/そのまま|入れたまま|置いたまま|\bleave\b/);
    // After the end nothing asks to go on.
    for (const { hint } of Object.values(takeCard)) expect(hint.over).not.toMatch(/お進み|go on/);
  }
});

test('every cause says two different things: what happened, and what to do', () => {
  for (const { causes } of [ja, en]) {
    const happened = Object.values(causes).map((cause) => cause.happened);
    expect(new Set(happened).size).toBe(happened.length);
    for (const cause of Object.values(causes)) expect(cause.next).not.toBe(cause.happened);
  }
});
