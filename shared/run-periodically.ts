import { afterRest, type CancelTimer, type Timers } from './timers.ts';

/**
 * Runs work again and again, each time `ms` after the last run ended; what it throws is reported and does not stop the next
 * run. @returns a function that stops it and resolves once the run under way is done
 */
export function runPeriodically(
  timers: Timers,
  ms: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let ended = false;
  let running: Promise<void> = Promise.resolve();
  let callOff: CancelTimer = plan();

  function plan(): CancelTimer {
    return afterRest(timers, ms, () => {
      running = work()
        .catch(onError)
        .then(() => {
          if (!ended) callOff = plan();
        });
    });
  }

  return async () => {
    ended = true;
    callOff();
    await running;
  };
}
