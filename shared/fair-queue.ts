/**
 * Runs work in its turn. @param key whose work it is: those who wait take turns, however much one of them has brought
 * @returns the work's result; rejects with the signal's reason as soon as it comes while the work waits, which then never
 * begins
 */
export type FairQueue = <T>(key: string, work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Lets `atOnce` pieces of work run at once, and of one key at most `ofOneKey`. Whoever has waited longest among the keys goes
 * next; within a key, work runs in the order in which it came.
 */
export function createFairQueue({
  atOnce,
  ofOneKey = atOnce,
}: {
  readonly atOnce: number;
  readonly ofOneKey?: number;
}): FairQueue {
  /** Keys whose turn comes next stand first. */
  const waiting = new Map<string, Set<() => void>>();
  const running = new Map<string, number>();
  let places = atOnce;

  const runningOf = (key: string): number => running.get(key) ?? 0;

  function beginNext(): void {
    if (places === 0) return;
    const turn = [...waiting].find(([key]) => runningOf(key) < ofOneKey);
    if (!turn) return;
    const [key, own] = turn;
    const [begin] = own;
    // To the end of the row, behind everybody who waits.
    waiting.delete(key);
    if (!begin) return;
    own.delete(begin);
    if (own.size > 0) waiting.set(key, own);
    places -= 1;
    running.set(key, runningOf(key) + 1);
    begin();
  }

  function end(key: string): void {
    places += 1;
    const left = runningOf(key) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
    beginNext();
  }

  function turnOf(key: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = waiting.get(key) ?? new Set();
      const giveUp = (): void => {
        own.delete(begin);
        if (own.size === 0 && waiting.get(key) === own) waiting.delete(key);
        reject(reasonOf(signal));
      };
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      own.add(begin);
      waiting.set(key, own);
      signal.addEventListener('abort', giveUp, { once: true });
      beginNext();
    });
  }

  return async (key, work, signal) => {
    signal.throwIfAborted();
    await turnOf(key, signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      end(key);
    }
  };
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('called off');
}
