/** Runs work once everything given earlier has ended. */
export interface Mutex {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything given so far has ended or failed. */
  whenIdle(): Promise<void>;
}

/**
 * Runs pieces of work in turn, in the order in which they came. Whoever gave a piece hears of its failure; the next one
 * begins all the same.
 */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const own = last.then(work);
    last = own.catch(() => undefined);
    return own;
  };
  return Object.assign(run, {
    async whenIdle() {
      await last;
    },
  });
}
