import type { Instant } from './dates.ts';

/** Calls a timer off; calling it again, or after the timer went off, does nothing. */
export type CancelTimer = () => void;

/** Where deadlines come from, so that tests move time instead of waiting for it. */
export interface Timers {
  now(): Instant;
  /** Runs once after so many ms, unless it is called off before. */
  after(ms: number, run: () => void): CancelTimer;
  /**
   * The same for a rest between two looks, which nobody is late for; `after` where it is not given. A test that squeezes rests
   * leaves deadlines as they are.
   */
  rest?(ms: number, run: () => void): CancelTimer;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Runs once after a rest of so many ms. */
export function afterRest(timers: Timers, ms: number, run: () => void): CancelTimer {
  return timers.rest?.(ms, run) ?? timers.after(ms, run);
}

/** Rests for so many ms: resolves after them, or at once when the signal aborts. */
export function pause(timers: Timers, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const wake = (): void => {
      callOff();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const callOff = afterRest(timers, ms, wake);
    signal?.addEventListener('abort', wake);
  });
}
