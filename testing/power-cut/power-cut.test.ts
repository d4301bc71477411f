import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKiosk, type BuiltKiosk } from './build-kiosk.ts';
import { playAll } from './campaign.ts';
import { caseNames, caseOf } from './cases.ts';
import { createKioskPool, type KioskPool } from './kiosk-pool.ts';
import { isLongRun, repetitions } from '../repetitions.ts';
import { killMoments, type KillMoment } from './kill-moments.ts';
import { describeKill, planOf, type Kill, type Plan } from './plan.ts';
import type { RunEnd } from './run-once.ts';
import { openWorld, type World } from './world.ts';

const workers = 3;
/** Kiosks that are loaded while others live: each takes seconds of processor, and the last ones load in vain. */
const spares = 1;
/** Catches only what hangs: even a busy machine starts a process in seconds. */
const patienceMs = 900_000;
let world: World;
let built: BuiltKiosk;
let pool: KioskPool;

beforeAll(async () => {
  [world, built] = await Promise.all([openWorld(), buildKiosk()]);
  pool = createKioskPool(built, spares);
});
afterAll(async () => {
  await pool.close();
  await world.close();
  await built.remove();
});

/**
 * When during a write the power goes: before it is whole on disk (nothing of it, or half), or after (written, or also synced).
 * They take turns, so that neighbouring writes are cut off on both sides; a long run tries all of them.
 */
function momentsOf(index: number): readonly KillMoment[] {
  const first = index % killMoments.length;
  return [...killMoments.slice(first), ...killMoments.slice(0, first)].slice(0, repetitions(1, 4));
}

const plain = { inRecovery: [], coinWhileDead: false, paysAfterMs: 0, lifeCount: 0xffffff } as const;

async function play(plans: readonly Plan[]): Promise<RunEnd[]> {
  const ends: RunEnd[] = [];
  const signal = new AbortController().signal;
  await playAll(plans.values(), { world, pool, workers }, (end) => ends.push(end), signal);
  return ends;
}

/** Only what went wrong, with the kills that caused it. */
function wrongIn(ends: readonly RunEnd[]): object[] {
  return ends
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ plan: { seed, name, kill, inRecovery }, wrong }) => ({
      ...{ seed, name, wrong },
      kills: [...(kill ? [kill] : []), ...inRecovery].map(describeKill),
    }));
}

describe('a power cut', () => {
  it.each(isLongRun ? caseNames.filter((name) => caseOf(name).refund === null) : (['cash-change'] as const))(
    'at journal writes of %s leaves books and devices in agreement',
    { timeout: patienceMs },
    async (name) => {
      const [whole] = await play([{ seed: 0, name, kill: null, ...plain }]);
      expect(whole?.wrong).toEqual([]);
      const writes = whole?.writes ?? 0;
      expect(writes).toBeGreaterThan(10);
      const all = Array.from({ length: writes }, (_, index) =>
        momentsOf(index).map((moment): Kill => ({ at: 'write', write: index + 1, moment })),
      ).flat();
      // Every fifth has each of the moments in turn, too.
      const kills = all.filter((_, index) => isLongRun || index % 5 === 0);
      const ends = await play(kills.map((kill, seed) => ({ seed, name, kill, ...plain })));
      expect(wrongIn(ends)).toEqual([]);
      // Each of them died where it was told to, and not only at the end.
      expect(ends.filter((end) => end.writes !== null)).toEqual([]);
      expect(ends).toHaveLength(kills.length);
    },
  );

  it(
    'at drawn moments of every case, recoveries included, leaves books and devices in agreement',
    { timeout: patienceMs },
    async () => {
      const times = Array.from({ length: repetitions(1, 15) }, (_, time) => time);
      const plans = times.flatMap((time) => caseNames.map((name, index) => planOf(8 * time + index, name)));
      expect(wrongIn(await play(plans))).toEqual([]);
    },
  );
});

describe('a plan of power cuts', () => {
  it('is the same for the same seed, and the seeds draw every case and moment', () => {
    const plans = Array.from({ length: 500 }, (_, seed) => planOf(seed));
    expect(plans).toEqual(Array.from({ length: 500 }, (_, seed) => planOf(seed)));
    expect(new Set(plans.map(({ name }) => name))).toEqual(new Set(caseNames));
    const moments = plans.flatMap(({ kill }) => (kill?.at === 'write' ? [kill.moment] : []));
    expect(new Set(moments)).toEqual(new Set(killMoments));
  });

  it('has the same kills when it is drawn for its case alone', () => {
    const drawn = planOf(12_345);
    expect(planOf(12_345, drawn.name)).toEqual(drawn);
  });
});
