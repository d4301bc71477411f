import { beforeEach, expect, it } from 'vitest';
import { createActor, type Actor } from 'xstate';
import { SimulatedClock } from 'xstate';
import { usualDisplay } from '../../shared/display.ts';
import type { WizardEnrolFault, Tried } from '../../shared/first-start.ts';
import { wizardDevices } from '../../shared/first-start.ts';
import { secretOf, writeKioskCode } from '../../shared/kiosk-code.ts';
import { err, ok } from '../../shared/result.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { scriptedSetUp, type ScriptedSetUp } from '../../testing/first-start/scripted-set-up.ts';
import type { FirstStartEvent } from './context.ts';
import { firstStartDelays } from './delays.ts';
import { createFirstStartMachine, isWritten, type FirstStartMachine } from './first-start.ts';
import { firstStartView } from './view.ts';

const code = writeKioskCode({
  secret: secretOf(Uint8Array.from({ length: 16 }, (_, index) => index * 7)),
  fingerprint: '0123456789ABCDEFGHJK',
}).replaceAll('-', '');

let world: ScriptedSetUp['world'];
let actor: Actor<FirstStartMachine>;
let clock: SimulatedClock;
const body = (): ScreenBody => firstStartView(actor.getSnapshot()).screen.body;
/** Sends events; each has to be one that the machine waits for. */
const send = (...events: readonly (FirstStartEvent | FirstStartEvent['type'])[]): void => {
  for (const each of events) {
    const event = (typeof each === 'string' ? { type: each } : each) as FirstStartEvent;
    expect(actor.getSnapshot().can(event), `${event.type} at ${JSON.stringify(body())}`).toBe(true);
    actor.send(event);
  }
};
const type = (text: string): void => {
  for (const key of text) send({ type: 'wizardKey', key });
};
/** Lets what was asked answer. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  const scripted = scriptedSetUp();
  ({ world } = scripted);
  clock = new SimulatedClock();
  actor = createActor(createFirstStartMachine(scripted.ports), {
    input: { language: 'ja', display: usualDisplay },
    clock,
  }).start();
});

function toCode(): void {
  send('wizardNext');
  type('K-0001');
  send('wizardNext');
  type('center.example:8700');
  send('wizardNext', 'wizardNext');
  type(code);
}
async function toPanel(): Promise<void> {
  toCode();
  send('wizardNext');
  await settle();
}
async function toDevices(): Promise<void> {
  await toPanel();
  send({ type: 'wizardPanelRight', width: 1080, height: 1920 });
  type('344');
  send('wizardNext', 'wizardSkip');
  await settle();
}
async function toCodes(): Promise<void> {
  await toDevices();
  for (const device of wizardDevices) {
    expect(body()).toMatchObject({ kind: 'wizardDevice', device });
    send({ type: 'wizardChoose', option: 0 }, 'wizardTry');
    await settle();
    send('wizardNext');
    await settle();
  }
}
async function twice(): Promise<void> {
  for (let time = 0; time < 2; time += 1) send({ type: 'pinDigits', entered: 6 }, 'pinEnter');
  await settle();
}
async function toSummary(): Promise<void> {
  await toCodes();
  await twice();
  await twice();
}

it('leads from nothing to a configuration in its place, and says what was typed', async () => {
  await toSummary();
  expect(body().kind).toBe('wizardSummary');
  expect(world.written).toEqual([]);
  send('wizardFinish');
  await settle();
  expect(isWritten(actor.getSnapshot())).toBe(true);
  expect(world.written).toEqual(['sum']);
  expect(world.kept).toEqual(['operator', 'staff']);
  const names = { kiosk: 'K-0001', center: 'https://center.example:8700' };
  expect(world.said).toMatchObject([
    {
      ...{ ...names, enrolment: 'https://center.example:8702' },
      panel: { width: 1080, height: 1920, widthMm: 344, lowerEdgeMm: null },
      devices: { cash: { option: { name: 'a cash' }, tried: 'good' } },
    },
  ]);
});

it('the one-time code is nowhere in the machine once it was accepted', async () => {
  toCode();
  expect(JSON.stringify(actor.getPersistedSnapshot())).toContain(code);
  send('wizardNext');
  await settle();
  expect(JSON.stringify(actor.getSnapshot().context)).not.toContain(code);
});

it.each<[string, string, boolean]>([
  ['K-0001', 'K-0001', true],
  ['k_K 1', 'K1', false],
  ['K0', 'K0', false],
])('a name typed as %j stands as %j; enough: %j', (typed, stands, complete) => {
  send('wizardNext');
  for (const key of typed) actor.send({ type: 'wizardKey', key });
  expect(body()).toMatchObject({ kind: 'wizardEntry', field: 'kiosk', entered: stands, complete });
  expect(actor.getSnapshot().can({ type: 'wizardNext' })).toBe(complete);
});

it.each<[string, boolean]>([
  ['center.city.example:8700', true],
  ['192.0.2.7', true],
  ['[2001:db8::7]:8700', true],
  ['center.city.example:0', false],
  ['center.city.example:99999', false],
  ['[2001:db8', false],
])('an address %j: enough: %j', (typed, complete) => {
  send('wizardNext');
  type('K-1');
  send('wizardNext');
  type(typed);
  expect(body()).toMatchObject({ field: 'center', entered: typed, complete });
});

it('a code with a wrong letter says in which group, and is not sent', () => {
  toCode();
  for (let letter = 0; letter < 40; letter += 1) send('wizardErase');
  send('wizardErase');
  type(code[4] === 'Z' ? 'Y' : 'Z');
  expect(body()).toMatchObject({ group: 1, complete: false });
  expect(actor.getSnapshot().can({ type: 'wizardNext' })).toBe(false);
});

it.each<WizardEnrolFault>([
  { fault: 'line', why: 'connectionRefused' },
  { fault: 'otherCenter' },
  { fault: 'codeRefused' },
  { fault: 'tooOften' },
  { fault: 'notUnderstood' },
  { fault: 'files' },
])('after %j the same code can be tried again, or another, or another address', async (trouble) => {
  world.enrol = [err(trouble), err(trouble)];
  await toPanel();
  expect(body()).toEqual({ kind: 'wizardTrouble', step: 3, trouble });
  send('wizardAgain');
  await settle();
  expect(body().kind).toBe('wizardTrouble');
  send('wizardNewAddress');
  expect(body()).toMatchObject({ field: 'center', entered: 'center.example:8700' });
  send('wizardNext', 'wizardNext');
  expect(body()).toMatchObject({ field: 'code', entered: code });
  send('wizardNext');
  await settle();
  expect(body().kind).toBe('wizardPanel');
  expect(world.asked).toHaveLength(3);
});

it('a center that never answers does not hold the kiosk up', async () => {
  world.enrol = ['never'];
  await toPanel();
  expect(body()).toMatchObject({ kind: 'wizardWorking', what: 'enrolling' });
  clock.increment(firstStartDelays.enrols);
  expect(body()).toMatchObject({ kind: 'wizardTrouble', trouble: { fault: 'late' } });
});

it('left alone after the code was accepted, it asks for the code again and keeps what was said', async () => {
  await toCodes();
  clock.increment(firstStartDelays.nobodyComes - 1);
  send('touched');
  clock.increment(firstStartDelays.nobodyComes - 1);
  expect(body().kind).toBe('wizardCode');
  const before = world.wiped;
  clock.increment(1);
  expect(body()).toMatchObject({ kind: 'wizardEntry', field: 'code', entered: '' });
  expect(world.wiped).toBe(before + 1);
  expect(actor.getSnapshot().can({ type: 'wizardFinish' })).toBe(false);
  type(code);
  send('wizardNext');
  await settle();
  send({ type: 'wizardPanelRight', width: 1080, height: 1920 }, 'wizardNext', 'wizardSkip');
  await settle();
  expect(body()).toMatchObject({ kind: 'wizardDevice', device: 'cardReader', chosen: 0, tried: 'good' });
});

it('only a device that can be missing can be said to be', async () => {
  await toDevices();
  for (const device of wizardDevices) {
    expect(body()).toMatchObject({ device });
    const lacks = actor.getSnapshot().can({ type: 'wizardLack' });
    expect(lacks).toBe(device === 'speech' || device === 'sound');
    expect(actor.getSnapshot().can({ type: 'wizardNext' })).toBe(false);
    send(lacks ? 'wizardLack' : { type: 'wizardChoose', option: 0 }, 'wizardNext');
    await settle();
  }
  expect(body().kind).toBe('wizardCode');
});

it.each([
  ['cash', '/dev/ttyS0', { port: '/dev/ttyS0' }],
  ['sheetPrinter', '192.0.2.7:631/ipp/print', { uri: 'ipp://192.0.2.7:631/ipp/print' }],
  ['receiptPrinter', '192.0.2.8:9100', { interface: 'tcp://192.0.2.8:9100' }],
  ['receiptPrinter', '/dev/usb/lp0', { interface: '/dev/usb/lp0' }],
] as const)('%s can be typed as %s', async (device, typed, settings) => {
  world.options = { [device]: [] };
  await toDevices();
  while (actor.getSnapshot().context.at < wizardDevices.indexOf(device)) {
    send({ type: 'wizardChoose', option: 0 }, 'wizardNext');
    await settle();
  }
  send({ type: 'wizardType', device });
  type(typed);
  send('wizardNext');
  expect(body()).toMatchObject({ kind: 'wizardDevice', device, chosen: 0, tried: 'untried' });
  expect(actor.getSnapshot().context.devices[device]?.option?.settings).toEqual(settings);
});

it.each(['/dev/../etc/passwd', 'ttyS0'])('no file but a device is a serial port: %s', async (typed) => {
  await toDevices();
  send({ type: 'wizardChoose', option: 0 }, 'wizardNext');
  await settle();
  send({ type: 'wizardType', device: 'cash' });
  type(typed);
  expect(body()).toMatchObject({ field: 'cash', complete: false });
});

it.each<[Tried['result'], boolean | null, string]>([
  ['good', null, 'good'],
  ['bad', null, 'bad'],
  ['toJudge', true, 'good'],
  ['toJudge', false, 'bad'],
])('a try that ends %s, judged %j, is %s', async (result, good, tried) => {
  await toDevices();
  world.tried = { result, parts: [] };
  send({ type: 'wizardChoose', option: 0 }, 'wizardTry');
  await settle();
  if (good !== null) {
    expect(body()).toMatchObject({ kind: 'wizardTry', ask: 'judge' });
    send({ type: 'judge', good });
  }
  expect(body()).toMatchObject({ kind: 'wizardDevice', tried });
});

it('two entries that differ are asked for again, and nothing is kept', async () => {
  await toCodes();
  world.same = false;
  await twice();
  expect(body()).toMatchObject({ kind: 'wizardCode', role: 'operator', ask: 'first', notice: 'different' });
  expect(world.kept).toEqual([]);
  expect(actor.getSnapshot().can({ type: 'wizardSkip' })).toBe(false);
});

it('staff can come later, the operator not', async () => {
  await toCodes();
  await twice();
  send('wizardSkip');
  await settle();
  expect(body().kind).toBe('wizardSummary');
  expect(world.kept).toEqual(['operator', 'no staff']);
});

it('what is not right as a whole is said, and nothing is written', async () => {
  Object.assign(world, { check: err(['kiosk.json.new: screen.width: expected 640 to 7680']) });
  await toSummary();
  expect(body()).toMatchObject({ kind: 'wizardWrong', fault: 'wrong' });
  Object.assign(world, { check: ok({ lines: [], warnings: [], sum: 'other' }) });
  send('attendantDone');
  await settle();
  Object.assign(world, { write: err('notWritten') });
  send('wizardFinish');
  await settle();
  expect(body()).toMatchObject({ kind: 'wizardWrong', fault: 'notWritten' });
  expect(isWritten(actor.getSnapshot())).toBe(false);
});
