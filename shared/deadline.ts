import type { Timers } from './timers.ts';

export type InTime<T> = { readonly late: false; readonly value: T } | { readonly late: true };

/**
 * Waits for a promise for at most `ms`. A value that comes later goes to `onLate`, which releases what nobody waits for any
 * more; a rejection after the deadline is dropped, as there is nobody left to tell.
 */
export function within<T>(
  timers: Timers,
  ms: number,
  promise: Promise<T>,
  onLate: (value: T) => void = () => undefined,
): Promise<InTime<T>> {
  return new Promise((resolve, reject) => {
    let late = false;
    const callOff = timers.after(ms, () => {
      late = true;
      resolve({ late: true });
    });
    promise.then(
      (value) => {
        callOff();
        if (late) onLate(value);
        else resolve({ late: false, value });
      },
      (error: unknown) => {
        callOff();
        reject(error instanceof Error ? error : new Error('a rejection that is no error'));
      },
    );
  });
}
