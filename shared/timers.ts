import type { Clock } from './dates.ts';

/** Cancels a timer; calling it again, or after the timer has fired, does nothing. */
export type CancelTimer = () => void;

/**
 * Where durations and deadlines come from, so that tests move time instead of waiting for it. What is written down or shown has a
 * date and comes from a `Clock`: somebody may set that one right in the middle of a payment.
 */
export interface Timers {
  /** Milliseconds since some moment in the past. Only goes forward, at the same pace, whatever the wall clock does. */
  elapsed(): number;
  /** Runs once after `ms`, unless cancelled before. */
  after(ms: number, run: () => void): CancelTimer;
  /**
   * The same for a rest between two polls, which nothing has to meet; `after` where it is not given. A test can shorten
   * rests and leave deadlines as they are.
   */
  rest?(ms: number, run: () => void): CancelTimer;
}

/** For what both waits and writes down when. */
export interface Time {
  readonly timers: Timers;
  readonly clock: Clock;
}

export const systemTimers: Timers = {
  elapsed: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Runs once after a rest of `ms`. */
export function afterRest(timers: Timers, ms: number, run: () => void): CancelTimer {
  return timers.rest?.(ms, run) ?? timers.after(ms, run);
}

/** Rests: resolves after `ms`, or at once when the signal aborts. */
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
