import type { Instant } from './dates.ts';

/** Calls a timer off; calling it again, or after the timer went off, does nothing. */
export type CancelTimer = () => void;

/** Where deadlines come from, so that tests move time instead of waiting for it. */
export interface Timers {
  now(): Instant;
  /** Runs once after so many ms, unless it is called off before. */
  after(ms: number, run: () => void): CancelTimer;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many ms, or at once when the signal aborts. */
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
    const callOff = timers.after(ms, wake);
    signal?.addEventListener('abort', wake);
  });
}
