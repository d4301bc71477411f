import { caseNames, type CaseName } from './cases.ts';
import type { KioskPool } from './kiosk-pool.ts';
import type { Plan } from './plan.ts';
import { runOnce, type RunEnd } from './run-once.ts';
import type { World } from './world.ts';

export interface CaseFigures {
  readonly name: CaseName;
  readonly runs: number;
  readonly kills: number;
  readonly failed: number;
}

const done = { done: true, value: undefined } as const;

/** Of this process: names of kiosks are never used again. */
let runs = 0;

/**
 * Plays plan after plan, `workers` at a time, until there are no more or the signal stops it. The caller closes the pool, whose spare kiosks
 * the next campaign takes.
 */
export async function playAll(
  plans: Iterator<Plan>,
  { world, pool, workers }: { readonly world: World; readonly pool: KioskPool; readonly workers: number },
  onEnd: (end: RunEnd) => void,
  signal: AbortSignal,
): Promise<void> {
  // Stopping kills every process at once; runs under way then report nothing.
  const stop = (): void => void pool.close();
  signal.addEventListener('abort', stop);
  try {
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let next = plans.next(); !next.done; next = signal.aborted ? done : plans.next()) {
          // Each is a kiosk of its own, in all campaigns of a world: under another's name the center would miss that one's journal.
          runs += 1;
          const line = world.lineOf(`K-CUT-${worker + 1}-${runs}`);
          const end = await runOnce(next.value, world, pool, line).catch((error: unknown) => {
            if (signal.aborted) return null;
            throw error;
          });
          if (end && !signal.aborted) onEnd(end);
        }
      }),
    );
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

export function figuresOf(ends: readonly RunEnd[]): CaseFigures[] {
  return caseNames
    .map((name) => {
      const own = ends.filter(({ plan }) => plan.name === name);
      return {
        name,
        runs: own.length,
        kills: own.reduce((sum, { kills }) => sum + kills, 0),
        failed: own.filter(({ wrong }) => wrong.length > 0).length,
      };
    })
    .filter(({ runs }) => runs > 0);
}
