import { expect, it } from 'vitest';
import { ok } from '../../../../shared/result.ts';
import { createInhibits, inhibitMask } from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';

/** A device that acknowledges commands it has not heard, this many times: what late answers to other commands look like. */
function deafBus(times: number): { bus: Bus; isOpen: () => boolean; mask: () => readonly number[] } {
  let deaf = times;
  let open = 0;
  let mask: readonly number[] = [0, 0];
  const ask: Bus['ask'] = (_device, command, data = []) => {
    const answer = (bytes: readonly number[]): ReturnType<Bus['ask']> =>
      Promise.resolve(ok(Uint8Array.from(bytes)));
    if (command === commands.requestMasterInhibit) return answer([open]);
    if (command === commands.requestInhibitStatus) return answer(mask);
    if (deaf > 0) deaf -= 1;
    else if (command === commands.modifyMasterInhibit) open = data[0] ?? 0;
    else mask = data;
    return answer([]);
  };
  return {
    bus: { ask, askAgain: ask, close: () => Promise.resolve() },
    isOpen: () => open === 1,
    mask: () => mask,
  };
}

it('a slot counts as open or closed when the device reads back that state, not when it acknowledges the command', async () => {
  const { bus, isOpen, mask } = deafBus(1);
  const inhibits = createInhibits(bus, 2);
  expect(inhibits.knownClosed()).toBe(false);
  expect(await inhibits.take([1, 10])).toEqual(ok());
  expect(mask()).toEqual([1, 2]);
  expect(await inhibits.openSlot()).toEqual(ok());
  expect(isOpen()).toBe(true);
  expect(await inhibits.closeSlot()).toEqual(ok({ restarted: false }));
  expect(isOpen()).toBe(false);
  expect(inhibits.knownClosed()).toBe(true);
});

it('an acceptor that never does what it was told is a hardware error', async () => {
  const { bus } = deafBus(Number.POSITIVE_INFINITY);
  const inhibits = createInhibits(bus, 2);
  expect(await inhibits.take([1])).toEqual({ ok: false, error: { fault: 'hardwareError' } });
  expect(await inhibits.openSlot()).toEqual({ ok: false, error: { fault: 'hardwareError' } });
  expect(inhibits.knownClosed()).toBe(false);
});

it('the inhibit mask has one bit per position, low byte first', () => {
  expect(inhibitMask([])).toEqual([0, 0]);
  expect(inhibitMask([1, 8, 9, 16])).toEqual([0x81, 0x81]);
});
