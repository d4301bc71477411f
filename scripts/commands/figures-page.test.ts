import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageForFigures, writeFigures } from './figures-page.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-figures-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('puts figures in place of those of before, and leaves the rest of the page', async () => {
  const page = join(folder, 'speed.md');
  await writeFile(page, '# Speed\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\nWords.\n');
  expect(await pageForFigures('--page', page)).toBe(page);
  for (let time = 0; time < 2; time++) await writeFigures(page, 'npm run bench', [['a | b', '3 ms']]);
  const text = await readFile(page, 'utf8');
  expect(text).toMatch(/^# Speed\n\n<!-- figures -->\n\nBy `npm run bench` on \d{4}-\d\d-\d\d: /);
  expect(text).toMatch('| a \\| b | 3 ms |\n\n<!-- end of figures -->\n\nWords.\n');
  expect(text).not.toMatch('old');
  expect(text.match(/3 ms/g)).toHaveLength(1);
});

it('is refused before anything is measured when there is no such page, or no place in it', async () => {
  const page = join(folder, 'speed.md');
  await expect(pageForFigures('--page', page)).rejects.toThrow('--page: expected a page');
  await writeFile(page, '<!-- end of figures --> <!-- figures -->');
  await expect(pageForFigures('--page', page)).rejects.toThrow('--page: expected a page');
});
