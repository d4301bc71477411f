import { afterRest, type CancelTimer, type Timers } from './timers.ts';

/**
 * Does work again and again, so many ms after it ended the last time; what it throws is reported and the next time comes all
 * the same. @returns what ends it, once the work that is under way is done
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
