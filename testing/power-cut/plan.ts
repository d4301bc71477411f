import { caseNames, caseOf, type CaseName } from './cases.ts';
import { killMoments, type KillPoint } from './kill-moments.ts';

/** How one life of the kiosk's process ends: at a journal write, or `afterMs` after it showed its n-th screen. */
export type Kill =
  | ({ readonly at: 'write' } & KillPoint)
  | { readonly at: 'instant'; readonly screen: number; readonly afterMs: number };

/** Everything drawn for one run; the same seed draws the same. */
export interface Plan {
  readonly seed: number;
  readonly name: CaseName;
  /** In the session or refund that is interrupted; null: it is not interrupted. */
  readonly kill: Kill | null;
  /** In the recoveries after it, one after the other. */
  readonly inRecovery: readonly Kill[];
  /** Whether a coin is inserted into an open slot while nobody counts. */
  readonly coinWhileDead: boolean;
  /** How long after the code or prompt is shown the resident pays, whether the kiosk is alive or not, ms. */
  readonly paysAfterMs: number;
  /** What the cash devices had counted before this run. */
  readonly lifeCount: number;
}

const largestCount = 0xffffff;
const screensOfSession = 22;

/** Numbers from 0 to below 1, determined by a seed (mulberry32). */
export function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export function planOf(seed: number, only: CaseName | null = null): Plan {
  const draw = createDraw(seed);
  const below = (count: number): number => Math.floor(draw() * count);
  // Always drawn, so that with the same case a seed means the same with and without --only.
  const drawn = caseNames[below(caseNames.length)] ?? 'cash-exact';
  const name = only ?? drawn;
  const writeKill = (writes: number): Kill => ({
    at: 'write',
    write: 1 + below(writes),
    moment: killMoments[below(killMoments.length)] ?? 'before',
  });
  const kill: Kill =
    draw() < 0.75
      ? writeKill(caseOf(name).writes)
      : { at: 'instant', screen: 1 + below(screensOfSession), afterMs: below(150) };
  const inRecovery: Kill[] = [];
  while (inRecovery.length < 3 && draw() < 0.4)
    inRecovery.push(draw() < 0.7 ? writeKill(5) : { at: 'instant', screen: 1, afterMs: below(600) });
  return {
    ...{ seed, name, kill, inRecovery },
    coinWhileDead: draw() < 0.3,
    paysAfterMs: draw() < 0.5 ? 0 : below(400),
    lifeCount: draw() < 0.3 ? largestCount - below(4) : below(100_000),
  };
}

/** `write 7 torn`, `screen 5 + 80 ms`. */
export function describeKill(kill: Kill): string {
  return kill.at === 'write'
    ? `write ${kill.write} ${kill.moment}`
    : `screen ${kill.screen} + ${kill.afterMs} ms`;
}
