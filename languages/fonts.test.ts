import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { create, type TrueTypeFont } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { languages } from '../shared/languages.ts';
import { leavesOf } from '../testing/screens/leaves.ts';
import { catalogues } from './compiled/catalogues.ts';
import { facts } from './compiled/facts.ts';

const run = promisify(execFile);
/** What the style of the screens falls back to. */
const everywhere = 'Noto Sans CJK JP';

/** The file that the machine shows a family and weight with, and the family it really is. */
async function matched(family: string, style: 'Regular' | 'Bold') {
  const { stdout } = await run('fc-match', [
    '--format=%{file}\n%{postscriptname}\n%{family}\n%{style}',
    `${family}:style=${style}`,
  ]);
  const [file = '', name = '', families = '', styles = ''] = stdout.split('\n');
  return { file, name, families: families.split(','), styles: styles.split(',') };
}

const fonts = new Map<string, Promise<TrueTypeFont>>();
function fontOf(family: string, style: 'Regular' | 'Bold'): Promise<TrueTypeFont> {
  const key = `${family} ${style}`;
  const known = fonts.get(key) ?? read(family, style);
  fonts.set(key, known);
  return known;
}
async function read(family: string, style: 'Regular' | 'Bold'): Promise<TrueTypeFont> {
  const { file, name } = await matched(family, style);
  const opened = create(await readFile(file));
  const all = 'fonts' in opened ? opened.fonts : [opened];
  const found = all.find(({ postscriptName }) => postscriptName === name);
  if (found === undefined) throw new Error(`no ${name} in ${file}`);
  return found;
}

describe.each(languages)('the font of %s', (language) => {
  const { font } = facts[language];

  it.each(['Regular', 'Bold'] as const)('is installed by the set-up: %s', async (style) => {
    const { families, styles } = await matched(font, style);
    expect(families).toContain(font);
    expect(styles).toContain(style);
  });

  it.each(['Regular', 'Bold'] as const)(
    'has a glyph for every character of every text: %s',
    async (style) => {
      const [own, fallback] = await Promise.all([fontOf(font, style), fontOf(everywhere, style)]);
      const texts = [...leavesOf(catalogues[language]), ...leavesOf(facts[language])].map(({ text }) => text);
      const characters = new Set(texts.join(''));
      const without = [...characters].filter((character) => {
        const code = character.codePointAt(0) ?? 0;
        return code > 32 && !own.hasGlyphForCodePoint(code) && !fallback.hasGlyphForCodePoint(code);
      });
      expect(without).toEqual([]);
    },
  );
});
