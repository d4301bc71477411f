import { expect, test } from 'vitest';
import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese, languages } from '../../shared/languages.ts';
import type { Screen } from '../../shared/screen.ts';
import { markupOf } from '../../testing/screens/markup-of.tsx';
import { sampleScreens } from '../../testing/screens/sample-screens.ts';
import { japanese } from './languages.tsx';

function sample(name: string): Screen {
  const found = sampleScreens.find((one) => one.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.screen;
}

const names = (html: string): string[] =>
  [...html.matchAll(/<span class="in-japanese" lang="ja">(?<text>[^<]*)<\/span>/g)].map(
    ({ groups }) => groups?.['text'] ?? '',
  );

test.each(languages)(
  'in %s the Japanese names of certificates and years stand beside their translations',
  (language) => {
    const { certificates } = japanese.residents;
    const confirm = sample(`confirm-${language}`);
    const said = names(markupOf(confirm));
    if (isJapanese(language)) expect(said).toEqual([]);
    else expect(said).toContain(withoutReadings(certificates.residenceRecord.name));
    const years = names(markupOf(sample(`year-${language}`)));
    if (isJapanese(language)) expect(years).toEqual([]);
    else expect(years.some((text) => text.startsWith('令和'))).toBe(true);
  },
);

test.each(languages)('in %s the year of the paper is explained where eras are not counted', (language) => {
  const preview = markupOf(sample(`preview-${language}`));
  expect(preview.includes('令和8年') && preview.includes('2026')).toBe(!isJapanese(language));
});

test.each(languages)('in %s an office has the name on its door', (language) => {
  const screen = sample(`municipality-${language}`);
  if (screen.body.kind !== 'municipality') throw new Error('another screen');
  const html = markupOf(screen);
  const [first] = screen.body.choices;
  if (!first) throw new Error('nothing to choose');
  expect(html).toContain(first.name.ja);
  expect(names(html).includes(first.name.ja)).toBe(!html.includes(`${first.name.ja} <`));
});
