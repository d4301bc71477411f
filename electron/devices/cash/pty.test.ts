import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { benchCashConfig } from '../../../simulator/cctalk-bus/bench-config.ts';
import { createCashSimulator } from '../../../simulator/cctalk-bus/cash-simulator.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { worthOf, yen, type Denomination } from '../../../shared/yen.ts';
import { createCctalkCash } from './cash-port.ts';
import { createSerialOpener } from './serial.ts';

let socat: ChildProcess | null = null;

afterEach(async () => {
  if (socat?.exitCode === null) {
    socat.kill();
    await once(socat, 'exit');
  }
  socat = null;
});

/** Two pseudo-terminals that are joined by a cable. */
async function serialCable(): Promise<[string, string]> {
  const cable = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', 'pty,raw,echo=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  socat = cable;
  const ends: string[] = [];
  const missing = once(cable, 'error').then(() => {
    throw new Error('socat cannot be started: install the Debian package socat');
  });
  const found = (async (): Promise<[string, string]> => {
    for await (const line of createInterface({ input: cable.stderr })) {
      const end = /PTY is (\S+)/.exec(line)?.[1];
      if (end !== undefined) ends.push(end);
      const [one, other] = ends;
      if (one !== undefined && other !== undefined) return [one, other];
    }
    throw new Error('socat ended before it made two pseudo-terminals');
  })();
  return Promise.race([found, missing]);
}

it('takes money and pays change over a real serial port', async () => {
  const [kioskEnd, busEnd] = await serialCable();
  const devices = createCashSimulator();
  devices.attach(await createSerialOpener({ path: busEnd, baudRate: 9600 })());
  const cash = createCctalkCash(
    benchCashConfig,
    createSerialOpener({ path: kioskEnd, baudRate: 9600 }),
    systemTimers,
  );
  const credits: Denomination[] = [];
  const started = await cash.cashInStart(
    [100, 500, 1000],
    (value) => credits.push(value),
    () => undefined,
  );
  expect(started.ok).toBe(true);
  expect(await devices.insertCoin(50)).toBe('returned');
  expect(await devices.insertCoin(500)).toBe('secured');
  expect(await devices.insertNote(1000)).toBe('secured');
  const ended = await cash.cashInEnd();
  expect(ended).toEqual({
    ok: true,
    value: [
      { value: 500, count: 1 },
      { value: 1000, count: 1 },
    ],
  });
  expect(credits).toEqual([500, 1000]);
  const out = await cash.dispense(yen(660));
  expect(out.shortBy).toBeNull();
  expect(worthOf(out.dispensed)).toBe(660);
  expect(devices.ledger().tray).toEqual(out.dispensed);
  await cash.close();
  await devices.close();
});

it('says so when the port does not exist', async () => {
  const cash = createCctalkCash(
    benchCashConfig,
    createSerialOpener({ path: '/dev/there-is-no-such-port', baudRate: 9600 }),
    systemTimers,
  );
  expect(await cash.dispense(yen(100))).toMatchObject({ dispensed: [], shortBy: { fault: 'offline' } });
  await cash.close();
});
