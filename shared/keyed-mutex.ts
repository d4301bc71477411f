/** Runs work when all that was given before it under the same name has ended. */
export interface KeyedMutex {
  <T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was given so far, under any name, has ended, well or badly. */
  whenIdle(): Promise<void>;
}

/**
 * Lets work of one name wait for each other, in the order in which it came. Two requests with one id then make one order, not
 * two of which one is thrown away.
 */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>();
  const run = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(name, own);
    try {
      return await own;
    } finally {
      if (last.get(name) === own) last.delete(name);
    }
  };
  return Object.assign(run, {
    async whenIdle() {
      await Promise.allSettled(last.values());
    },
  });
}
