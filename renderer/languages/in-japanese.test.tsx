import { expect, test } from 'vitest';
import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese, languages } from '../../shared/languages.ts';
import { markupOf } from '../../testing/screens/markup-of.tsx';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import { japanese } from './languages.tsx';

const names = (html: string): string[] =>
  [...html.matchAll(/<span class="in-japanese" lang="ja">(?<text>[^<]*)<\/span>/g)].map(
    ({ groups }) => groups?.['text'] ?? '',
  );

test.each(languages)(
  'in %s the Japanese names of certificates and years stand beside their translations',
  (language) => {
    const { certificates } = japanese.residents;
    const confirm = sampleScreen(`confirm-${language}`);
    const said = names(markupOf(confirm));
    if (isJapanese(language)) expect(said).toEqual([]);
    else expect(said).toContain(withoutReadings(certificates.residenceRecord.name));
    const years = names(markupOf(sampleScreen(`year-${language}`)));
    if (isJapanese(language)) expect(years).toEqual([]);
    else expect(years.some((text) => text.startsWith('令和'))).toBe(true);
  },
);

test.each(languages)('in %s the year of the paper is explained where eras are not counted', (language) => {
  const preview = markupOf(sampleScreen(`preview-${language}`));
  expect(preview.includes('令和8年') && preview.includes('2026')).toBe(!isJapanese(language));
});

test.each(languages)('in %s an office has the name on its door', (language) => {
  const screen = sampleScreen(`municipality-${language}`);
  if (screen.body.kind !== 'municipality') throw new Error('another screen');
  const html = markupOf(screen);
  const [first] = screen.body.choices;
  if (!first) throw new Error('nothing to choose');
  expect(html).toContain(first.name.ja);
  expect(names(html).includes(first.name.ja)).toBe(!html.includes(`${first.name.ja} <`));
});

test.each(languages)(
  'in %s no two municipalities of a list read alike: a town beside its city',
  (language) => {
    const html = markupOf(sampleScreen(`municipality-list-${language}`));
    const keys = html
      .split('data-name="municipality-')
      .slice(1)
      .map((key) =>
        key
          .slice(key.indexOf('>'))
          .split('</button>')[0]
          ?.replaceAll(/<[^>]*>/g, ' '),
      );
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
  },
);
