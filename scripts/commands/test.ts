import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm test [-- --only NAME]

Runs every check and ends with one line "N passed, N failed".

  --only NAME   one stage: ${['types', 'format', 'lint', 'house-rules', 'rooms', 'charts', 'unit', 'screens', 'end-to-end'].join(', ')}
  --help        this text

Exit codes: 0 everything passed, 1 something failed, 2 wrong arguments.
`;

const root = join(import.meta.dirname, '..', '..');
const results = join(root, 'out', 'test');

interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  /** Where the stage writes how many of its tests passed; without it the stage counts as one. */
  readonly count?: () => Promise<Count>;
  readonly env?: Record<string, string>;
}

const vitestJson = join(results, 'unit.json');
const playwrightJson = join(results, 'end-to-end.json');

const readJson = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(path, 'utf8')));

const node = process.execPath;
/** Each thread of a type checker works out the same types again, and the unit tests use the other processor. */
const oneThread = { GOMAXPROCS: '1' };
/** The stages that need little go beside those that need much: there are two processors. */
const lanes: readonly (readonly Stage[])[] = [
  [
    { name: 'types', command: ['tsc', '-p', 'tsconfig.json', '--singleThreaded'] },
    { name: 'format', command: ['oxfmt', '--check', '.'] },
    { name: 'lint', command: ['oxlint', '--threads=1'], env: oneThread },
    { name: 'house-rules', command: [node, 'scripts/checks/check-house-rules.ts'], env: oneThread },
    { name: 'rooms', command: [node, 'scripts/checks/check-rooms.ts'] },
    { name: 'charts', command: [node, 'scripts/commands/charts.ts', '--check'] },
  ],
  [
    {
      name: 'unit',
      command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestJson}`],
      count: async () => {
        const schema = z.object({
          numPassedTests: z.int(),
          numFailedTests: z.int(),
          numFailedTestSuites: z.int(),
        });
        const { numPassedTests, numFailedTests, numFailedTestSuites } = await readJson(vitestJson, schema);
        return {
          passed: numPassedTests,
          failed: numFailedTests === 0 ? numFailedTestSuites : numFailedTests,
        };
      },
    },
  ],
];
const afterwards: readonly Stage[] = [
  { name: 'screens', command: [node, 'tests/e2e/gallery-of-screens.ts', join(root, 'out', 'screens')] },
  {
    name: 'end-to-end',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightJson },
    count: async () => {
      const schema = z.object({
        stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
      });
      const { stats } = await readJson(playwrightJson, schema);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
];

const running = new Set<ChildProcess>();

function run({ command: [program = '', ...args], env }: Stage): Promise<number> {
  const colour = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...colour, ...env },
  });
  running.add(child);
  return new Promise((resolve) => {
    const end = (code: number | null): void => {
      running.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
  });
}

/** When this is told to end, so are the stages: a test runner closes what its tests have opened at SIGINT. */
function endWithStages(signal: AbortSignal): void {
  signal.addEventListener('abort', () => {
    for (const child of running) child.kill('SIGINT');
  });
}

async function runStage(stage: Stage): Promise<Count> {
  const began = Date.now();
  const code = await run(stage);
  const failed: Count = { passed: 0, failed: 1 };
  const counted = stage.count
    ? await stage.count().catch(() => failed)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // A runner that ends badly with no failed test (a crash, an unhandled error) has failed all the same.
  const honest = code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  const word = honest.failed === 0 ? 'ok' : 'FAILED';
  console.log(
    `── ${stage.name}: ${word} (${((Date.now() - began) / 1000).toFixed(0)} s, ${honest.passed} passed, ${honest.failed} failed)`,
  );
  return honest;
}

async function runLane(stages: readonly Stage[]): Promise<Count[]> {
  const counts: Count[] = [];
  for (const stage of stages) {
    if (told.signal.aborted) break;
    counts.push(await runStage(stage));
  }
  return counts;
}

async function main(args: readonly string[]): Promise<number> {
  let only: string | undefined;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    only = values.only;
  } catch (error) {
    console.error(`test: ${error instanceof Error ? error.message : 'wrong arguments'}\n\n${help}`);
    return 2;
  }
  const wanted = (stage: Stage): boolean => only === undefined || stage.name === only;
  if (![...lanes.flat(), ...afterwards].some(wanted)) {
    console.error(`test: --only: there is no stage "${only ?? ''}"\n\n${help}`);
    return 2;
  }
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const counts = (await Promise.all(lanes.map((lane) => runLane(lane.filter(wanted))))).flat();
  counts.push(...(await runLane(afterwards.filter(wanted))));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(await main(process.argv.slice(2)));
