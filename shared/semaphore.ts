/**
 * Lets `atOnce` pieces of work run at once; the others wait in the order in which they came. Making pages occupies the whole
 * process: without a limit, a rush at noon slows down every order at once, and transactions wait while they hold locks. Work
 * whose signal aborts while it waits is not begun. @returns a function that runs work in its turn
 */
export function createSemaphore(
  atOnce: number,
): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work, signal) => {
    if (running < atOnce) running += 1;
    // Work that ends hands its place over directly, so that no later arrival slips in between.
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
