import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onEndSignal } from './end-signals.ts';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Of whatever else runs in this process: it is not told to end. */
let others: readonly (readonly [(typeof names)[number], readonly NodeJS.SignalsListener[]])[] = [];
beforeEach(() => {
  others = names.map((name) => [name, process.listeners(name)] as const);
  for (const name of names) process.removeAllListeners(name);
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const name of names) process.removeAllListeners(name);
  for (const [name, listeners] of others) for (const listener of listeners) process.on(name, listener);
});

it('is told once where one Ctrl-C arrives several times, and ends at once when told again later', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
  let now = 0;
  const heard: number[] = [];
  const stop = onEndSignal(
    (code) => heard.push(code),
    () => now,
  );
  process.emit('SIGINT', 'SIGINT');
  now = 1_000;
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGHUP', 'SIGHUP');
  expect(heard).toEqual([130]);
  expect(exit).not.toHaveBeenCalled();
  now = 1_001;
  expect(() => process.emit('SIGTERM', 'SIGTERM')).toThrow('exit 143');
  stop();
});

it('does not listen any more when it was told to stop listening', () => {
  const before = process.listenerCount('SIGTERM');
  const stop = onEndSignal(() => undefined);
  expect(process.listenerCount('SIGTERM')).toBe(before + 1);
  stop();
  expect(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name))).toEqual([
    process.listenerCount('SIGINT'),
    before,
    process.listenerCount('SIGHUP'),
  ]);
});
