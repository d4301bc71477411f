import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderToWrite } from '../setup/command-folders.ts';
import { oneOf, readWords, refuseUnused, runCommand, wholeNumber } from '../../shared/command-options.ts';
import type { CaseFigures } from '../../testing/power-cut/campaign.ts';
import { caseNames, type CaseName } from '../../testing/power-cut/cases.ts';
import { describeKill, planOf, type Plan } from '../../testing/power-cut/plan.ts';
import { toldToEnd } from './told-to-end.ts';
import type { RunEnd } from '../../testing/power-cut/run-once.ts';

const help = `Usage: npm run test:power-cut -- [options]

Kills the kiosk's process at writes of its journal (before, half-way, after) and at random instants, in whole sessions, in staff
refunds and during recovery. After the restarts paid = printed + given back + owed, nothing is printed or paid twice, and every
simulated device agrees.

  --runs N       how many runs (default 300); each has one kill or more
  --seed S       of the first run (default: random); the next runs count up from it
  --only CASE    ${caseNames.join(', ')}
  --replay SEED  only this run, with its journal; add --only if the failed run had it
  --workers N    kiosks at the same time, 1 to 16 (default 2)
  --json         the table as JSON
  --output FILE  also writes the table to this file
  --help         this text

Exit codes: 0 all of it held, 1 something did not (its seed is printed), 2 wrong arguments.
`;

interface Settings {
  readonly runs: number;
  readonly seed: number;
  readonly only: CaseName | null;
  readonly workers: number;
  readonly json: boolean;
  readonly replay: boolean;
  readonly output: string | null;
}

const progressEvery = 50;
const largestSeed = 0xffff_ffff;

function readSettings(args: readonly string[]): Settings | 'help' {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    runs: text,
    seed: text,
    only: text,
    replay: text,
    workers: text,
    output: text,
    json: flag,
    help: flag,
  });
  if (values.help === true) return 'help';
  const { only, replay, json = false, output = null } = values;
  if (replay !== undefined) refuseUnused(values, ['runs', 'seed'], '--replay plays one run, of its own seed');
  const seed = (option: string, of: string): number => wholeNumber(option, of, 0, largestSeed);
  return {
    runs: replay === undefined ? wholeNumber('--runs', values.runs ?? '300', 1, 1_000_000) : 1,
    seed:
      replay === undefined
        ? seed('--seed', values.seed ?? String(randomInt(0x7fff_ffff)))
        : seed('--replay', replay),
    workers: wholeNumber('--workers', values.workers ?? '2', 1, 16),
    ...{ json, output },
    only: only === undefined ? null : oneOf('--only', caseNames, only),
    replay: replay !== undefined,
  };
}

function* plansOf({ runs, seed, only }: Settings): Generator<Plan, undefined> {
  for (let run = 0; run < runs; run += 1) yield planOf((seed + run) % (largestSeed + 1), only);
}

function describeFailure({ plan, wrong }: RunEnd, { only }: Settings): string {
  const kills = [...(plan.kill ? [plan.kill] : []), ...plan.inRecovery].map(describeKill).join('; ');
  const again = `npm run test:power-cut -- --replay ${plan.seed}${only === null ? '' : ` --only ${only}`}`;
  return [
    `seed ${plan.seed}, ${plan.name}, killed at ${kills}:`,
    ...wrong.map((line) => `  ${line}`),
    `  ${again}`,
  ].join('\n');
}

function table(figures: readonly CaseFigures[]): string {
  const sum = (of: 'runs' | 'kills' | 'failed'): number => figures.reduce((all, one) => all + one[of], 0);
  const line = (name: string, ...cells: readonly (string | number)[]): string =>
    `| ${[name.padEnd(22), ...cells.map((cell) => String(cell).padStart(6))].join(' | ')} |`;
  return [
    line('case', 'runs', 'kills', 'failed'),
    `| ${'-'.repeat(22)} | ${'-----: | '.repeat(3).trimEnd()}`,
    ...figures.map(({ name, runs, kills, failed }) => line(name, runs, kills, failed)),
    line('all', sum('runs'), sum('kills'), sum('failed')),
  ].join('\n');
}

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runPowerCut(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'test:power-cut', call: 'npm run test:power-cut' }, async () => {
    const settings = readSettings(args);
    if (settings === 'help') {
      process.stdout.write(help);
      return 0;
    }
    if (settings.output !== null) await folderToWrite('--output', path.dirname(settings.output));
    return play(settings);
  });
}

async function play(settings: Settings): Promise<number> {
  const { runs, seed, workers, json, replay, output } = settings;
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const told = toldToEnd();
  say(`${runs} run(s) from seed ${seed}; opening center and registers …`);
  const { buildKiosk } = await import('../../testing/power-cut/build-kiosk.ts');
  const { figuresOf, playAll } = await import('../../testing/power-cut/campaign.ts');
  const { createKioskPool } = await import('../../testing/power-cut/kiosk-pool.ts');
  const { openWorld } = await import('../../testing/power-cut/world.ts');
  const built = await buildKiosk();
  const world = await openWorld();
  const pool = createKioskPool(built, workers);
  const ends: RunEnd[] = [];
  const began = performance.now();
  try {
    await playAll(
      plansOf(settings),
      { world, pool, workers },
      (end) => {
        ends.push(end);
        if (end.wrong.length > 0) say(describeFailure(end, settings));
        if (replay) for (const { event } of end.journal) say(JSON.stringify(event));
        if (ends.length % progressEvery !== 0) return;
        const kills = ends.reduce((sum, one) => sum + one.kills, 0);
        const rate = (kills / ((performance.now() - began) / 1000)).toFixed(1);
        say(`${String(ends.length).padStart(6)} of ${runs} runs, ${kills} kills, ${rate} a second`);
      },
      told.signal,
    );
  } finally {
    told.done();
    await pool.close();
    await world.close();
    await built.remove();
  }
  const failed = ends.filter(({ wrong }) => wrong.length > 0);
  const failures = failed.map(({ plan, wrong }) => ({ seed: plan.seed, case: plan.name, wrong }));
  const cases = figuresOf(ends);
  const figures = json ? JSON.stringify({ seed, cases, failures }, null, 2) : table(cases);
  process.stdout.write(`${figures}\n`);
  if (output !== null) await writeFile(output, `${figures}\n`);
  return failed.length === 0 && ends.length === runs ? 0 : 1;
}

if (import.meta.main) process.exitCode = await runPowerCut(process.argv.slice(2));
