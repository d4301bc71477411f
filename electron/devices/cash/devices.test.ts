import { afterEach, describe, expect, it } from 'vitest';
import { benchCashConfig } from '../../../simulator/devices/cctalk-bus/bench-config.ts';
import { createCashRig, type CashRig } from '../../../testing/cash-harness.ts';
import { worthOf, yen } from '../../../shared/yen.ts';
import { commands } from './cctalk/commands.ts';

const rigs: CashRig[] = [];
const rig = (...options: Parameters<typeof createCashRig>): CashRig => {
  const made = createCashRig(...options);
  rigs.push(made);
  return made;
};
afterEach(async () => {
  for (const each of rigs.splice(0)) await each.close();
});
const silence = ({ devices }: CashRig, device: Parameters<typeof devices.jam>[0]): (() => void) =>
  devices.inject({ trouble: 'commandLost', device, times: Number.POSITIVE_INFINITY });

describe('every device by itself', () => {
  it('is well and has its count; an acceptor has none', async () => {
    const bench = rig();
    expect(Object.values(await bench.deviceStates())).toEqual([
      { device: 'coinAcceptor', state: 'ok', count: null },
      { device: 'noteAcceptor', state: 'ok', count: null },
      { device: 'hopper-10', state: 'ok', count: 50 },
      { device: 'hopper-50', state: 'ok', count: 30 },
      { device: 'hopper-100', state: 'ok', count: 60 },
      { device: 'hopper-500', state: 'ok', count: 30 },
      { device: 'hopper-1000', state: 'ok', count: 20 },
    ]);
  });

  it('tells its own trouble and no other', async () => {
    const bench = rig();
    bench.devices.jam('noteAcceptor');
    bench.devices.jam(500);
    const speak = silence(bench, 50);
    const states = await bench.deviceStates();
    const troubles = Object.values(states).filter(({ state }) => state !== 'ok');
    expect(troubles).toEqual([
      { device: 'noteAcceptor', state: 'jammed', count: null },
      { device: 'hopper-50', state: 'offline', count: 30 },
      { device: 'hopper-500', state: 'jammed', count: 30 },
    ]);
    const status = await bench.timers.runFor(bench.cash.status());
    expect(status.ok && status.value.levels.map(({ value }) => value)).toEqual([10, 100, 1000]);
    bench.devices.unjam('noteAcceptor');
    bench.devices.unjam(500);
    speak();
    expect(Object.values(await bench.deviceStates()).every(({ state }) => state === 'ok')).toBe(true);
  });

  it('tells its last state while money moves, and what is found then', async () => {
    const bench = rig();
    bench.devices.jam(500);
    await bench.deviceStates();
    await bench.start([100]);
    bench.devices.jam('coinAcceptor');
    await bench.timers.runUntil(() => bench.faults.length > 0);
    expect(await bench.deviceStates()).toMatchObject({
      coinAcceptor: { state: 'jammed' },
      'hopper-500': { state: 'jammed' },
    });
    expect((await bench.timers.runFor(bench.cash.cashInEnd())).ok).toBe(true);
  });

  it('is found offline in less time than the payment waits for, when the whole line is dead', async () => {
    const bench = rig();
    bench.devices.inject({ trouble: 'commandLost', times: Number.POSITIVE_INFINITY });
    const from = bench.timers.now();
    const states = await bench.deviceStates();
    expect(bench.timers.now() - from).toBeLessThan(8_000);
    expect(Object.values(states).every(({ state }) => state === 'offline')).toBe(true);
  });

  it('is asked once for all who ask at the same time', async () => {
    const bench = rig();
    expect((await bench.timers.runFor(bench.cash.status())).ok).toBe(true);
    const from = bench.timers.now();
    expect((await bench.timers.runFor(bench.cash.status())).ok).toBe(true);
    const once = bench.timers.now() - from;
    const again = bench.timers.now();
    const answers = await bench.timers.runFor(Promise.all([1, 2, 3].map(() => bench.cash.status())));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(bench.timers.now() - again).toBeLessThan(2 * once);
  });

  it('is well as long as it answers, when it has no test of itself', async () => {
    const bench = rig();
    bench.devices.inject({
      trouble: 'commandLost',
      device: 10,
      header: commands.testHopper.header,
      times: Number.POSITIVE_INFINITY,
    });
    expect((await bench.deviceStates())['hopper-10']?.state).toBe('ok');
  });

  it('of one denomination is one, with the worst state and all pieces', async () => {
    const config = {
      ...benchCashConfig,
      hoppers: [...benchCashConfig.hoppers, { address: 8, value: 100 as const, count: 5, recycles: false }],
    };
    const bench = rig({ config, levels: [{ value: 100, count: 31 }] });
    expect((await bench.deviceStates())['hopper-100']).toEqual({
      device: 'hopper-100',
      state: 'ok',
      count: 31,
    });
  });
});

describe('the box of the note acceptor', () => {
  it.each(['full', 'removed'] as const)('%s: a hardware error until it is mended', async (state) => {
    const bench = rig();
    bench.devices.setStacker(state);
    expect((await bench.deviceStates())['noteAcceptor']?.state).toBe('hardwareError');
    const status = await bench.timers.runFor(bench.cash.status());
    expect(status.ok && status.value.acceptor).toBe('hardwareError');
    bench.devices.setStacker('ok');
    expect((await bench.deviceStates())['noteAcceptor']?.state).toBe('ok');
  });

  it('that becomes full in the middle of a payment gives the note back, and the payment hears of it', async () => {
    const bench = rig();
    await bench.start([1000]);
    const note = bench.devices.insertNote(1000);
    await bench.wait(450);
    bench.devices.setStacker('full');
    expect(await bench.timers.runFor(note)).toBe('returned');
    await bench.timers.runUntil(() => bench.faults.length > 0);
    expect(bench.faults).toEqual(['hardwareError']);
    expect(bench.credits).toEqual([]);
    expect(await bench.timers.runFor(bench.cash.cashInEnd())).toEqual({ ok: true, value: [] });
    expect((await bench.deviceStates())['noteAcceptor']?.state).toBe('hardwareError');
  });
});

describe('levels', () => {
  it('come from the books, where they have one', async () => {
    const bench = rig({ levels: [{ value: 10, count: 7 }] });
    expect(await bench.deviceStates()).toMatchObject({
      'hopper-10': { count: 7 },
      'hopper-50': { count: 30 },
    });
  });

  it('are what somebody counted, from now on; 0 is said, and the rest stays', async () => {
    const bench = rig();
    bench.cash.setLevels([
      { value: 500, count: 0 },
      { value: 100, count: 12 },
    ]);
    const status = await bench.timers.runFor(bench.cash.status());
    expect(status.ok && status.value.levels).toEqual([
      { value: 10, count: 50 },
      { value: 50, count: 30 },
      { value: 100, count: 12 },
      { value: 1000, count: 20 },
    ]);
    expect((await bench.deviceStates())['hopper-500']).toMatchObject({ state: 'ok', count: 0 });
  });
});

describe('a hopper that jammed', () => {
  const jam = async (bench: CashRig): Promise<void> => {
    bench.devices.jamAfter(10, 2);
    const out = await bench.timers.runFor(bench.cash.dispense(yen(40)));
    expect(out).toEqual({ dispensed: [{ value: 10, count: 2 }], shortBy: { fault: 'jammed' } });
  };

  it('stays jammed until somebody has looked after it, and pays then', async () => {
    const bench = rig();
    await jam(bench);
    expect((await bench.deviceStates())['hopper-10']).toMatchObject({ state: 'jammed', count: 48 });
    bench.devices.unjam(10);
    expect((await bench.deviceStates())['hopper-10']).toMatchObject({ state: 'ok', count: 48 });
    const out = await bench.timers.runFor(bench.cash.dispense(yen(20)));
    expect(out).toEqual({ dispensed: [{ value: 10, count: 2 }], shortBy: null });
  });

  it('is not believed to be well because it hung and shows nothing', async () => {
    const bench = rig();
    bench.devices.hangAfter(10, 1);
    await bench.timers.runFor(bench.cash.dispense(yen(30)));
    expect((await bench.deviceStates())['hopper-10']?.state).toBe('jammed');
    expect((await bench.deviceStates())['hopper-10']?.state).toBe('jammed');
  });

  it('is forgotten with a count by hand: its own check decides again, and says when the jam is still there', async () => {
    const bench = rig();
    await jam(bench);
    bench.cash.setLevels([{ value: 10, count: 40 }]);
    expect((await bench.deviceStates())['hopper-10']).toMatchObject({ state: 'jammed', count: 40 });
    expect(await bench.timers.runFor(bench.cash.dispensePiece(10))).toEqual({
      dispensed: [],
      shortBy: { fault: 'jammed' },
    });
  });

  it('is told to forget an error flag that nobody took down', async () => {
    const bench = rig();
    await jam(bench);
    bench.devices.jamAfter(10, Number.POSITIVE_INFINITY); // Free again, and never switched off.
    expect((await bench.deviceStates())['hopper-10']?.state).toBe('jammed');
    bench.cash.setLevels([{ value: 10, count: 40 }]);
    expect(await bench.timers.runFor(bench.cash.dispensePiece(10))).toEqual({
      dispensed: [{ value: 10, count: 1 }],
      shortBy: null,
    });
    expect((await bench.deviceStates())['hopper-10']).toMatchObject({ state: 'ok', count: 39 });
  });
});

describe('one piece, as a test', () => {
  it('falls, and is counted', async () => {
    const bench = rig();
    expect(await bench.timers.runFor(bench.cash.dispensePiece(1000))).toEqual({
      dispensed: [{ value: 1000, count: 1 }],
      shortBy: null,
    });
    expect(bench.devices.ledger().tray).toEqual([{ value: 1000, count: 1 }]);
    expect((await bench.deviceStates())['hopper-1000']?.count).toBe(19);
  });

  it('falls once, though the answer is lost', async () => {
    const bench = rig();
    bench.devices.inject({ trouble: 'replyLost', header: commands.dispenseCoins.header, times: 2 });
    expect((await bench.timers.runFor(bench.cash.dispensePiece(50))).shortBy).toBeNull();
    await bench.wait(5_000);
    expect(worthOf(bench.devices.ledger().tray)).toBe(50);
  });

  it('is tried though the books say that there is none, and does not fall where there is none', async () => {
    const bench = rig({ levels: [{ value: 100, count: 0 }] });
    expect((await bench.timers.runFor(bench.cash.dispensePiece(100))).shortBy).toBeNull();
    bench.devices.setLevel(100, 0);
    expect(await bench.timers.runFor(bench.cash.dispensePiece(100))).toEqual({
      dispensed: [],
      shortBy: { fault: 'hardwareError' },
    });
  });

  it('does not fall from a hopper that is silent, or that is not there', async () => {
    const bench = rig();
    silence(bench, 100);
    expect((await bench.timers.runFor(bench.cash.dispensePiece(100))).shortBy).toEqual({ fault: 'offline' });
    expect((await bench.timers.runFor(bench.cash.dispensePiece(5000))).shortBy).toEqual({
      fault: 'hardwareError',
    });
    expect(bench.devices.ledger().tray).toEqual([]);
  });
});
