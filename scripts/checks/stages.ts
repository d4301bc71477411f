import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root, type Count, type Stage } from './run-stages.ts';

/* The stages of `npm test`, `npm run test:fast` and `npm run test:long`, each defined once. */

const results = join(root, 'out', 'test');
const node = process.execPath;

/** Deletes what an earlier check left, so that it is not counted again. */
export async function clearResults(): Promise<void> {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
}

const readJson = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(path, 'utf8')));

/** Every thread of a type checker works out the same types again, and the unit tests use the other processor. */
const oneThread = { GOMAXPROCS: '1' };

/** What has not changed since the last run is not checked again. */
export const types: Stage = {
  name: 'types',
  command: [
    ...['tsc', '-p', 'tsconfig.json', '--singleThreaded'],
    ...['--incremental', '--tsBuildInfoFile', 'out/types.tsbuildinfo'],
  ],
};

export const format: Stage = { name: 'format', command: ['oxfmt', '--check', '.'] };

export const lint: Stage = { name: 'lint', command: ['oxlint', '--threads=1'], env: oneThread };

export const houseRules: Stage = {
  name: 'house-rules',
  command: [node, 'scripts/checks/check-house-rules.ts'],
  env: oneThread,
};

export const rooms: Stage = { name: 'rooms', command: [node, 'scripts/checks/check-rooms.ts'] };

export const charts: Stage = { name: 'charts', command: [node, 'scripts/commands/charts.ts', '--check'] };

const vitestCounts = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
});

/** Unit tests: all, or those that the arguments name. */
export function unit(args: readonly string[] = []): Stage {
  return unitTests(['run', ...args]);
}

/** Unit tests that import one of these files, straight or through others, or are one of them. */
export function unitOf(files: readonly string[], args: readonly string[]): Stage {
  return unitTests(['related', '--run', ...files, ...args]);
}

/** Pictures of scans are large arrays, and a page of memory that is met for the first time is dear on a virtual machine: fewer, larger ones. */
const largePages = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

function unitTests(args: readonly string[]): Stage {
  const json = join(results, 'unit.json');
  return {
    name: 'unit',
    env: largePages,
    command: ['vitest', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${json}`],
    async count(): Promise<Count> {
      const { numPassedTests, numFailedTests, numFailedTestSuites } = await readJson(json, vitestCounts);
      return { passed: numPassedTests, failed: numFailedTests === 0 ? numFailedTestSuites : numFailedTests };
    },
  };
}

/** Computes all the time, and gives way to the unit tests beside it. */
export const screens: Stage = {
  name: 'screens',
  command: ['nice', node, 'tests/e2e/gallery-of-screens.ts', join(root, 'out', 'screens')],
};

const playwrightJson = join(results, 'end-to-end.json');
const playwrightCounts = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});
/**
 * Node takes the types away by itself, and keeps what it has compiled: the test runner's own translation of a thousand files takes 20 s of
 * processor where it was never made before.
 */
const nodesTypeScript = { PW_DISABLE_TS_ESM: '1' };
export const endToEnd: Stage = {
  name: 'end-to-end',
  command: ['playwright', 'test', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightJson, ...nodesTypeScript },
  async count(): Promise<Count> {
    const { stats } = await readJson(playwrightJson, playwrightCounts);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  },
};

/** The same in `npm run test:long`: with all that every run leaves out. */
export const inLongRun = (stage: Stage): Stage => ({
  ...stage,
  env: { ...stage.env, KOMADO_TESTS: 'long' },
});

/** Power cuts at random moments. Each run counts as one test. */
export function powerCuts(runs: number): Stage {
  const json = join(results, 'power-cut.json');
  return {
    name: 'power-cut',
    command: [node, 'scripts/commands/power-cut.ts', '--runs', String(runs), '--json', '--output', json],
    async count(): Promise<Count> {
      const schema = z.object({ cases: z.array(z.object({ runs: z.int(), failed: z.int() })) });
      const { cases } = await readJson(json, schema);
      const failed = cases.reduce((sum, one) => sum + one.failed, 0);
      return { passed: cases.reduce((sum, one) => sum + one.runs, 0) - failed, failed };
    },
  };
}
