import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKiosk, type BuiltKiosk } from './build-kiosk.ts';
import { playAll } from './campaign.ts';
import { caseNames, type CaseName } from './cases.ts';
import { killMoments } from './kill-moments.ts';
import { describeKill, planOf, type Kill, type Plan } from './plan.ts';
import type { RunEnd } from './run-once.ts';
import { openWorld, type World } from './world.ts';

const workers = 3;
/** Against what hangs, and nothing else: a busy machine starts a process in seconds. */
const patienceMs = 900_000;
let world: World;
let built: BuiltKiosk;

beforeAll(async () => {
  [world, built] = await Promise.all([openWorld(), buildKiosk()]);
});
afterAll(async () => {
  await world.close();
  await built.remove();
});

const plain = { inRecovery: [], coinWhileDead: false, paysAfterMs: 0, lifeCount: 0xffffff } as const;

async function play(plans: readonly Plan[]): Promise<RunEnd[]> {
  const ends: RunEnd[] = [];
  const signal = new AbortController().signal;
  await playAll(plans.values(), { world, built, workers }, (end) => ends.push(end), signal);
  return ends;
}

/** Only what did not hold, with the kill that brought it about. */
function wrongIn(ends: readonly RunEnd[]): object[] {
  return ends
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ plan: { seed, name, kill, inRecovery }, wrong }) => ({
      ...{ seed, name, wrong },
      kills: [...(kill ? [kill] : []), ...inRecovery].map(describeKill),
    }));
}

describe('the power goes', () => {
  it.each<CaseName>(['cash-change', 'wallet'])(
    'at every write of the journal of %s',
    { timeout: patienceMs },
    async (name) => {
      const [whole] = await play([{ seed: 0, name, kill: null, ...plain }]);
      expect(whole?.wrong).toEqual([]);
      const writes = whole?.writes ?? 0;
      expect(writes).toBeGreaterThan(10);
      // On both sides of each: before it is whole on disk (nothing of it, or half), and after (written, or synced as well).
      const kills = Array.from({ length: writes }, (_, index) =>
        (index % 2 === 0 ? (['torn', 'synced'] as const) : (['before', 'written'] as const)).map(
          (moment): Kill => ({ at: 'write', write: index + 1, moment }),
        ),
      ).flat();
      const ends = await play(kills.map((kill, seed) => ({ seed, name, kill, ...plain })));
      expect(wrongIn(ends)).toEqual([]);
      // Each of them died where it was told to, and not at the end, by hand.
      expect(ends.filter((end) => end.writes !== null)).toEqual([]);
      expect(ends).toHaveLength(2 * writes);
    },
  );

  it('at twenty drawn moments of all cases, in recoveries as well', { timeout: patienceMs }, async () => {
    const ends = await play(Array.from({ length: 20 }, (_, index) => planOf(index * 7)));
    expect(wrongIn(ends)).toEqual([]);
  });
});

describe('a plan', () => {
  it('is the same whenever its seed is, and every case and moment is drawn', () => {
    const plans = Array.from({ length: 500 }, (_, seed) => planOf(seed));
    expect(plans).toEqual(Array.from({ length: 500 }, (_, seed) => planOf(seed)));
    expect(new Set(plans.map(({ name }) => name))).toEqual(new Set(caseNames));
    const moments = plans.flatMap(({ kill }) => (kill?.at === 'write' ? [kill.moment] : []));
    expect(new Set(moments)).toEqual(new Set(killMoments));
  });

  it('for one case alone has the same kills', () => {
    const drawn = planOf(12_345);
    expect(planOf(12_345, drawn.name)).toEqual(drawn);
  });
});
