import { describe, expect, it } from 'vitest';
import { computedTarget, readImports } from './import-graph.ts';

const noFile = (): boolean => false;

function targetsOf(text: string, path = 'electron/host/window.ts'): readonly string[] | undefined {
  const read = readImports(new Map([[path, text]]), () => true);
  expect(read.faults).toEqual([]);
  return read.graph.get(path);
}

describe('reading imports', () => {
  it.each([
    [`import { a } from './a.ts';`, 'electron/host/a.ts'],
    [`import '../a.ts';`, 'electron/a.ts'],
    [`import {} from './a.ts';`, 'electron/host/a.ts'],
    [`import type { A } from './a.ts';`, 'electron/host/a.ts'],
    [`import { type A } from './a.ts';`, 'electron/host/a.ts'],
    [`import a from './a.json' with { type: 'json' };`, 'electron/host/a.json'],
    [`import a from './a.css?inline';`, 'electron/host/a.css'],
    [`export * from './a.ts';`, 'electron/host/a.ts'],
    [`export {} from './a.ts';`, 'electron/host/a.ts'],
    [`export type { A } from '../../shared/a.ts';`, 'shared/a.ts'],
    [`type A = import('./a.ts').A;`, 'electron/host/a.ts'],
    [`type A = typeof import('./a.ts');`, 'electron/host/a.ts'],
    [`const a = await import('./a.ts');`, 'electron/host/a.ts'],
    ['const a = await import(`./a.ts`);', 'electron/host/a.ts'],
    ['const a = await import(`./${name}.ts`);', computedTarget],
    [`const a = require('./a.cjs');`, 'electron/host/a.cjs'],
    [`import a = require('./a.cjs');`, 'electron/host/a.cjs'],
    [`import 'node:fs/promises';`, 'node:fs/promises'],
    [`import 'fs';`, 'node:fs'],
    [`import 'pg';`, 'node_modules/pg'],
    [`import '@noble/curves/nist.js';`, 'node_modules/@noble/curves'],
    [`import 'react-dom/client';`, 'node_modules/react-dom'],
  ])('%s', (text, target) => {
    expect(targetsOf(text)).toEqual([target]);
  });

  it('takes no text or comment for an import', () => {
    expect(targetsOf(`// import './a.ts';\nconst a = "import './b.ts'";`)).toEqual([]);
  });

  it('reads JSX in a file named .tsx', () => {
    expect(targetsOf(`import './a.ts'; const a = <p>import './b.ts';</p>;`, 'renderer/a.tsx')).toEqual([
      'renderer/a.ts',
    ]);
  });

  it.each([
    ['a file that is not there', `import './a.ts';`],
    ['a path without its ending', `import './b';`],
    ['a way out of the tree', `import '../../../b.ts';`],
    ['an absolute path', `import '/shared/b.ts';`],
    ['an address', `import 'file:///shared/b.ts';`],
    ['a private name', `import '#b';`],
  ])('reports %s', (_, text) => {
    const files = new Map([
      ['shared/a/c.ts', text],
      ['shared/a/b.ts', ''],
    ]);
    const { graph, faults } = readImports(files, noFile);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('shared/a/c.ts');
    expect(graph.get('shared/a/c.ts')).toEqual([]);
  });

  it('reports a file that cannot be parsed', () => {
    const { faults } = readImports(new Map([['shared/a.ts', 'const = ;']]), noFile);
    expect(faults).not.toEqual([]);
  });
});
