import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One part of a check, run as a separate command. */
export interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads how many of the stage's tests passed; without it the stage counts as one test. */
  readonly count?: () => Promise<Count>;
  readonly env?: Readonly<Record<string, string>>;
}

export const root = join(import.meta.dirname, '..', '..');

/**
 * Runs the stages of each lane one after the other and the lanes at the same time, and prints how each stage ended.
 * @returns the sum of all
 */
export async function runLanes(lanes: readonly (readonly Stage[])[]): Promise<Count> {
  const counts = (await Promise.all(lanes.map(runLane))).flat();
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * Prints the last line of every check.
 * @returns the exit code: 0 when something passed and nothing failed, else 1
 */
export function tell(...counts: readonly Count[]): 0 | 1 {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

const running = new Set<ChildProcess>();
let ending = false;

/** When a check is told to end, so are its stages: at SIGINT a test runner closes what its tests have opened. */
export function endWithStages(signal: AbortSignal): void {
  signal.addEventListener('abort', () => {
    ending = true;
    for (const child of running) child.kill('SIGINT');
  });
}

async function runLane(stages: readonly Stage[]): Promise<readonly Count[]> {
  const counts: Count[] = [];
  for (const stage of stages) {
    if (ending) break;
    counts.push(await runStage(stage));
  }
  return counts;
}

async function runStage(stage: Stage): Promise<Count> {
  const began = Date.now();
  const code = await run(stage);
  const failed: Count = { passed: 0, failed: 1 };
  const counted = stage.count
    ? await stage.count().catch(() => failed)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // A runner that fails without a failed test (a crash, an unhandled error) counts as one failure.
  const honest = code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  const word = honest.failed === 0 ? 'ok' : 'FAILED';
  console.log(
    `── ${stage.name}: ${word} (${((Date.now() - began) / 1000).toFixed(0)} s, ${honest.passed} passed, ${honest.failed} failed)`,
  );
  return honest;
}

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
