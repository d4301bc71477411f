import { afterEach, beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../shared/result.ts';
import type { UpdatesSeen } from '../../shared/updates.ts';
import { driveAttendant, type AttendantDriver } from '../../testing/scripted/attendant-driver.ts';
import { driveKiosk, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { operator } from '../../testing/scripted/scripted-attendance.ts';
import { sampleUpdateOffer, sampleUpdates } from '../../testing/update-samples.ts';
import type { UpdatesPort } from '../attendant-ports.ts';
import { delays } from '../delays.ts';
import { deliver } from '../deliver.ts';

let driver: KioskDriver;
let attendant: AttendantDriver;
let seen: ReturnType<UpdatesPort['seen']>;
/** What was done, in its order. */
let done: string[];

function given(differing: Partial<UpdatesPort>): void {
  driver.world.attendance.updates = { ...driver.world.attendance.updates, ...differing };
}
const shows = (differing: Partial<UpdatesSeen>): void => void (seen = { ...sampleUpdates, ...differing });
const recorded = () => [...attendant.events('update-handed-in'), ...attendant.events('update-asked')];

beforeEach(async () => {
  seen = sampleUpdates;
  done = [];
  driver = driveKiosk();
  attendant = driveAttendant(driver);
  given({
    seen: () => seen,
    handIn(sum) {
      done.push(`${recorded().length} record, then ${sum.slice(0, 2)}`);
      return Promise.resolve(ok());
    },
    ask(wish) {
      done.push(`${recorded().length} record, then ${wish}`);
      shows({ asked: wish });
      return Promise.resolve(ok());
    },
  });
  await attendant.enter(operator);
  await driver.wish(
    { type: 'openMaintenance' },
    { type: 'openConfiguration', lines: 4 },
    { type: 'openUpdates' },
  );
});
afterEach(() => driver.kiosk.stop());

it('what has come of an update since is on the screen two seconds later, and the session still ends by itself', async () => {
  shows({ update: { step: 'received' } });
  await driver.pass(delays.updateLooks);
  expect(driver.screen().body).toMatchObject({ kind: 'updates', seen: { update: { step: 'received' } } });
  await driver.pass(delays.attendantIdle);
  expect(driver.kind()).toBe('attract');
});

it('an update from the memory stick is handed in once its signature and age were shown, on record before', async () => {
  expect(deliver(driver.kiosk, { type: 'handInUpdate' })).toBe('not-now');
  await driver.wish({ type: 'updateFromStick' });
  expect(driver.screen().body).toMatchObject({
    ...{ kind: 'updateOffer', offer: sampleUpdateOffer, present: sampleUpdates.present },
  });
  await driver.wish({ type: 'attendantBack' }, { type: 'updateFromStick' });
  expect(done).toEqual([]);
  await driver.wish({ type: 'handInUpdate' });
  expect(done).toEqual(['1 record, then dd']);
  const { of, sum } = sampleUpdateOffer;
  expect(recorded()).toEqual([{ type: 'update-handed-in', version: of.version, sum, by: 'O-01' }]);
  expect(driver.kind()).toBe('updates');
});

it.each(['same', 'older', 'wasLeft'] as const)('one that is %s is shown, and not handed in', async (age) => {
  given({ fromStick: () => Promise.resolve(ok({ ...sampleUpdateOffer, age })) });
  await driver.wish({ type: 'updateFromStick' });
  expect(driver.screen().body).toMatchObject({ kind: 'updateOffer', offer: { age } });
  expect(deliver(driver.kiosk, { type: 'handInUpdate' })).toBe('not-now');
});

it('what waits is asked for with a second word, on record before, and once', async () => {
  await driver.wish({ type: 'askUpdate', wish: 'take' });
  const version = sampleUpdateOffer.of.version;
  expect(driver.screen().body).toEqual({ kind: 'updateConfirm', wish: 'take', version });
  expect(done).toEqual([]);
  await driver.wish({ type: 'confirmUpdate' });
  expect(done).toEqual(['1 record, then take']);
  expect(recorded()).toEqual([{ type: 'update-asked', wish: 'take', version, by: 'O-01' }]);
  expect(driver.screen().body).toMatchObject({ kind: 'updates', seen: { asked: 'take' } });
  expect(deliver(driver.kiosk, { type: 'askUpdate', wish: 'take' })).toBe('not-now');
});

it('the version before is asked for in the same way, where there is one', async () => {
  await driver.wish({ type: 'askUpdate', wish: 'back' });
  expect(driver.screen().body).toMatchObject({ kind: 'updateConfirm', version: '1.4.1+20260915.1' });
  await driver.wish({ type: 'attendantBack' });
  shows({ before: null, update: { step: 'none' } });
  await driver.pass(delays.updateLooks);
  for (const wish of ['back', 'take'] as const)
    expect(deliver(driver.kiosk, { type: 'askUpdate', wish })).toBe('not-now');
});

it.each(['notSetUp', 'notRead'] as const)('where updates are %s it says so, and takes none', async (why) => {
  seen = why;
  await driver.pass(delays.updateLooks);
  expect(driver.screen().body).toEqual({ kind: 'updates', seen: why });
  for (const type of ['updateFromStick', 'handInUpdate', 'confirmUpdate'] as const)
    expect(deliver(driver.kiosk, { type })).toBe('not-now');
  expect(deliver(driver.kiosk, { type: 'askUpdate', wish: 'take' })).toBe('not-now');
});

it('a program that is no installed version takes nothing from the stick', async () => {
  shows({ present: null });
  await driver.pass(delays.updateLooks);
  expect(deliver(driver.kiosk, { type: 'updateFromStick' })).toBe('not-now');
});

it('says why nothing was found, handed in or asked for', async () => {
  given({ fromStick: () => Promise.resolve(err('signature')) });
  await driver.wish({ type: 'updateFromStick' });
  expect(driver.screen().body).toEqual({ kind: 'updateRefused', fault: 'signature' });
  given({
    fromStick: () => Promise.resolve(ok(sampleUpdateOffer)),
    handIn: () => Promise.resolve(err('changed')),
    ask: () => Promise.resolve(err('gone')),
  });
  await driver.wish({ type: 'attendantDone' }, { type: 'updateFromStick' }, { type: 'handInUpdate' });
  expect(driver.screen().body).toEqual({ kind: 'updateRefused', fault: 'changed' });
  await driver.wish(
    { type: 'attendantDone' },
    { type: 'askUpdate', wish: 'back' },
    { type: 'confirmUpdate' },
  );
  expect(driver.screen().body).toEqual({ kind: 'updateRefused', fault: 'gone' });
});

it('a stick that hangs is given up, while it is read and while it is copied, and the copying is ended', async () => {
  given({ fromStick: () => new Promise(() => undefined) });
  await driver.wish({ type: 'updateFromStick' });
  expect(driver.kind()).toBe('working');
  await driver.pass(delays.journalReads);
  expect(driver.screen().body).toEqual({ kind: 'updateRefused', fault: 'unreadable' });
  let copying: AbortSignal | null = null;
  given({
    fromStick: () => Promise.resolve(ok(sampleUpdateOffer)),
    handIn(_, signal) {
      copying = signal;
      return new Promise(() => undefined);
    },
  });
  await driver.wish({ type: 'attendantDone' }, { type: 'updateFromStick' }, { type: 'handInUpdate' });
  expect(driver.kind()).toBe('updateCopying');
  await driver.pass(delays.updateCopies);
  expect(driver.screen().body).toEqual({ kind: 'updateRefused', fault: 'notWritten' });
  expect(copying).toMatchObject({ aborted: true });
});

it('does nothing that the journal cannot record', async () => {
  await driver.wish({ type: 'askUpdate', wish: 'take' });
  driver.world.journalWorks = false;
  await driver.wish({ type: 'confirmUpdate' });
  expect(driver.screen().body).toMatchObject({ kind: 'attendantMessage', cause: 'journalUnavailable' });
  expect(done).toEqual([]);
});
