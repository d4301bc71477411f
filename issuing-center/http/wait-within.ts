import type { ServerResponse } from 'node:http';
import type { Timers } from '../../shared/timers.ts';

/** The reason given to work that is given up; its transaction rolls back with it. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * Does work for a request until its deadline, or until the client has gone. Either one aborts the work's signal and with it
 * the whole transaction; a later result is thrown away. (Yokohama, 27 March 2023: a time-out released the lock, the
 * transaction went on, and the next resident got its pages.)
 */
export async function waitWithin<T>(
  limit: { readonly timers: Timers; readonly ms: number; readonly until: ServerResponse },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'givenUp'> {
  const abandon = new AbortController();
  const { signal } = abandon;
  const giveUp = (): void => abandon.abort(new GivenUp('given up: deadline, or the client went away'));
  const callOff = limit.timers.after(limit.ms, giveUp);
  const gone = (): void => {
    if (!limit.until.writableFinished) giveUp();
  };
  limit.until.once('close', gone);
  try {
    const givenUp = new Promise<'givenUp'>((resolve) =>
      signal.addEventListener('abort', () => resolve('givenUp'), { once: true }),
    );
    return await Promise.race([work(signal), givenUp]);
  } catch (error) {
    if (error instanceof GivenUp) return 'givenUp';
    throw error;
  } finally {
    callOff();
    limit.until.off('close', gone);
  }
}
