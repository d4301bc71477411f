/**
 * Lets so many pieces of work run at once; the others wait in the order in which they came. Making pages takes this process's
 * whole attention: without a limit, a rush at noon makes every order slow together, and transactions wait while they hold locks.
 * Work whose signal comes while it waits is not begun. @returns what runs work in its turn
 */
export function createSemaphore(
  atOnce: number,
): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work, signal) => {
    if (running < atOnce) running += 1;
    // Whoever ends hands the place over, so that nobody who comes later slips in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
