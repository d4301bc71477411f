import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../shared/dates.ts';
import { openHoursClock } from '../console/site/console-clock.ts';
import { writePublished } from './published-municipalities.ts';
import { figuresOf } from './figures.ts';
import type { CenterRun, KioskRun } from './municipalities-run.ts';

/** What a center and a kiosk take where a center serves so many municipalities, medians of all runs; ms and MB. */
export interface MunicipalityFigures {
  readonly centerStartMs: number;
  readonly centerMB: number;
  readonly kioskStartMs: number;
  readonly bothMB: number;
  readonly nearMs: number;
  readonly farMs: number;
  readonly loginMs: number;
  readonly orderMs: number;
}

export interface MunicipalitiesCompared {
  readonly five: MunicipalityFigures;
  readonly all: MunicipalityFigures;
  /** How many times as much it is for 1,741, to two decimals. */
  readonly ratios: MunicipalityFigures;
}

const sides = ['five', 'all'] as const;
const runFile = join(import.meta.dirname, 'municipalities-run.ts');
const run = promisify(execFile);

/**
 * Compares a center of five municipalities, and a kiosk at it, with one of all 1,741. Each is a process of its own, and they take turns,
 * so that whatever else the machine does falls on both. The first start of each, which makes keys and residents, is not counted.
 * @throws the signal's reason once it aborts
 */
export async function compareMunicipalities(options: {
  readonly executable: string;
  readonly dist: string;
  readonly state: string;
  readonly runs: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<MunicipalitiesCompared> {
  const { executable, dist, state, runs, say, signal } = options;
  const { moved } = openHoursClock(systemClock);
  await rm(state, { recursive: true, force: true });
  const centers = { five: new Array<CenterRun>(), all: new Array<CenterRun>() };
  const kiosks = { five: new Array<KioskRun>(), all: new Array<KioskRun>() };
  const folderOf = (side: (typeof sides)[number]) => join(state, `municipalities-${side}`);
  const stateOf = (side: (typeof sides)[number]) => join(state, `state-${side}`);
  async function measured(what: 'center' | 'kiosk', side: (typeof sides)[number]): Promise<unknown> {
    const args = [runFile, what, folderOf(side), stateOf(side), dist, executable, String(moved)];
    return JSON.parse((await run(process.execPath, args, { signal })).stdout);
  }
  for (const side of sides) {
    await writePublished(folderOf(side), side);
    await mkdir(stateOf(side), { recursive: true });
    say(`the first start with ${side}, which makes keys and residents`);
    await measured('kiosk', side);
  }
  for (let turn = 0; turn < runs; turn++)
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) {
      signal.throwIfAborted();
      centers[side].push((await measured('center', side)) as CenterRun);
      kiosks[side].push((await measured('kiosk', side)) as KioskRun);
    }
  const [five, all] = sides.map((side) => mediansOf(centers[side], kiosks[side]));
  if (!five || !all) throw new Error('nothing was measured');
  return { five, all, ratios: ratiosOf(five, all) };
}

function mediansOf(centers: readonly CenterRun[], kiosks: readonly KioskRun[]): MunicipalityFigures {
  const ofCenters = (value: (one: CenterRun) => number): number => figuresOf(centers.map(value)).median;
  const ofKiosks = (value: (one: KioskRun) => number): number => figuresOf(kiosks.map(value)).median;
  return {
    centerStartMs: ofCenters((one) => one.centerStartMs),
    centerMB: ofCenters((one) => one.centerMB),
    kioskStartMs: ofKiosks((one) => one.kioskStartMs),
    bothMB: ofKiosks((one) => one.bothMB),
    nearMs: ofKiosks((one) => one.nearMs.median),
    farMs: ofKiosks((one) => one.farMs.median),
    loginMs: ofKiosks((one) => one.loginMs.median),
    orderMs: ofKiosks((one) => one.orderMs.median),
  };
}

function ratiosOf(five: MunicipalityFigures, all: MunicipalityFigures): MunicipalityFigures {
  const ratio = (key: keyof MunicipalityFigures): number => Math.round((all[key] / five[key]) * 100) / 100;
  return {
    centerStartMs: ratio('centerStartMs'),
    centerMB: ratio('centerMB'),
    kioskStartMs: ratio('kioskStartMs'),
    bothMB: ratio('bothMB'),
    nearMs: ratio('nearMs'),
    farMs: ratio('farMs'),
    loginMs: ratio('loginMs'),
    orderMs: ratio('orderMs'),
  };
}
