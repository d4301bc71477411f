/**
 * The import rule of the house (README, "The map"): which room may import which.
 * A room that is not named in `may` is closed to it; circles are closed everywhere.
 */
const may = {
  shared: [],
  logging: ['shared'],
  'state-machines': ['shared'],
  printing: ['shared'],
  electron: ['shared', 'logging', 'state-machines', 'printing'],
  'issuing-center': ['shared', 'logging', 'printing'],
  verifier: ['shared', 'printing'],
};
const rooms = [
  'shared',
  'logging',
  'state-machines',
  'printing',
  'electron',
  'renderer',
  'issuing-center',
  'verifier',
  'simulator',
  'testing',
  'tests',
  'scripts',
];

const roomRules = Object.entries(may).map(([room, open]) => ({
  name: `${room}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^(${rooms.filter((other) => other !== room && !open.includes(other)).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'renderer-imports-shared-and-the-ipc-contract-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^(logging|state-machines|printing|electron|issuing-center|verifier|simulator|testing|tests|scripts)/',
        pathNot: '^electron/ipc/contract\\.ts$',
      },
    },
    {
      name: 'state-machines-are-pure',
      comment: 'They import XState and shared; the world is asked through ports.',
      severity: 'error',
      from: { path: '^state-machines/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(shared|state-machines)/|^node_modules/(xstate|zod)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { pathNot: '\\.(test|e2e)\\.tsx?$|^tests/' },
      to: { path: '\\.(test|e2e)\\.tsx?$|^tests/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
