import { expect, it } from 'vitest';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Open } from '../../../shared/device-driver.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { openReopenable } from './reopenable.ts';

const timers = createManualTimers();

interface Lamp {
  readonly name: string;
  watch(listener: (on: boolean) => void): () => void;
  ask(): string;
}

function lamps(): {
  readonly open: () => Promise<Result<Open<Lamp>, string>>;
  readonly told: string[];
  readonly listeners: Map<number, (on: boolean) => void>;
  broken: boolean;
} {
  let count = 0;
  const listeners = new Map<number, (on: boolean) => void>();
  const told: string[] = [];
  const all = {
    ...{ told, listeners, broken: false },
    open: (): Promise<Result<Open<Lamp>, string>> => {
      if (all.broken) return Promise.resolve(err('no lamp'));
      count += 1;
      const number = count;
      told.push(`open ${String(number)}`);
      return Promise.resolve(
        ok({
          name: 'lamp',
          watch(listener: (on: boolean) => void) {
            listeners.set(number, listener);
            return () => listeners.delete(number);
          },
          ask: () => `lamp ${String(number)}`,
          close() {
            told.push(`close ${String(number)}`);
            return Promise.resolve();
          },
        }),
      );
    },
  };
  return all;
}

it('closes the line before it opens the next, and whoever has the port or watches it has the next', async () => {
  const made = lamps();
  const lamp = await openReopenable(made.open, timers);
  if (!lamp.ok) throw new Error(lamp.error);
  const { port } = lamp.value;
  // Also a copy of the port leads to the next.
  const copy = { ...port };
  const ask = (): string => copy.ask();
  const seen: boolean[] = [];
  const stop = port.watch((on) => seen.push(on));
  expect([ask(), port.name]).toEqual(['lamp 1', 'lamp']);
  expect(await lamp.value.reopen()).toEqual(ok(undefined));
  expect([ask(), port.ask()]).toEqual(['lamp 2', 'lamp 2']);
  expect(made.told).toEqual(['open 1', 'close 1', 'open 2']);
  expect([...made.listeners.keys()]).toEqual([2]);
  made.listeners.get(2)?.(true);
  stop();
  expect([seen, made.listeners.size]).toEqual([[true], 0]);
});

it('stays closed when the next cannot be opened, and can be tried again', async () => {
  const made = lamps();
  const lamp = await openReopenable(made.open, timers);
  if (!lamp.ok) throw new Error(lamp.error);
  made.broken = true;
  expect(await lamp.value.reopen()).toEqual(err('no lamp'));
  made.broken = false;
  // Two at once: the second waits for the first.
  await Promise.all([lamp.value.reopen(), lamp.value.reopen()]);
  expect(made.told).toEqual(['open 1', 'close 1', 'open 2', 'close 2', 'open 3']);
  await lamp.value.port.close();
  expect(made.told.at(-1)).toBe('close 3');
});

it('hands on why it could not be opened at all', async () => {
  const made = lamps();
  made.broken = true;
  expect(await openReopenable(made.open, timers)).toEqual(err('no lamp'));
});
