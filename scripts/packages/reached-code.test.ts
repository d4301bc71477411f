import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOfTheProduct } from '../checks/product-files.ts';
import { filesOfPackage, packageFolders } from './npm-packages.ts';
import { packageFacts } from './package-facts.ts';
import { entryOf, reachedCode } from './reached-code.ts';

const root = join(import.meta.dirname, '..', '..');

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-reached-'));
});
afterEach(() => rmSync(place, { recursive: true }));
function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
}

describe('the code of each package', () => {
  const withCode = packageFacts(root).flatMap(({ name, code }) => (code === null ? [] : [{ name, code }]));

  it.each(withCode)('$name: nothing made up, no builder, no tester', ({ code }) => {
    const { files, packages } = reachedCode(
      root,
      code.commands.map((name) => entryOf(root, name)),
    );
    expect([...files.keys()].filter((file) => !isOfTheProduct(file.replace(/\.mjs$/, '.ts')))).toEqual([]);
    expect(
      packages.filter((name) => /vite|playwright\/test|typescript|^electron$|^react/.test(name)),
    ).toEqual([]);
    expect([...files.keys()].filter((file) => file.endsWith('.ts'))).toEqual([]);
    expect(
      packageFolders(root, packages).filter((folder) =>
        /\/(vite|vitest|rolldown|lightningcss)$/.test(folder),
      ),
    ).toEqual([]);
  });
});

it('what is reached keeps its place and its lines, without types and with names that Node runs', () => {
  put({
    'room/a.ts':
      "import type { B } from './types.ts';\nimport { b } from './b.ts';\nconst c: B = b;\nconst t = new URL('./thread.ts', import.meta.url);\nawait import('./later.ts');\nexport { c, t };\n",
    'room/types.ts': 'export type B = number;\n',
    'room/b.ts':
      "import d from './d.json' with { type: 'json' };\nimport { x } from '@of/one/part';\nimport 'node:fs';\nimport 'fs';\nexport const b: number = d.n + x;\n",
    'room/d.json': '{ "n": 1 }',
    'room/thread.ts': 'export const thread = 1;\n',
    'room/later.ts': "const build = async () => import('vite');\nexport { build };\n",
  });
  const { files, packages } = reachedCode(place, ['room/a.ts']);
  expect([...files.keys()].sort()).toEqual([
    ...['room/a.mjs', 'room/b.mjs', 'room/d.json', 'room/later.mjs', 'room/thread.mjs'],
  ]);
  expect(packages).toEqual(['@of/one']);
  const a = String(files.get('room/a.mjs')).split('\n');
  expect(a[0]?.trim()).toBe('');
  expect(a[1]).toBe("import { b } from './b.mjs';");
  expect(a[3]).toContain("new URL('./thread.mjs', import.meta.url)");
});

it('npm packages bring what they need, from where Node would find it, and not what only their makers read', () => {
  const json = (value: object): string => JSON.stringify(value);
  put({
    'node_modules/a/package.json': json({ dependencies: { b: '1' }, optionalDependencies: { other: '1' } }),
    'node_modules/a/index.js': '',
    'node_modules/a/index.d.ts': '',
    'node_modules/a/index.js.map': '',
    'node_modules/a/README.md': '',
    'node_modules/a/LICENSE.md': '',
    'node_modules/a/test/one.js': '',
    'node_modules/a/lib/test/two.js': '',
    'node_modules/a/prebuilds/win32-x64/a.node': '',
    [`node_modules/a/prebuilds/linux-${process.arch}/a.node`]: '',
    'node_modules/a/node_modules/b/package.json': json({ peerDependencies: { c: '1' } }),
    'node_modules/b/package.json': json({}),
    'node_modules/c/package.json': json({
      peerDependencies: { none: '1' },
      peerDependenciesMeta: { none: { optional: true } },
    }),
  });
  expect(packageFolders(place, ['a'])).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/c',
  ]);
  expect(filesOfPackage(place, 'node_modules/a')).toEqual(
    [
      'LICENSE.md',
      'index.js',
      'lib/test/two.js',
      'package.json',
      `prebuilds/linux-${process.arch}/a.node`,
    ].sort(),
  );
  expect(() => packageFolders(place, ['b', 'gone'])).toThrow(
    'the product needs gone, which is not installed',
  );
});
