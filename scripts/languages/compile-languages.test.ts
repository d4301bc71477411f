import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languages } from '../../shared/languages.ts';
import { compileLanguages } from './compile-languages.ts';

const ours = join(import.meta.dirname, '..', '..', 'languages');
type Part = Record<string, unknown>;
/** Enough to compare, and quick. */
const two = ['ja', 'en'] as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-languages-'));
  for (const name of [...two, 'notes.json'])
    await cp(join(ours, name), join(folder, name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes one file of the copy. */
async function change(file: string, edit: (content: Part) => void): Promise<void> {
  const content = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
  edit(content);
  await writeFile(join(folder, file), JSON.stringify(content));
}

/** The group of a file in which a text stands. */
function at(content: Part, ...path: readonly string[]): Part {
  const next = path.reduce<unknown>(
    (part, key) => z.record(z.string(), z.unknown()).parse(part)[key],
    content,
  );
  return z.custom<Part>((value) => typeof value === 'object').parse(next);
}

async function faults(tags: readonly string[] = two): Promise<readonly string[]> {
  const made = await compileLanguages(folder, tags);
  return made.ok ? [] : made.error;
}

it('our own languages have no fault, and each has a module for what it has words for', async () => {
  const made = await compileLanguages(ours, languages);
  if (!made.ok) throw new Error(made.error.join('\n'));
  expect([...made.value.modules.keys()]).toEqual(
    expect.arrayContaining(languages.map((tag) => `${tag}/residents.ts`)),
  );
});

describe('a fault is one line with file, key and what is expected:', () => {
  it.each<[string, string, (content: Part) => void, string]>([
    [
      'a key that is missing',
      'ja/screens.json',
      (content) => delete at(content, 'frame')['back'],
      'ja/screens.json: frame.back: expected a text, as in English',
    ],
    [
      'a key too many',
      'ja/screens.json',
      (content) => (at(content, 'frame')['onward'] = '先へ'),
      'ja/screens.json: frame.onward: expected nothing: English has no such key',
    ],
    [
      'an empty text',
      'ja/help.json',
      (content) => (at(content, 'help')['title'] = ' '),
      'ja/help.json: help.title: expected a text, not nothing',
    ],
    [
      'a text where a group stands',
      'ja/screens.json',
      (content) => (content['frame'] = 'もどる'),
      'ja/screens.json: frame: expected a group of texts',
    ],
    [
      'a list that is too short',
      'ja/guides.json',
      (content) => (at(content, 'guides', 'paper')['steps'] = ['入れます。']),
      'ja/guides.json: guides.paper.steps: expected a list of 3',
    ],
    [
      'a parameter that is missing',
      'ja/screens.json',
      (content) => (at(content, 'owed')['sum'] = '残っています'),
      'ja/screens.json: owed.sum: expected {sum}, as in English',
    ],
    [
      'a parameter of another name',
      'ja/screens.json',
      (content) => (at(content, 'owed')['sum'] = '{sum} が {rest} 残っています'),
      'ja/screens.json: owed.sum: expected no {rest}: English has no such parameter',
    ],
    [
      'a count as text',
      'ja/screens.json',
      (content) => (at(content, 'copies')['count'] = '{copies}通'),
      'ja/screens.json: copies.count: expected {copies, number} or a plural',
    ],
    [
      'text as a count',
      'ja/screens.json',
      (content) => (at(content, 'owed')['sum'] = '{sum, number} が残っています'),
      'ja/screens.json: owed.sum: expected {sum}: it is text',
    ],
    [
      'a form of the plural that is missing',
      'en/screens.json',
      (content) => (at(content, 'copies')['count'] = '{copies, plural, other {# copies}}'),
      'en/screens.json: copies.count: {copies}: expected the form "one" too',
    ],
    [
      'a form of the plural that the language has not',
      'ja/screens.json',
      (content) => (at(content, 'copies')['count'] = '{copies, plural, one {一通} other {#通}}'),
      'ja/screens.json: copies.count: {copies}: expected no form "one": ja has other',
    ],
    [
      'a plural without words',
      'ja/screens.json',
      (content) => (at(content, 'copies')['count'] = '{copies, plural, =0 {} other {#通}}'),
      'ja/screens.json: copies.count: {copies}: expected words in the form "=0"',
    ],
    [
      'a brace too few',
      'ja/screens.json',
      (content) => (at(content, 'owed')['sum'] = '{sum が残っています'),
      'ja/screens.json: owed.sum: malformed argument',
    ],
    [
      'a brace too many',
      'ja/screens.json',
      (content) => (at(content, 'owed')['sum'] = '{sum}} が残っています'),
      'ja/screens.json: owed.sum: a brace without its other half',
    ],
    [
      'a sum that the text formats itself',
      'ja/screens.json',
      (content) => (at(content, 'copies')['count'] = '{copies, number, percent}'),
      'ja/screens.json: copies.count: expected a number without a style: {name, number}',
    ],
    [
      'a text of slips that is missing',
      'ja/slips.json',
      (content) => delete at(content, 'receipt')['total'],
      'ja/slips.json: receipt.total: expected a text, as in English',
    ],
    [
      'a text of slips too many',
      'ja/slips.json',
      (content) => (at(content, 'refund')['stamp'] = '印'),
      'ja/slips.json: refund.stamp: expected nothing: English has no such key',
    ],
    [
      'a parameter of the receiver’s page that is missing',
      'ja/receiver.json',
      (content) => (content['compared'] = '比べました'),
      'ja/receiver.json: compared: expected {dpi}, as in English',
    ],
    [
      'a text of the receiver’s page that is missing',
      'ja/receiver.json',
      (content) => delete at(content, 'verdict')['genuine'],
      'ja/receiver.json: verdict.genuine: expected a text, as in English',
    ],
    [
      'a fact that is missing',
      'ja/language.json',
      (content) => delete content['month'],
      'ja/language.json: month: Invalid option: expected one of "long"|"short"',
    ],
    [
      'a note about nothing',
      'notes.json',
      (content) => (content['frame.forwards'] = 'a button'),
      'notes.json: frame.forwards: expected a key of the English files',
    ],
  ])('%s', async (_what, file, edit, line) => {
    await change(file, edit);
    expect(await faults()).toEqual([line]);
  });

  it('a file that is missing', async () => {
    await rm(join(folder, 'ja', 'causes.json'));
    expect(await faults()).toEqual(['ja/causes.json: expected this file']);
  });

  it('a file that is no JSON', async () => {
    await writeFile(join(folder, 'ja', 'help.json'), '{ "help": ');
    expect(await faults()).toEqual([expect.stringMatching(/^ja\/help\.json: expected JSON: /)]);
  });

  it('a form of a plural on slips that is missing', async () => {
    await change('ja/slips.json', (content) => (at(content, 'receipt')['total'] = '{sheets, number}枚'));
    await change(
      'en/slips.json',
      (content) => (at(content, 'receipt')['total'] = '{sheets, plural, other {# sheets}}'),
    );
    expect(await faults()).toEqual(['en/slips.json: receipt.total: {sheets}: expected the form "one" too']);
  });

  it('a file of slips or of the receiver’s page that is missing', async () => {
    for (const part of ['slips', 'receiver']) await rm(join(folder, 'ja', `${part}.json`));
    expect(await faults()).toEqual([
      'ja/slips.json: expected this file',
      'ja/receiver.json: expected this file',
    ]);
  });

  it('a file of a name that there is not', async () => {
    await writeFile(join(folder, 'ja', 'slip.json'), '{}');
    expect(await faults()).toEqual(['ja/slip.json: expected no file of this name']);
  });

  it('a folder without its line, and a line without its folder', async () => {
    await cp(join(folder, 'en'), join(folder, 'fr'), { recursive: true });
    expect(await faults([...two, 'sv'])).toEqual([
      'fr: expected a line for this folder in shared/languages.ts',
      'sv: expected a folder of this name',
    ]);
  });

  it('all of them at once', async () => {
    await change('ja/screens.json', (content) => delete at(content, 'frame')['back']);
    await change('en/screens.json', (content) => (at(content, 'owed')['next'] = ''));
    await rm(join(folder, 'ja', 'help.json'));
    expect(await faults()).toHaveLength(3);
  });
});

it('a language may leave out the words for store staff and operators, but not a part of them', async () => {
  await cp(join(folder, 'en'), join(folder, 'sv'), { recursive: true });
  await rm(join(folder, 'sv', 'staff.json'));
  expect(await faults([...two, 'sv'])).toEqual(['sv/staff.json: expected this file']);
  for (const part of ['operator', 'log', 'guides', 'attendant-help', 'first-start'])
    await rm(join(folder, 'sv', `${part}.json`));
  const made = await compileLanguages(folder, [...two, 'sv']);
  if (!made.ok) throw new Error(made.error.join('\n'));
  expect(made.value.modules.has('sv/residents.ts')).toBe(true);
  expect(made.value.modules.has('sv/attendants.ts')).toBe(false);
  expect(made.value.modules.get('facts.ts')).toMatch(/"sv": \{.*"attendants": false/s);
});
