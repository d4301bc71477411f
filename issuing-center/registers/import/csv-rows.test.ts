import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';

it.each([
  ['LF', 'a,b\n1,"x\ny"\n2,z\n', [1, 2, 4]],
  ['CR LF, and LF within a cell', 'a,b\r\n1,"x\ny"\r\n2,z\r\n', [1, 2, 4]],
  ['CR LF, also within a cell', 'a,b\r\n1,"x\r\ny"\r\n2,z\r\n', [1, 2, 4]],
  ['LF at first, then CR LF', 'a,b\n1,x\r\n2,z\r\n', [1, 2, 3]],
])('lines are counted as an editor counts them: %s', async (_name, text, expected) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-rows-'));
  const file = path.join(folder, 'rows.csv');
  await writeFile(file, text);
  const lines: number[] = [];
  for await (const { line } of csvRows(file, () => undefined)) lines.push(line);
  expect(lines).toEqual(expected);
  await rm(folder, { recursive: true });
});
