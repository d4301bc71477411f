import { afterEach, describe, expect, it } from 'vitest';
import { simulatedCashConfig } from '../../../../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import { createCashHarness, type CashHarness } from '../../../../testing/cash-harness.ts';
import { worthOf, yen } from '../../../../shared/yen.ts';
import { commands } from './commands.ts';

const harnesses: CashHarness[] = [];
const open = (...options: Parameters<typeof createCashHarness>): CashHarness => {
  const made = createCashHarness(...options);
  harnesses.push(made);
  return made;
};
afterEach(async () => {
  for (const each of harnesses.splice(0)) await each.close();
});
const silence = ({ devices }: CashHarness, device: Parameters<typeof devices.jam>[0]): (() => void) =>
  devices.inject({ trouble: 'commandLost', device, times: Number.POSITIVE_INFINITY });

describe('each cash device by itself', () => {
  it('is ok and has its count, except acceptors, which have none', async () => {
    const harness = open();
    expect(Object.values(await harness.deviceStates())).toEqual([
      { device: 'coinAcceptor', state: 'ok', count: null },
      { device: 'noteAcceptor', state: 'ok', count: null },
      { device: 'hopper-10', state: 'ok', count: 50 },
      { device: 'hopper-50', state: 'ok', count: 30 },
      { device: 'hopper-100', state: 'ok', count: 60 },
      { device: 'hopper-500', state: 'ok', count: 30 },
      { device: 'hopper-1000', state: 'ok', count: 20 },
    ]);
  });

  it('reports its own trouble and no other’s', async () => {
    const harness = open();
    harness.devices.jam('noteAcceptor');
    harness.devices.jam(500);
    const speak = silence(harness, 50);
    const states = await harness.deviceStates();
    const troubles = Object.values(states).filter(({ state }) => state !== 'ok');
    expect(troubles).toEqual([
      { device: 'noteAcceptor', state: 'jammed', count: null },
      { device: 'hopper-50', state: 'offline', count: 30 },
      { device: 'hopper-500', state: 'jammed', count: 30 },
    ]);
    const status = await harness.timers.runFor(harness.cash.status());
    expect(status.ok && status.value.levels.map(({ value }) => value)).toEqual([10, 100, 1000]);
    harness.devices.unjam('noteAcceptor');
    harness.devices.unjam(500);
    speak();
    expect(Object.values(await harness.deviceStates()).every(({ state }) => state === 'ok')).toBe(true);
  });

  it('reports its last state while money moves, updated by what is found meanwhile', async () => {
    const harness = open();
    harness.devices.jam(500);
    await harness.deviceStates();
    await harness.start([100]);
    harness.devices.jam('coinAcceptor');
    await harness.timers.runUntil(() => harness.faults.length > 0);
    expect(await harness.deviceStates()).toMatchObject({
      coinAcceptor: { state: 'jammed' },
      'hopper-500': { state: 'jammed' },
    });
    expect((await harness.timers.runFor(harness.cash.cashInEnd())).ok).toBe(true);
  });

  it('is found offline before the payment’s deadline when the whole line is dead', async () => {
    const harness = open();
    harness.devices.inject({ trouble: 'commandLost', times: Number.POSITIVE_INFINITY });
    const from = harness.timers.now();
    const states = await harness.deviceStates();
    expect(harness.timers.now() - from).toBeLessThan(8_000);
    expect(Object.values(states).every(({ state }) => state === 'offline')).toBe(true);
  });

  it('is asked only once for all callers who ask at the same time', async () => {
    const harness = open();
    expect((await harness.timers.runFor(harness.cash.status())).ok).toBe(true);
    const from = harness.timers.now();
    expect((await harness.timers.runFor(harness.cash.status())).ok).toBe(true);
    const once = harness.timers.now() - from;
    const again = harness.timers.now();
    const answers = await harness.timers.runFor(Promise.all([1, 2, 3].map(() => harness.cash.status())));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(harness.timers.now() - again).toBeLessThan(2 * once);
  });

  it('is ok as long as it answers when it has no self-test', async () => {
    const harness = open();
    harness.devices.inject({
      trouble: 'commandLost',
      device: 10,
      header: commands.testHopper.header,
      times: Number.POSITIVE_INFINITY,
    });
    expect((await harness.deviceStates())['hopper-10']?.state).toBe('ok');
  });

  it('is merged with others of its denomination, with the worst state and all pieces', async () => {
    const config = {
      ...simulatedCashConfig,
      hoppers: [
        ...simulatedCashConfig.hoppers,
        { address: 8, value: 100 as const, count: 5, recycles: false },
      ],
    };
    const harness = open({ config, levels: [{ value: 100, count: 31 }] });
    expect((await harness.deviceStates())['hopper-100']).toEqual({
      device: 'hopper-100',
      state: 'ok',
      count: 31,
    });
  });
});

describe('the box of the note acceptor', () => {
  it.each(['full', 'removed'] as const)('%s is a hardware error until it is put right', async (state) => {
    const harness = open();
    harness.devices.setStacker(state);
    expect((await harness.deviceStates())['noteAcceptor']?.state).toBe('hardwareError');
    const status = await harness.timers.runFor(harness.cash.status());
    expect(status.ok && status.value.acceptor).toBe('hardwareError');
    harness.devices.setStacker('ok');
    expect((await harness.deviceStates())['noteAcceptor']?.state).toBe('ok');
  });

  it('that fills up during a payment makes the acceptor return the note and tell the payment', async () => {
    const harness = open();
    await harness.start([1000]);
    const note = harness.devices.insertNote(1000);
    await harness.wait(450);
    harness.devices.setStacker('full');
    expect(await harness.timers.runFor(note)).toBe('returned');
    await harness.timers.runUntil(() => harness.faults.length > 0);
    expect(harness.faults).toEqual(['hardwareError']);
    expect(harness.credits).toEqual([]);
    expect(await harness.timers.runFor(harness.cash.cashInEnd())).toEqual({ ok: true, value: [] });
    expect((await harness.deviceStates())['noteAcceptor']?.state).toBe('hardwareError');
  });
});

describe('hopper levels', () => {
  it('come from the books if the books have one', async () => {
    const harness = open({ levels: [{ value: 10, count: 7 }] });
    expect(await harness.deviceStates()).toMatchObject({
      'hopper-10': { count: 7 },
      'hopper-50': { count: 30 },
    });
  });

  it('become what somebody counted, including 0, and stay as they were where nothing was counted', async () => {
    const harness = open();
    harness.cash.setLevels([
      { value: 500, count: 0 },
      { value: 100, count: 12 },
    ]);
    const status = await harness.timers.runFor(harness.cash.status());
    expect(status.ok && status.value.levels).toEqual([
      { value: 10, count: 50 },
      { value: 50, count: 30 },
      { value: 100, count: 12 },
      { value: 1000, count: 20 },
    ]);
    expect((await harness.deviceStates())['hopper-500']).toMatchObject({ state: 'ok', count: 0 });
  });
});

describe('a hopper that jammed', () => {
  const jam = async (harness: CashHarness): Promise<void> => {
    harness.devices.jamAfter(10, 2);
    const out = await harness.timers.runFor(harness.cash.dispense(yen(40)));
    expect(out).toEqual({ dispensed: [{ value: 10, count: 2 }], shortBy: { fault: 'jammed' } });
  };

  it('stays jammed until somebody has attended to it, and then pays', async () => {
    const harness = open();
    await jam(harness);
    expect((await harness.deviceStates())['hopper-10']).toMatchObject({ state: 'jammed', count: 48 });
    harness.devices.unjam(10);
    expect((await harness.deviceStates())['hopper-10']).toMatchObject({ state: 'ok', count: 48 });
    const out = await harness.timers.runFor(harness.cash.dispense(yen(20)));
    expect(out).toEqual({ dispensed: [{ value: 10, count: 2 }], shortBy: null });
  });

  it('is not taken to be ok just because it hung and shows nothing', async () => {
    const harness = open();
    harness.devices.hangAfter(10, 1);
    await harness.timers.runFor(harness.cash.dispense(yen(30)));
    expect((await harness.deviceStates())['hopper-10']?.state).toBe('jammed');
    expect((await harness.deviceStates())['hopper-10']?.state).toBe('jammed');
  });

  it('is judged afresh after a count by hand, by its own check, which tells when the jam is still there', async () => {
    const harness = open();
    await jam(harness);
    harness.cash.setLevels([{ value: 10, count: 40 }]);
    expect((await harness.deviceStates())['hopper-10']).toMatchObject({ state: 'jammed', count: 40 });
    expect(await harness.timers.runFor(harness.cash.dispensePiece(10))).toEqual({
      dispensed: [],
      shortBy: { fault: 'jammed' },
    });
  });

  it('is told to clear an error flag that is still up', async () => {
    const harness = open();
    await jam(harness);
    harness.devices.jamAfter(10, Number.POSITIVE_INFINITY); // Free again, but never switched off.
    expect((await harness.deviceStates())['hopper-10']?.state).toBe('jammed');
    harness.cash.setLevels([{ value: 10, count: 40 }]);
    expect(await harness.timers.runFor(harness.cash.dispensePiece(10))).toEqual({
      dispensed: [{ value: 10, count: 1 }],
      shortBy: null,
    });
    expect((await harness.deviceStates())['hopper-10']).toMatchObject({ state: 'ok', count: 39 });
  });
});

describe('one piece paid as a test', () => {
  it('falls and is counted', async () => {
    const harness = open();
    expect(await harness.timers.runFor(harness.cash.dispensePiece(1000))).toEqual({
      dispensed: [{ value: 1000, count: 1 }],
      shortBy: null,
    });
    expect(harness.devices.ledger().tray).toEqual([{ value: 1000, count: 1 }]);
    expect((await harness.deviceStates())['hopper-1000']?.count).toBe(19);
  });

  it('falls once although the answer is lost', async () => {
    const harness = open();
    harness.devices.inject({ trouble: 'replyLost', header: commands.dispenseCoins.header, times: 2 });
    expect((await harness.timers.runFor(harness.cash.dispensePiece(50))).shortBy).toBeNull();
    await harness.wait(5_000);
    expect(worthOf(harness.devices.ledger().tray)).toBe(50);
  });

  it('is tried even if the books say there is none, and does not fall if there is none', async () => {
    const harness = open({ levels: [{ value: 100, count: 0 }] });
    expect((await harness.timers.runFor(harness.cash.dispensePiece(100))).shortBy).toBeNull();
    harness.devices.setLevel(100, 0);
    expect(await harness.timers.runFor(harness.cash.dispensePiece(100))).toEqual({
      dispensed: [],
      shortBy: { fault: 'hardwareError' },
    });
  });

  it('does not fall from a hopper that is silent or absent', async () => {
    const harness = open();
    silence(harness, 100);
    expect((await harness.timers.runFor(harness.cash.dispensePiece(100))).shortBy).toEqual({
      fault: 'offline',
    });
    expect((await harness.timers.runFor(harness.cash.dispensePiece(5000))).shortBy).toEqual({
      fault: 'hardwareError',
    });
    expect(harness.devices.ledger().tray).toEqual([]);
  });
});
