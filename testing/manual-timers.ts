import { setImmediate as ioTurn, setTimeout as turnOfOthers } from 'node:timers/promises';
import type { Clock } from '../shared/dates.ts';
import type { CancelTimer, Timers } from '../shared/timers.ts';

/** Time that stands still until a test moves it, and a clock on the wall that goes with it. */
export interface ManualTimers extends Timers, Clock {
  /** Somebody sets the clock on the wall forward or back by so many ms; no time passes. */
  setClock(byMs: number): void;
  /** Moves time by so many ms, timer by timer in the order in which they are due. */
  advance(ms: number): void;
  /**
   * Lets real input and output happen and moves time in small steps until the condition holds.
   * @throws when it does not within an hour of this time
   */
  runUntil(condition: () => boolean): Promise<void>;
  /** Runs until the promise has settled, and returns its value. */
  runFor<T>(promise: Promise<T>): Promise<T>;
  /** How many timers are waiting, without those cancelled. */
  pending(): number;
}

/** Small compared with every deadline, so that an exchange within one process always ends long before its own. */
const stepMs = 5;
const longestMs = 60 * 60 * 1000;
/**
 * Whatever is at the other end in another thread or process gets the processor for so long in every second of this time: turns of this loop
 * alone are over in seconds, however busy the machine is.
 */
const [restEveryMs, restMs] = [1_000, 10];

export function createManualTimers(startsAt = Date.UTC(2026, 10, 20, 5, 0, 0)): ManualTimers {
  let elapsed = 0;
  let clockAtStart = startsAt;
  let number = 0;
  const waiting = new Map<number, { readonly at: number; readonly run: () => void }>();

  function nextDue(until: number): number | null {
    let next: { readonly key: number; readonly at: number } | null = null;
    for (const [key, { at }] of waiting) {
      if (at <= until && (next === null || at < next.at)) next = { key, at };
    }
    return next?.key ?? null;
  }

  function advance(ms: number): void {
    const until = elapsed + ms;
    for (let key = nextDue(until); key !== null; key = nextDue(until)) {
      const timer = waiting.get(key);
      waiting.delete(key);
      if (timer === undefined) continue;
      elapsed = Math.max(elapsed, timer.at);
      timer.run();
    }
    elapsed = until;
  }

  async function runUntil(condition: () => boolean): Promise<void> {
    const end = elapsed + longestMs;
    let nextRest = elapsed + restEveryMs;
    while (!condition()) {
      if (elapsed >= end) throw new Error('what the test waits for did not happen within an hour');
      await ioTurn();
      if (elapsed >= nextRest) {
        nextRest += restEveryMs;
        await turnOfOthers(restMs);
      }
      if (!condition()) advance(stepMs);
    }
  }

  return {
    elapsed: () => elapsed,
    now: () => clockAtStart + elapsed,
    setClock: (byMs) => {
      clockAtStart += byMs;
    },
    after(ms, run): CancelTimer {
      number += 1;
      const key = number;
      waiting.set(key, { at: elapsed + ms, run });
      return () => {
        waiting.delete(key);
      };
    },
    advance,
    runUntil,
    async runFor(promise) {
      let settled = false;
      const mark = (): void => {
        settled = true;
      };
      promise.then(mark, mark);
      await runUntil(() => settled);
      return promise;
    },
    pending: () => waiting.size,
  };
}
