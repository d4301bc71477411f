import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from './center-api.ts';
import { endpoints, pathOf } from './endpoints.ts';
import { sessionIdSchema } from './ids.ts';

const all = Object.values(endpoints);
const root = path.resolve(import.meta.dirname, '..');
/** What is not of the product, or was made by it. */
const elsewhere = ['node_modules', 'dist', 'out', 'var'];

async function sourceFiles(): Promise<readonly string[]> {
  const rooms = (await readdir(root, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !elsewhere.includes(entry.name),
  );
  const found = await Promise.all(
    rooms.map(({ name }) => readdir(path.join(root, name), { withFileTypes: true, recursive: true })),
  );
  return found
    .flat()
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

describe('the endpoints', () => {
  it('are each one method at one path', () => {
    const named = all.map(({ method, path: at }) => `${method} ${at}`);
    expect(new Set(named).size).toBe(named.length);
  });

  it('stand in one table: no other file spells a path out', async () => {
    const table = path.join('shared', 'endpoints.ts');
    const files = await sourceFiles();
    expect(files).toContain(table);
    // Put together, so that this file is not one of those it looks for.
    const version = ['', 'v1', ''].join('/');
    const spelled = await Promise.all(
      files.map(async (file) => (await readFile(path.join(root, file), 'utf8')).includes(version)),
    );
    expect(files.filter((_file, index) => spelled[index])).toEqual([table]);
  });

  it('leave no code of a refusal unused, and name none twice', () => {
    for (const { refusals } of all) expect(new Set<string>(refusals).size).toBe(refusals.length);
    const used = new Set(all.flatMap(({ refusals }): readonly string[] => refusals));
    expect(refusalCodes.filter((code) => !used.has(code))).toEqual([]);
  });

  it('have paths whose parameters are filled in, escaped, and never left out', () => {
    const session = sessionIdSchema.parse('ab'.repeat(16));
    expect(pathOf(endpoints.login, { session })).toBe(endpoints.login.path.replace(':session', session));
    expect(pathOf({ path: '/of/:what' }, { what: '../x' })).toBe('/of/..%2Fx');
    expect(pathOf(endpoints.offers)).toBe(endpoints.offers.path);
    expect(() => pathOf(endpoints.login, {})).toThrow('expected its session');
  });
});
