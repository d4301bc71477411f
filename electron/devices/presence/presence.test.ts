import { afterEach, expect, it } from 'vitest';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { systemClock } from '../../../shared/dates.ts';
import type { DeviceContext, Open } from '../../../shared/device-driver.ts';
import { systemTimers } from '../../../shared/timers.ts';
import type { Presence, PresencePort } from '../../../state-machines/room-ports.ts';
import type { Contacts } from '../room-lines/contacts.ts';
import { watchContact } from '../room-lines/watch-contact.ts';
import { presenceProgram } from './driver.ts';

let port: Open<PresencePort> | null = null;
afterEach(async () => {
  await port?.close();
  port = null;
});

const context: DeviceContext = {
  ...{ timers: systemTimers, clock: systemClock, beside: (path) => path },
  onFault: () => undefined,
};

async function openProgram(script: string, timers = systemTimers): Promise<Open<PresencePort>> {
  const settings = presenceProgram.settings.parse({ program: [process.execPath, '-e', script] });
  const opened = await settings({ ...context, timers });
  if (!opened.ok) throw new Error(opened.error);
  port = opened.value;
  return opened.value;
}

/** Resolves when the port has told these, one after the other. */
function tells(watched: PresencePort, ...wanted: readonly Presence[]): Promise<void> {
  const left = [...wanted];
  return new Promise((resolve) => {
    watched.watch((presence) => {
      if (presence === left[0]) left.shift();
      if (left.length === 0) resolve();
    });
  });
}

it('tells what a program of the site prints, and nothing is known of words that it does not know', async () => {
  const opened = await openProgram(`console.log('somebody\\nnobody\\nperhaps');setInterval(()=>{},1e6)`);
  await tells(opened, 'unknown', 'somebody', 'nobody', 'unknown');
  expect(await new Promise((resolve) => opened.watch(resolve))).toBe('unknown');
});

it('knows nothing any more when the program has ended', async () => {
  const opened = await openProgram(`console.log('nobody')`, createManualTimers());
  await tells(opened, 'nobody', 'unknown');
  expect(await new Promise((resolve) => opened.watch(resolve))).toBe('unknown');
});

it('reads a contact again and again, and tells when its port is gone and when it is back', async () => {
  const timers = createManualTimers();
  let closed = false;
  let gone = false;
  const contacts: Contacts = {
    read: () => (gone ? Promise.reject(new Error('gone')) : Promise.resolve(closed)),
    set: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const told: (boolean | null)[] = [];
  const line = watchContact(
    () => (gone ? Promise.reject(new Error('gone')) : Promise.resolve(contacts)),
    'dsr',
    timers,
    (now) => told.push(now),
  );
  await timers.runUntil(() => told.length === 1);
  closed = true;
  await timers.runUntil(() => told.length === 2);
  gone = true;
  await timers.runUntil(() => told.length === 3);
  expect(line.contacts()).toBeNull();
  gone = false;
  await timers.runUntil(() => told.length === 4);
  expect(told).toEqual([false, true, null, true]);
  await line.close();
});
