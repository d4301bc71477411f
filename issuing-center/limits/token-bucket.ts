/** Lets a key through so often, and no more. */
export interface Limiter {
  /** Takes one from the key's bucket. False: it is empty, and nothing was taken. */
  readonly take: (key: string) => boolean;
  /** How many keys are remembered: never more than `mostKeys`. */
  readonly size: () => number;
}

export interface LimiterOptions {
  /** So many at once. */
  readonly burst: number;
  /** So many a minute over a longer time. */
  readonly perMinute: number;
  /** Milliseconds that only go forward (Timers.elapsed): somebody may set the clock on the wall. */
  readonly elapsed: () => number;
  /** So many keys are remembered; beyond that, the one that has rested longest starts anew with a full bucket. */
  readonly mostKeys?: number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * A token bucket for each key. Keys are names that TLS has proved, of which a site has a few thousand, so that forgetting the
 * one that has rested longest gives nobody more than its burst.
 */
export function createLimiter({ burst, perMinute, elapsed, mostKeys = 10_000 }: LimiterOptions): Limiter {
  // In the order in which they were last used: a Map keeps the order of insertion.
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return {
    take(key) {
      const at = elapsed();
      const before = buckets.get(key) ?? { left: burst, at };
      const left = Math.min(burst, before.left + (at - before.at) * perMs);
      const passes = left >= 1;
      buckets.delete(key);
      buckets.set(key, { left: passes ? left - 1 : left, at });
      for (const rested of buckets.keys()) {
        if (buckets.size <= mostKeys) break;
        buckets.delete(rested);
      }
      return passes;
    },
    size: () => buckets.size,
  };
}
