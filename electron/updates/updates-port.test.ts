import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { err, ok, type Result } from '../../shared/result.ts';
import type { UpdatesPort } from '../../state-machines/attendant-ports.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { factsText, madeUpdate, maker, system, type MadeUpdate } from '../../testing/updates/made-update.ts';
import { makeUpdateFolders, stageMade } from '../../testing/updates/stage-made.ts';
import { watchUpdates, type KioskUpdates } from './kiosk-updates.ts';
import { writeLaunchState } from './launch/launch-files.ts';
import { firstState, type LaunchState } from './launch/trial.ts';
import { nodeUpdateFiles } from './launch/update-files.ts';
import { createUpdatesPort, noUpdates } from './updates-port.ts';

const startedAt = Date.UTC(2026, 10, 20, 0, 0, 0);
const never = new AbortController().signal;
let place: string;
let stick: string;
let known: readonly KeyObject[] | null;
const keys = (): Result<readonly KeyObject[], string> => (known === null ? err('maker.pub') : ok(known));
let watched: KioskUpdates | null;
let port: UpdatesPort;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-updates-port-'));
  makeUpdateFolders(place, 10);
  stick = join(place, 'stick');
  mkdirSync(stick);
  known = [maker.publicKey];
  watched = null;
  port = createUpdatesPort({
    ...{ folder: place, stick, startedAt, window: { from: '02:00', to: '04:30' } },
    ...{ keys, updates: () => watched },
  });
});
afterEach(() => {
  watched?.close();
  rmSync(place, { recursive: true });
});

/** A kiosk of this version runs. */
function running(number: number, state: Partial<LaunchState> = {}): void {
  watched?.close();
  const timers = createManualTimers(startedAt);
  writeLaunchState(nodeUpdateFiles, place, { ...firstState, ...state });
  const facts = (of: number) => ({ number: of, version: `1.0.${of}`, journal: 3 });
  watched = watchUpdates({
    ...{ files: nodeUpdateFiles, folder: place, window: null, timers, clock: timers },
    versions: { own: facts(number), installed: facts(10) },
    ...{ restsAt: () => null, journalWorks: () => true, reports: () => [], wished: () => null },
    restart: () => undefined,
    log: { event: () => undefined, caught: () => undefined } as never,
  });
}

function onStick(name: string, made: MadeUpdate): void {
  writeFileSync(join(stick, name), madeUpdate(made));
}

it('is found on the stick by its signature, handed in as it was shown, unpacked, and waits', async () => {
  running(10);
  expect(port.seen()).toEqual({
    present: { version: '1.0.10', madeAt: 10_000 },
    update: { step: 'none' },
    ...{ before: null, left: null, stayed: false, asked: null, window: { from: '02:00', to: '04:30' } },
  });
  onStick('komado-1.0.15.update', { number: 15 });
  utimesSync(join(stick, 'komado-1.0.15.update'), 1, 1);
  onStick('komado-1.0.20.update', { number: 20 });
  const offer = await port.fromStick();
  expect(offer).toMatchObject({
    ok: true,
    value: { file: 'komado-1.0.20.update', of: { version: '1.0.20', madeAt: 20_000 }, age: 'newer' },
  });
  if (!offer.ok) return;
  expect(await port.ask('take')).toEqual(err('gone'));
  expect(await port.handIn(offer.value.sum, never)).toEqual(ok());
  expect(port.seen()).toMatchObject({ update: { step: 'received' } });
  expect(stageMade(place)).toBe('staged: version 1.0.20, number 20');
  expect(port.seen()).toMatchObject({ update: { step: 'staged', of: { version: '1.0.20' } } });
  expect(await port.ask('take')).toEqual(ok());
  expect(port.seen()).toMatchObject({ asked: 'take' });
});

it.each<[string, MadeUpdate | string, object]>([
  ['nothing', '', { error: 'noFile' }],
  ['no update', 'PK', { error: 'unreadable' }],
  [
    'an update that somebody else signed',
    { number: 20, key: generateKeyPairSync('ed25519').privateKey },
    { error: 'signature' },
  ],
  ['the version in force', { number: 12 }, { value: { age: 'same' } }],
  ['an older one', { number: 11 }, { value: { age: 'older' } }],
  ['one that was left', { number: 20 }, { value: { age: 'wasLeft' } }],
])('%s on the stick is called so', async (_, made, found) => {
  running(12, { present: 12, rolledBack: [{ number: 20, why: 'endedEarly' }] });
  if (typeof made === 'object') onStick('komado-1.update', made);
  else if (made !== '') writeFileSync(join(stick, 'komado-1.update'), made);
  expect(await port.fromStick()).toMatchObject(found);
});

it('a stick that is not there, a site that has none, and a maker’s key that cannot be read are told apart', async () => {
  onStick('komado-1.update', { number: 20 });
  known = null;
  expect(await port.fromStick()).toEqual(err('noKeys'));
  rmSync(stick, { recursive: true });
  expect(await port.fromStick()).toEqual(err('noFile'));
  const without = createUpdatesPort({
    ...{ folder: place, stick: null, startedAt, window: null, keys, updates: () => watched },
  });
  expect(await without.fromStick()).toEqual(err('noStick'));
});

it('what was exchanged on the stick since it was shown is not handed in, and what is cut off leaves nothing', async () => {
  running(10);
  onStick('komado-1.update', { number: 20 });
  const shown = await port.fromStick();
  if (!shown.ok) throw new Error(shown.error);
  const { sum } = shown.value;
  onStick('komado-1.update', { number: 20, differing: { from: 3 } });
  expect(await port.handIn(sum, never)).toEqual(err('changed'));
  onStick('komado-1.update', { number: 20 });
  expect(await port.handIn(sum, AbortSignal.abort())).toEqual(err('notWritten'));
  expect([...readdirSync(join(place, 'incoming')), ...readdirSync(join(place, 'kiosk'))]).toEqual([
    'launch.json',
  ]);
  writeFileSync(join(place, 'taken-away'), '');
  rmSync(join(place, 'incoming'), { recursive: true });
  expect(await port.handIn(sum, never)).toMatchObject({ ok: false });
});

it('a version on trial says until when, one that was left says why, and one that could not be left says so', () => {
  writeFileSync(join(place, 'staged.json'), '');
  mkdirSync(join(place, 'versions', '20', 'usr/lib/komado/kiosk'), { recursive: true });
  writeFileSync(
    join(place, 'versions', '20', 'usr/lib/komado/kiosk', 'version.json'),
    factsText(20, 3, system),
  );
  running(20, { trying: { number: 20, starts: 1, restoring: null } });
  expect(port.seen()).toMatchObject({
    update: { step: 'trying', of: { version: '1.0.20' }, until: startedAt + 300_000 },
    before: null,
  });
  running(10, { rolledBack: [{ number: 20, why: 'late' }] });
  expect(port.seen()).toMatchObject({ left: { version: '1.0.20', madeAt: 20_000, why: 'late' } });
  running(20, { present: 20 });
  expect(port.seen()).toMatchObject({ before: { version: '1.0.10' }, stayed: false });
  running(20, { present: 20, stayed: 20 });
  expect(port.seen()).toMatchObject({ stayed: true });
});

it('says that it is not read while nothing watches the updates or the disk fails, and that it is not set up', async () => {
  expect(port.seen()).toBe('notRead');
  expect(await port.ask('take')).toEqual(err('gone'));
  const broken = (): never => {
    throw new Error('EIO');
  };
  watched = { ...({} as KioskUpdates), standing: broken, ask: broken, close: () => undefined };
  expect(port.seen()).toBe('notRead');
  expect(await port.ask('back')).toEqual(err('notWritten'));
  expect(noUpdates.seen()).toBe('notSetUp');
});
