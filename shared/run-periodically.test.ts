import { expect, it } from 'vitest';
import { createManualTimers } from '../testing/manual-timers.ts';
import { runPeriodically } from './run-periodically.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('periodic work runs again after its pause, even after an error, never overlaps itself, and stops when ended', async () => {
  const timers = createManualTimers();
  const errors: unknown[] = [];
  let begun = 0;
  let finish: () => void = () => undefined;
  const end = runPeriodically(
    timers,
    1_000,
    () => {
      begun += 1;
      if (begun === 2) return Promise.reject(new Error('broke'));
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    (error) => errors.push(error),
  );
  timers.advance(999);
  expect(begun).toBe(0);
  timers.advance(10_000);
  expect(begun).toBe(1);
  finish();
  await settle();
  timers.advance(1_000);
  await settle();
  expect([begun, errors.length]).toEqual([2, 1]);
  timers.advance(1_000);
  expect(begun).toBe(3);
  let ended = false;
  const ending = end().then(() => {
    ended = true;
  });
  await settle();
  expect(ended).toBe(false);
  finish();
  await ending;
  timers.advance(10_000);
  expect([begun, timers.pending()]).toEqual([3, 0]);
});
