import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from './token-bucket.ts';

function limiter(burst: number, perMinute: number, mostKeys?: number) {
  const time = { ms: 0 };
  const options = {
    burst,
    perMinute,
    elapsed: () => time.ms,
    ...(mostKeys === undefined ? {} : { mostKeys }),
  };
  return { ...createLimiter(options), time };
}

const taken = (tries: readonly boolean[]): number => tries.filter(Boolean).length;

describe('a limiter', () => {
  it('lets a burst through, then one at a time as the bucket fills', () => {
    const { take, time } = limiter(3, 6);
    expect(taken(Array.from({ length: 700 }, () => take('K-0001')))).toBe(3);
    time.ms += 9_999;
    expect(take('K-0001')).toBe(false);
    time.ms += 1;
    expect([take('K-0001'), take('K-0001')]).toEqual([true, false]);
    time.ms += 24 * 3_600_000;
    expect(taken(Array.from({ length: 10 }, () => take('K-0001')))).toBe(3);
  });

  it('counts each key by itself', () => {
    const { take } = limiter(1, 1);
    expect([take('K-0001'), take('K-0002'), take('K-0001')]).toEqual([true, true, false]);
  });

  it('remembers only so many keys, and forgets the one that has rested longest', () => {
    const { take, size } = limiter(1, 1, 3);
    for (const key of ['A', 'B', 'C', 'A', 'D']) take(key);
    expect(size()).toBe(3);
    expect([take('A'), take('C'), take('D'), take('B')]).toEqual([false, false, false, true]);
    for (let key = 0; key < 10_000; key += 1) take(String(key));
    expect(size()).toBe(3);
  });

  it('never lets more through than the burst and what has flowed in since, whenever it is asked', () => {
    const steps = fc.array(fc.nat(30_000), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 120 }),
        steps,
        (burst, perMinute, waits) => {
          const { take, time } = limiter(burst, perMinute);
          let through = 0;
          for (const wait of waits) {
            time.ms += wait;
            if (take('K')) through += 1;
            expect(through).toBeLessThanOrEqual(burst + (time.ms * perMinute) / 60_000 + 1e-6);
          }
        },
      ),
    );
  });
});
