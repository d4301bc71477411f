import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from './center-api.ts';
import { endpoints, pathOf } from './endpoints.ts';
import { sessionIdSchema } from './ids.ts';

const all = Object.values(endpoints);
const root = path.resolve(import.meta.dirname, '..');
/** Folders that are not the product's source. */
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
  it('each have a method and path that no other has', () => {
    const named = all.map(({ method, path: at }) => `${method} ${at}`);
    expect(new Set(named).size).toBe(named.length);
  });

  it('keep their paths in one table: no other file spells one out', async () => {
    const table = path.join('shared', 'endpoints.ts');
    const files = await sourceFiles();
    expect(files).toContain(table);
    // Of other protocols, OTLP's among them, there are paths that begin with a version as well.
    const beginnings = [...new Set(all.map(({ path: at }) => at.split('/').slice(0, 3).join('/')))];
    const spelled = await Promise.all(
      files.map(async (file) => {
        const text = await readFile(path.join(root, file), 'utf8');
        return beginnings.some((beginning) => text.includes(beginning));
      }),
    );
    expect(files.filter((_file, index) => spelled[index])).toEqual([table]);
  });

  it('use every refusal code somewhere, and name none twice', () => {
    for (const { refusals } of all) expect(new Set<string>(refusals).size).toBe(refusals.length);
    const used = new Set(all.flatMap(({ refusals }): readonly string[] => refusals));
    expect(refusalCodes.filter((code) => !used.has(code))).toEqual([]);
  });

  it('get their path parameters filled in and escaped, and throw when one is missing', () => {
    const session = sessionIdSchema.parse('ab'.repeat(16));
    expect(pathOf(endpoints.login, { session })).toBe(endpoints.login.path.replace(':session', session));
    expect(pathOf({ path: '/of/:what' }, { what: '../x' })).toBe('/of/..%2Fx');
    expect(pathOf(endpoints.municipalityIndex)).toBe(endpoints.municipalityIndex.path);
    expect(() => pathOf(endpoints.login, {})).toThrow('expected its session');
  });
});
