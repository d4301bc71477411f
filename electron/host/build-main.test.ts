import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { buildElectronMain } from './build-main.ts';

const root = join(import.meta.dirname, '..', '..');

it.each(['electron/main.ts', 'simulator/console/electron-main.ts'])(
  '%s is compiled for Electron, with its data beside it',
  async (entry) => {
    const { main, preload } = await buildElectronMain(root, join(root, entry));
    expect(readFileSync(main, 'utf8')).toContain('electron');
    // A sandboxed preload script is plain CommonJS and requires nothing but Electron.
    const script = readFileSync(preload, 'utf8');
    expect(script).not.toMatch(/^import /m);
    expect([...script.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
    // The main process looks for the preload script where it was built.
    const wanted =
      /join\(import\.meta\.dirname, ((?:"[^"]*"(?:, )?)+)\)/.exec(readFileSync(main, 'utf8'))?.[1] ?? '';
    const parts = [...wanted.matchAll(/"([^"]*)"/g)].map(([, part]) => part ?? '');
    expect(existsSync(join(dirname(main), ...parts))).toBe(true);
    if (!entry.startsWith('simulator/')) return;
    const built = join(root, 'dist/electron/issuing-center/municipalities/load.mjs');
    const { loadMunicipalities } = (await import(
      pathToFileURL(built).href
    )) as typeof import('../../issuing-center/municipalities/load.ts');
    const source = join(root, 'issuing-center', 'municipalities');
    const files = readdirSync(source).filter((name) => name.endsWith('.json'));
    expect((await loadMunicipalities()).size).toBe(files.length);
    for (const folder of [
      'issuing-center/store/migrations',
      'issuing-center/nodes',
      'issuing-center/store',
    ]) {
      const sql = (at: string): string[] => readdirSync(at).filter((name) => name.endsWith('.sql'));
      expect(sql(join(root, folder))).not.toEqual([]);
      expect(sql(join(root, 'dist/electron', folder))).toEqual(sql(join(root, folder)));
    }
  },
);
