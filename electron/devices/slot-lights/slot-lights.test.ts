import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { openSerialCable } from '../../../simulator/devices/cctalk-bus/serial-cable.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { systemClock } from '../../../shared/dates.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { createSerialOpener } from '../cash/cctalk/open-serial-port.ts';
import { openRelayLights, slotLightsProgram } from './driver.ts';

const channels = { card: 1, sheets: 2, coins: null, receipt: 8 };

it('switches the relays of a board at a serial port, and all of them off in the end', async () => {
  const cable = await openSerialCable();
  try {
    const board = await createSerialOpener({ path: cable.busEnd, baudRate: 9600 })();
    const heard: number[] = [];
    const hears = (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (heard.length < count) return;
          board.off('data', look);
          resolve();
        };
        board.on('data', look);
        look();
      });
    board.on('data', (bytes: Uint8Array) => heard.push(...bytes));
    const lights = openRelayLights(
      channels,
      createSerialOpener({ path: cable.kioskEnd, baudRate: 9600 }),
      systemTimers,
    );
    const off = [0xa0, 1, 0, 0xa1, 0xa0, 2, 0, 0xa2, 0xa0, 8, 0, 0xa8];
    await hears(12);
    expect(heard).toEqual(off);
    lights.show(['sheets', 'coins', 'receipt']);
    await hears(24);
    expect(heard.slice(12)).toEqual([0xa0, 1, 0, 0xa1, 0xa0, 2, 1, 0xa3, 0xa0, 8, 1, 0xa9]);
    const last = hears(36);
    await lights.close();
    await last;
    expect(heard.slice(24)).toEqual(off);
    board.destroy();
  } finally {
    await cable.close();
  }
});

it('lights what is to be lit when a line that was gone is open again', async () => {
  const timers = createManualTimers();
  const streams: PassThrough[] = [];
  const lights = openRelayLights(
    { card: 1, sheets: null, coins: null, receipt: null },
    () => {
      const stream = new PassThrough();
      streams.push(stream);
      return Promise.resolve(stream);
    },
    timers,
  );
  await timers.runUntil(() => streams.length === 1);
  const [first] = streams;
  first?.destroy();
  lights.show(['card']);
  await timers.runUntil(() => streams.length === 2);
  const [, second] = streams;
  const written: number[] = [];
  second?.on('data', (bytes: Uint8Array) => written.push(...bytes));
  await timers.runUntil(() => written.length >= 4);
  expect(written).toEqual([0xa0, 1, 1, 0xa2]);
  await lights.close();
});

it('tells a program of the site which lights burn', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-lights-'));
  const file = join(folder, 'heard');
  const script = `require('node:fs').writeFileSync(${JSON.stringify(file)},'');process.stdin.on('data',(data)=>require('node:fs').appendFileSync(${JSON.stringify(file)},data))`;
  const settings = slotLightsProgram.settings.parse({ program: [process.execPath, '-e', script] });
  const timers = createManualTimers();
  const opened = await settings({
    ...{ timers, clock: systemClock, beside: (path: string) => path },
    onFault: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.error);
  opened.value.show(['card']);
  const said = (): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  await timers.runUntil(() => said().endsWith('lit card\n'));
  opened.value.show([]);
  await timers.runUntil(() => said().endsWith('lit card\nlit\n'));
  expect(new Set(said().split('\n'))).toEqual(new Set(['lit card', 'lit', '']));
  await opened.value.close();
  await rm(folder, { recursive: true });
});
