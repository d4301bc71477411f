import { expect, test } from 'vitest';
import type { Catalogue } from '../../languages/catalogue.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import type { Language } from '../../shared/languages.ts';
import type { Screen } from '../../shared/screen.ts';
import { createPageWords } from './page-words.ts';
import type { PageWords } from './page-words.ts';
import type { WordsRegistry } from './words-registry.ts';

const { ja, en } = catalogues;

const notes = (language: Language): Screen => sampleScreen(`notes-${language}`);
const menu = (language: Language): Screen => ({ ...sampleScreen('staff-menu-ja'), language });

/** A page whose scripts put their words into its registry, but for those that are damaged. */
function page(damaged: readonly string[] = []): {
  readonly words: PageWords;
  readonly runs: string[];
  readonly missing: string[];
} {
  const registry: WordsRegistry = { residents: { ja: ja.residents }, attendants: {} };
  const runs: string[] = [];
  const missing: string[] = [];
  const words = createPageWords({
    registry,
    run: (language, group) => {
      runs.push(`${language}.${group}`);
      if (damaged.includes(`${language}.${group}`)) return Promise.resolve(false);
      const own: Catalogue = catalogues[language];
      if (group === 'residents') registry.residents[language] = own.residents;
      else if (own.attendants !== null) registry.attendants[language] = own.attendants;
      return Promise.resolve(true);
    },
    onMissing: (language, group) => missing.push(`${language}.${group}`),
  });
  return { words, runs, missing };
}

test('Japanese is there at once; another language is loaded when it is first needed, and once', async () => {
  const { words, runs } = page();
  expect(words.ready(notes('ja'))).toEqual({ language: 'ja', residents: ja.residents, attendants: null });
  expect(words.ready(notes('en'))).toBeNull();
  const [first, second] = await Promise.all([words.load(notes('en')), words.load(notes('en'))]);
  expect(first).toEqual({ language: 'en', residents: en.residents, attendants: null });
  expect(second).toEqual(first);
  expect(words.ready(notes('en'))).toEqual(first);
  expect(runs).toEqual(['en.residents']);
});

test('the words of store staff and operators are loaded for their first screen', async () => {
  const { words, runs } = page();
  expect(words.ready(menu('ja'))).toBeNull();
  expect((await words.load(menu('ja'))).attendants).toBe(ja.attendants);
  expect(words.ready(menu('ja'))?.attendants).toBe(ja.attendants);
  expect(runs).toEqual(['ja.attendants']);
});

test('a language that cannot be loaded is shown in Japanese, said once and not tried again', async () => {
  const { words, runs, missing } = page(['en.residents']);
  expect((await words.load(notes('en'))).language).toBe('ja');
  expect((await words.load(notes('en'))).language).toBe('ja');
  expect([runs, missing]).toEqual([['en.residents'], ['en.residents']]);
});

test('without a language’s words for attendants their screens are Japanese, and the others stay', async () => {
  const { words, missing } = page(['en.attendants']);
  const spoken = await words.load(menu('en'));
  expect(spoken).toEqual({ language: 'ja', residents: ja.residents, attendants: ja.attendants });
  expect(missing).toEqual(['en.attendants']);
  expect(words.ready(notes('en'))?.language).toBe('en');
});
