import { describe, expect, it } from 'vitest';
import { readImports } from './import-graph.ts';
import { importRules, type ImportRule } from './import-rules.ts';
import { judgeImports, noCircles, type BrokenRule } from './judge-imports.ts';

/** Judges a tree of these files, in which every file that they import exists. */
function judge(
  files: Readonly<Record<string, string>>,
  rules: readonly ImportRule[] = importRules,
): BrokenRule[] {
  const { graph, faults } = readImports(new Map(Object.entries(files)), () => true);
  expect(faults).toEqual([]);
  return judgeImports(graph, rules);
}
const namesOf = (broken: readonly BrokenRule[]): string[] => broken.map(({ rule }) => rule);

/** For each rule a file that breaks it and no other rule. */
const samples: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['shared-imports-only-what-it-may', 'shared/a.ts', `import '../electron/b.ts';`],
  ['languages-imports-only-what-it-may', 'languages/a.ts', `import '../printing/b.ts';`],
  ['logging-imports-only-what-it-may', 'logging/a.ts', `import '../printing/b.ts';`],
  ['telemetry-imports-only-what-it-may', 'telemetry/a.ts', `import '../electron/b.ts';`],
  ['state-machines-imports-only-what-it-may', 'state-machines/a.ts', `import '../printing/b.ts';`],
  ['printing-imports-only-what-it-may', 'printing/a.ts', `import '../verifier/b.ts';`],
  ['electron-imports-only-what-it-may', 'electron/a.ts', `import '../simulator/b.ts';`],
  ['issuing-center-imports-only-what-it-may', 'issuing-center/a.ts', `import '../electron/b.ts';`],
  ['preparation-imports-only-what-it-may', 'preparation/a.ts', `import '../electron/b.ts';`],
  ['verifier-imports-only-what-it-may', 'verifier/a.ts', `import '../issuing-center/b.ts';`],
  [
    'renderer-imports-shared-languages-and-the-ipc-contract-only',
    'renderer/a.tsx',
    `import '../electron/ipc/channel.ts';`,
  ],
  ['state-machines-are-pure', 'state-machines/a.ts', `import 'node:fs';`],
  ['tests-stay-tests', 'scripts/a.ts', `import './b.test.ts';`],
  ['imports-can-be-read', 'scripts/a.ts', `await import(process.argv[2] ?? '');`],
  [noCircles, 'scripts/a.ts', `import './a.ts';`],
];

describe('the import rules', () => {
  it.each(samples)('%s is broken by %s: %s', (rule, file, text) => {
    const names = new Set(namesOf(judge({ [file]: text })));
    // A machine that imports from a closed room is impure as well.
    if (rule === 'state-machines-imports-only-what-it-may') names.delete('state-machines-are-pure');
    expect([...names]).toEqual([rule]);
  });

  it('each have a sample that breaks them', () => {
    const known = [...importRules.map(({ name }) => name), noCircles];
    expect(samples.map(([rule]) => rule).sort()).toEqual(known.sort());
  });

  it.each([
    ['a room that is open', 'electron/a.ts', `import '../printing/b.ts';`],
    ['the same room', 'shared/a.ts', `import './b.ts';`],
    ['the contract of the IPC', 'renderer/a.tsx', `import '../electron/ipc/contract.ts';`],
    ['XState', 'state-machines/a.ts', `import { setup } from 'xstate';`],
    [
      'any room, from a test',
      'shared/a.test.ts',
      `import '../simulator/b.ts'; await import(import.meta.url);`,
    ],
    ['a test, from a test', 'tests/a.ts', `import '../shared/b.test.ts';`],
  ])('allow %s', (_, file, text) => {
    expect(judge({ [file]: text })).toEqual([]);
  });

  it('do not confuse packages whose names begin alike', () => {
    expect(namesOf(judge({ 'state-machines/a.ts': `import 'xstate-test';` }))).toEqual([
      'state-machines-are-pure',
    ]);
  });
});

describe('circles', () => {
  it('are found across several files, and named in full', () => {
    const broken = judge({
      'scripts/a.ts': `import './b.ts';`,
      'scripts/b.ts': `export * from './c.ts';`,
      'scripts/c.ts': `import type { A } from './a.ts';`,
    });
    expect(broken).toEqual([
      { rule: noCircles, path: ['scripts/a.ts', 'scripts/b.ts', 'scripts/c.ts', 'scripts/a.ts'] },
    ]);
  });

  it('are not seen where two ways lead to the same file', () => {
    const broken = judge({
      'scripts/a.ts': `import './b.ts'; import './c.ts';`,
      'scripts/b.ts': `import './c.ts';`,
      'scripts/c.ts': '',
    });
    expect(broken).toEqual([]);
  });
});

describe('a rule about what is reached indirectly', () => {
  const rule: ImportRule = {
    name: 'nothing-simulated',
    from: { is: /^electron\/main\.ts$/ },
    to: { is: /^simulator\// },
    reached: true,
  };
  const files = {
    'electron/main.ts': `import './a.ts';`,
    'electron/a.ts': `import type { B } from './b.ts';`,
    'electron/b.ts': `import '../simulator/bank.ts';`,
    'simulator/bank.ts': `import './notes.ts';`,
    'simulator/notes.ts': '',
  };

  it('follows every import, and shows the way', () => {
    expect(judge(files, [rule])).toEqual([
      {
        rule: 'nothing-simulated',
        path: ['electron/main.ts', 'electron/a.ts', 'electron/b.ts', 'simulator/bank.ts'],
      },
    ]);
  });

  it('says nothing about what is not reached', () => {
    expect(judge({ ...files, 'electron/a.ts': '' }, [rule])).toEqual([]);
  });
});
