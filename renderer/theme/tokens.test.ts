import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const renderer = fileURLToPath(new URL('..', import.meta.url));
const sheets = (await readdir(renderer, { recursive: true })).filter((name) => name.endsWith('.css'));

test('only tokens.css and themes.css hold colours', async () => {
  for (const sheet of sheets.filter((name) => !/(?:tokens|themes)\.css$/.test(name))) {
    const css = await readFile(join(renderer, sheet), 'utf8');
    expect(css.match(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/gi) ?? [], sheet).toEqual([]);
  }
});

test('every token that is used is set, and every token that is set is used', async () => {
  const all = await Promise.all(sheets.map((sheet) => readFile(join(renderer, sheet), 'utf8')));
  const css = all.join('\n');
  const used = new Set([...css.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name]) => name));
  const set = new Set([...css.matchAll(/^\s+(--[a-z0-9-]+):/gm)].map(([, name]) => name));
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
  expect([...set].filter((name) => !used.has(name))).toEqual([]);
});
