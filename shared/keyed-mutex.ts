/** Runs work once everything given earlier under the same name has ended. */
export interface KeyedMutex {
  <T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything given so far, under any name, has ended or failed. */
  whenIdle(): Promise<void>;
}

/**
 * Runs work of one name in turn, in the order in which it came. Two requests with one id then make one order, rather than
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
