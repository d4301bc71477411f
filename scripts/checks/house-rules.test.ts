import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { judgeTypes } from './house-rules.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-rules-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('names file, line and rule of each fault', async () => {
  const tsconfig = join(folder, 'tsconfig.json');
  const file = join(folder, 'a.ts');
  await writeFile(tsconfig, JSON.stringify({ compilerOptions: { strict: true }, files: ['a.ts'] }));
  await writeFile(
    file,
    `class Point { x = 1; }
export const point: Point = { x: 1 };
declare const run: () => { ok: true; value: 1 } | { ok: false; error: 1 };

run();
`,
  );
  const { files, faults } = judgeTypes(tsconfig);
  expect(files).toBe(1);
  expect(faults.map(({ line, says }) => [line, says])).toEqual([
    [5, expect.stringContaining('Result')],
    [2, expect.stringContaining('class')],
  ]);
  expect(new Set(faults.map((fault) => fault.file))).toEqual(new Set([file]));
});

it('does not pass when there is no file to judge', async () => {
  const tsconfig = join(folder, 'tsconfig.json');
  await writeFile(tsconfig, JSON.stringify({ files: [] }));
  expect(() => judgeTypes(tsconfig)).toThrow('no file');
});
