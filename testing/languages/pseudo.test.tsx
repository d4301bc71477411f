import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Catalogue } from '../../languages/catalogue.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import type { AttendantWords, ResidentWords } from '../../languages/compiled/words.ts';
import { compileLanguages } from '../../scripts/languages/compile-languages.ts';
import { writeModules } from '../../scripts/languages/ensure-compiled.ts';
import { groupSchema } from '../../scripts/languages/read-language.ts';
import { languages } from '../../shared/languages.ts';
import { leavesOf } from '../screens/leaves.ts';
import { markupOf } from '../screens/markup-of.tsx';
import { sampleScreens } from '../screens/sample-screens.ts';
import { pseudoText, pseudoWords } from './pseudo.ts';

const root = join(import.meta.dirname, '..', '..');
/** By the tag that BCP 47 keeps for such languages. */
const tag = 'en-XA';

let folder: string;
let pseudo: Catalogue;

beforeAll(async () => {
  await mkdir(join(root, 'out'), { recursive: true });
  folder = await mkdtemp(join(root, 'out', 'pseudo-'));
  await cp(join(root, 'languages'), folder, { recursive: true });
  await rm(join(folder, 'compiled'), { recursive: true });
  // One folder …
  await mkdir(join(folder, tag));
  for (const file of await readdir(join(folder, 'en'))) {
    const english: unknown = JSON.parse(await readFile(join(folder, 'en', file), 'utf8'));
    const content =
      file === 'language.json'
        ? { ...z.record(z.string(), z.unknown()).parse(english), name: pseudoText('Pseudo') }
        : pseudoWords(groupSchema.parse(english));
    await writeFile(join(folder, tag, file), JSON.stringify(content));
  }
  // … and one line.
  const made = await compileLanguages(folder, [...languages, tag]);
  if (!made.ok) throw new Error(made.error.join('\n'));
  await writeModules(join(folder, 'compiled'), made.value.modules);
  pseudo = {
    residents: (await compiled<{ residents: ResidentWords }>('residents')).residents,
    attendants: (await compiled<{ attendants: AttendantWords }>('attendants')).attendants,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function compiled<Words>(part: string): Promise<Words> {
  return (await import(pathToFileURL(join(folder, 'compiled', tag, `${part}.ts`)).href)) as Words;
}

test('a pseudo text is longer and accented, and keeps its parameters', () => {
  expect(pseudoText('Step {at, number} of {of, number}')).toBe('[Šţéþ {at, number} öƒ {of, number}~~~~]');
  expect(pseudoText('{n, plural, offset:1 =0 {none} one {# sheet} other {# sheets}}')).toBe(
    '[{n, plural, offset:1 =0 {ñöñé} one {# šħééţ} other {# šħééţš}}~~~]',
  );
  expect(pseudoText('{what, select, other {}} it’s')).toBe('[{what, select, other {}} íţ’š~~]');
});

test('a language is one folder and one line: every text of it comes out of the compiler', () => {
  const english = new Map(leavesOf(catalogues.en).map(({ path, text }) => [path, text]));
  const leaves = leavesOf(pseudo);
  expect(leaves.map(({ path }) => path)).toEqual([...english.keys()]);
  for (const { path, text } of leaves) {
    expect(text, path).toMatch(/^\[.*\]$/s);
    expect(text.length, path).toBeGreaterThan((english.get(path) ?? '').length);
  }
});

test('the module of all languages, and that of their facts, know it', async () => {
  const facts = await readFile(join(folder, 'compiled', 'facts.ts'), 'utf8');
  expect(facts).toContain(`"${tag}": {\n    "name": "[Þšéûđö~~~]"`);
  expect(await readFile(join(folder, 'compiled', 'catalogues.ts'), 'utf8')).toContain(
    `from './${tag}/residents.ts'`,
  );
});

const english = sampleScreens.filter(({ screen }) => screen.language === 'en');

test.each(english)('screen $name is drawn with it, and its question comes from it', ({ screen }) => {
  const html = markupOf(screen, { language: 'en', ...pseudo });
  expect(/<h[12][^>]* class="question"[^>]*>(.*?)<\/h[12]>/s.exec(html)?.[1]).toMatch(/\[.*~\]/s);
});
