import { setImmediate as ioTurn } from 'node:timers/promises';
import type { CancelTimer, Timers } from '../shared/timers.ts';

/** Time that stands still until a test moves it. */
export interface ManualTimers extends Timers {
  /** Moves time by this many ms, firing timers in the order they are due. */
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

export function createManualTimers(startsAt = Date.UTC(2026, 10, 20, 5, 0, 0)): ManualTimers {
  let now = startsAt;
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
    const until = now + ms;
    for (let key = nextDue(until); key !== null; key = nextDue(until)) {
      const timer = waiting.get(key);
      waiting.delete(key);
      if (timer === undefined) continue;
      now = Math.max(now, timer.at);
      timer.run();
    }
    now = until;
  }

  async function runUntil(condition: () => boolean): Promise<void> {
    const end = now + longestMs;
    while (!condition()) {
      if (now >= end) throw new Error('what the test waits for did not happen within an hour of moved time');
      await ioTurn();
      if (!condition()) advance(stepMs);
    }
  }

  return {
    now: () => now,
    after(ms, run): CancelTimer {
      number += 1;
      const key = number;
      waiting.set(key, { at: now + ms, run });
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
