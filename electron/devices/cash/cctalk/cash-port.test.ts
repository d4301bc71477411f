import { afterEach, describe, expect, it } from 'vitest';
import { simulatedCashConfig } from '../../../../simulator/devices/cctalk-bus/simulated-cash-config.ts';
import {
  createCashSimulator,
  type CashSimulator,
  type DeviceName,
} from '../../../../simulator/devices/cctalk-bus/cash-simulator.ts';
import { createManualTimers, type ManualTimers } from '../../../../testing/manual-timers.ts';
import { noYen, worthOf, yen, type Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import { createCctalkCash, type CctalkCash } from './cash-port.ts';
import { commands } from './commands.ts';

interface Harness {
  readonly timers: ManualTimers;
  readonly devices: CashSimulator;
  readonly cash: CctalkCash;
  readonly credits: Denomination[];
  readonly faults: CashFault['fault'][];
  readonly start: (accept: readonly Denomination[]) => Promise<void>;
}

const everything = [10, 50, 100, 500, 1000] as const;
const open: Harness[] = [];

function setUp({ echo = true, counter = 0 }: { echo?: boolean; counter?: number } = {}): Harness {
  const timers = createManualTimers();
  const config = { ...simulatedCashConfig, echo };
  const devices = createCashSimulator({ config, timers, counter });
  const cash = createCctalkCash(config, () => devices.inMemoryStream(), timers);
  const credits: Denomination[] = [];
  const faults: CashFault['fault'][] = [];
  const harness: Harness = {
    timers,
    devices,
    cash,
    credits,
    faults,
    async start(accept) {
      const started = await timers.runFor(
        cash.cashInStart(
          accept,
          (value) => credits.push(value),
          ({ fault }) => faults.push(fault),
        ),
      );
      expect(started).toEqual({ ok: true, value: undefined });
    },
  };
  open.push(harness);
  return harness;
}

afterEach(async () => {
  for (const { timers, cash, devices } of open.splice(0)) {
    await timers.runFor(cash.close());
    await devices.close();
  }
});

describe.each([
  { echo: true, counter: 0 },
  { echo: false, counter: 0 },
  { echo: true, counter: 254 },
])('a payment ($echo echo, counters from $counter)', (options) => {
  it('counts what is secured exactly once, and pays change', async () => {
    const { timers, devices, cash, credits, start } = setUp(options);
    await start(everything);
    expect(await timers.runFor(devices.insertCoin(100))).toBe('secured');
    expect(await timers.runFor(devices.insertCoin(50))).toBe('secured');
    expect(await timers.runFor(devices.insertNote(1000))).toBe('secured');
    const ended = await timers.runFor(cash.cashInEnd());
    expect(ended).toEqual({
      ok: true,
      value: [
        { value: 50, count: 1 },
        { value: 100, count: 1 },
        { value: 1000, count: 1 },
      ],
    });
    expect(credits).toEqual([100, 50, 1000]);
    const out = await timers.runFor(cash.dispense(yen(940)));
    expect(out.shortBy).toBeNull();
    expect(worthOf(out.dispensed)).toBe(940);
    expect(worthOf(devices.ledger().tray)).toBe(940);
  });
});

describe('the slots', () => {
  it('return what is not accepted, and everything when they are shut', async () => {
    const { timers, devices, cash, credits, start } = setUp();
    expect(await devices.insertCoin(100)).toBe('returned');
    await start([100]);
    expect(await devices.insertCoin(500)).toBe('returned');
    expect(await timers.runFor(devices.insertCoin(100))).toBe('secured');
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(100);
    expect(await devices.insertCoin(100)).toBe('returned');
    expect(credits).toEqual([100]);
  });

  it('return a note that is in escrow when its denomination is no longer accepted', async () => {
    const { timers, devices, cash, credits, start } = setUp();
    await start([1000]);
    const note = devices.insertNote(1000);
    timers.advance(1);
    expect(await timers.runFor(cash.setAccepted([100]))).toEqual({ ok: true, value: undefined });
    expect(await timers.runFor(note)).toBe('returned');
    expect(await timers.runFor(cash.cashInEnd())).toEqual({ ok: true, value: [] });
    expect(credits).toEqual([]);
  });

  it('count a coin that passes the gate at the moment of closing', async () => {
    const { timers, devices, cash, start } = setUp();
    await start(everything);
    const coin = devices.insertCoinAtClosing(500);
    const ended = await timers.runFor(cash.cashInEnd());
    expect(await coin).toBe('secured');
    expect(ended).toEqual({ ok: true, value: [{ value: 500, count: 1 }] });
  });

  it('do not credit a note that is only seen', async () => {
    const { timers, devices, cash, credits, start } = setUp();
    await start(everything);
    const note = devices.insertNote(1000);
    timers.advance(350);
    expect(credits).toEqual([]);
    expect(await timers.runFor(note)).toBe('secured');
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(1000);
  });

  it('report once that a device fell silent, count what came meanwhile, and serve the next person', async () => {
    const { timers, devices, cash, credits, faults, start } = setUp();
    await start(everything);
    const speak = silence(devices, 'coinAcceptor');
    await timers.runUntil(() => faults.length > 0);
    await timers.runFor(devices.insertCoin(100));
    const until = timers.now() + 10_000;
    await timers.runUntil(() => timers.now() >= until);
    expect(faults).toEqual(['offline']);
    expect(await timers.runFor(cash.status())).toMatchObject({ ok: true });
    speak();
    await timers.runUntil(() => credits.length > 0);
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(100);
    expect(await timers.runFor(cash.status())).toMatchObject({ ok: true, value: { acceptor: 'ok' } });
    await start(everything);
    await timers.runFor(devices.insertCoin(50));
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(50);
    expect(faults).toEqual(['offline']);
  });

  it('report offline at the end when the device stays silent', async () => {
    const { timers, devices, cash, start } = setUp();
    await start(everything);
    silence(devices);
    expect(await timers.runFor(cash.cashInEnd())).toEqual({ ok: false, error: { fault: 'offline' } });
    expect(await timers.runFor(cash.status())).toMatchObject({ ok: true, value: { acceptor: 'offline' } });
  });

  it('carry on over a port that vanished and came back', async () => {
    const { timers, devices, cash, faults, start } = setUp();
    await start(everything);
    devices.unplug();
    devices.plug();
    await timers.runFor(devices.insertCoin(500));
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(500);
    expect(faults).toEqual([]);
  });

  it('do not guess when more coins came in than the device remembers', async () => {
    const { timers, devices, cash, faults, start } = setUp();
    await start(everything);
    const speak = silence(devices, 'coinAcceptor');
    for (let coin = 0; coin < 6; coin++) await timers.runFor(devices.insertCoin(100));
    speak();
    await timers.runUntil(() => faults.length > 0);
    expect(faults).toEqual(['hardwareError']);
    expect(await timers.runFor(cash.cashInEnd())).toEqual({ ok: false, error: { fault: 'hardwareError' } });
  });

  it('do not guess when the device was restarted during the payment', async () => {
    const { timers, devices, cash, faults, start } = setUp({ counter: 7 });
    await start(everything);
    devices.reset('coinAcceptor');
    await timers.runUntil(() => faults.length > 0);
    expect(faults).toEqual(['hardwareError']);
    expect(await timers.runFor(cash.cashInEnd())).toEqual({ ok: false, error: { fault: 'hardwareError' } });
  });

  it('report a jam', async () => {
    const { timers, devices, cash, faults, start } = setUp();
    await start(everything);
    devices.jam('coinAcceptor');
    await timers.runUntil(() => faults.length > 0);
    expect(faults).toEqual(['jammed']);
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(0);
    expect(await timers.runFor(cash.status())).toMatchObject({ ok: true, value: { acceptor: 'jammed' } });
    devices.unjam('coinAcceptor');
    expect(await timers.runFor(cash.status())).toMatchObject({ ok: true, value: { acceptor: 'ok' } });
  });

  it('come to an end even though a note never leaves its jam', async () => {
    const { timers, devices, cash, faults, credits, start } = setUp();
    await start(everything);
    const note = devices.insertNote(1000);
    timers.advance(500);
    devices.jam('noteAcceptor');
    const ended = await timers.runFor(cash.cashInEnd());
    expect(ended.ok).toBe(false);
    expect(faults).toEqual(['jammed']);
    expect(credits).toEqual([]);
    devices.unjam('noteAcceptor');
    expect(await note).toBe('stuck');
  });
});

describe('the hoppers', () => {
  it('pay the rest in smaller pieces when one runs empty before its count says so', async () => {
    const { timers, devices, cash } = setUp();
    devices.setLevel(500, 1);
    const out = await timers.runFor(cash.dispense(yen(1500)));
    expect(out.shortBy).toBeNull();
    expect(worthOf(devices.ledger().tray)).toBe(1500);
    const drained = await timers.runFor(cash.dispense(yen(500)));
    expect(drained.shortBy).toBeNull();
    expect(worthOf(devices.ledger().tray)).toBe(2000);
  });

  it('report what was paid when a jam leaves no way to pay the rest', async () => {
    const { timers, devices, cash } = setUp();
    devices.jamAfter(10, 2);
    const out = await timers.runFor(cash.dispense(yen(40)));
    expect(out).toEqual({ dispensed: [{ value: 10, count: 2 }], shortBy: { fault: 'jammed' } });
    expect(devices.ledger().tray).toEqual([{ value: 10, count: 2 }]);
  });

  it('never pay twice when the answer to DISPENSE is lost', async () => {
    const { timers, devices, cash } = setUp();
    devices.inject({ trouble: 'replyLost', header: commands.dispenseCoins.header });
    const out = await timers.runFor(cash.dispense(yen(300)));
    expect(out).toEqual({ dispensed: [{ value: 100, count: 3 }], shortBy: null });
    expect(devices.ledger().tray).toEqual([{ value: 100, count: 3 }]);
  });

  it('pay when a hopper did not hear DISPENSE the first time', async () => {
    const { timers, devices, cash } = setUp();
    devices.inject({ trouble: 'commandLost', header: commands.dispenseCoins.header });
    const out = await timers.runFor(cash.dispense(yen(300)));
    expect(out.shortBy).toBeNull();
    expect(devices.ledger().tray).toEqual([{ value: 100, count: 3 }]);
  });

  it('pay notes that a resident put into the recycler', async () => {
    const { timers, devices, cash, start } = setUp();
    await start([1000]);
    await timers.runFor(devices.insertNote(1000));
    expect(worthOfEnded(await timers.runFor(cash.cashInEnd()))).toBe(1000);
    const status = await timers.runFor(cash.status());
    expect(status.ok && status.value.levels.find(({ value }) => value === 1000)?.count).toBe(21);
    const out = await timers.runFor(cash.dispense(yen(3000)));
    expect(out).toEqual({ dispensed: [{ value: 1000, count: 3 }], shortBy: null });
  });

  it('pay nothing of a sum that the pieces cannot make', async () => {
    const { timers, devices, cash } = setUp();
    expect((await timers.runFor(cash.dispense(yen(15)))).shortBy).not.toBeNull();
    expect(await timers.runFor(cash.dispense(noYen))).toEqual({ dispensed: [], shortBy: null });
    expect(devices.ledger().tray).toEqual([]);
  });

  it('that hang forever are stopped, and in doubt the rest is not paid from elsewhere', async () => {
    const { timers, devices, cash } = setUp();
    devices.hangAfter(100, 2);
    const out = await timers.runFor(cash.dispense(yen(400)));
    expect(worthOf(out.dispensed)).toBe(worthOf(devices.ledger().tray));
    expect(worthOf(out.dispensed)).toBeLessThanOrEqual(400);
    expect(out.shortBy === null).toBe(worthOf(out.dispensed) === 400);
    const status = await timers.runFor(cash.status());
    expect(status.ok && status.value.levels.some(({ value }) => value === 100)).toBe(false);
  });

  it('that fall silent for good end with what was counted', async () => {
    const { timers, devices, cash } = setUp();
    const paying = cash.dispense(yen(400));
    await timers.runUntil(() => devices.ledger().tray.length > 0);
    silence(devices, 100);
    const out = await timers.runFor(paying);
    expect(out.shortBy).toEqual({ fault: 'offline' });
    expect(worthOf(out.dispensed)).toBeLessThanOrEqual(worthOf(devices.ledger().tray));
  });
});

function worthOfEnded(ended: Awaited<ReturnType<CctalkCash['cashInEnd']>>): number {
  if (!ended.ok) throw new Error(`the sum is not known: ${ended.error.fault}`);
  return worthOf(ended.value);
}

/** Makes one device, or all, deaf; the returned function undoes that. What a device has begun continues. */
function silence(devices: CashSimulator, device?: DeviceName): () => void {
  return devices.inject({
    trouble: 'commandLost',
    times: Number.POSITIVE_INFINITY,
    ...(device === undefined ? {} : { device }),
  });
}
