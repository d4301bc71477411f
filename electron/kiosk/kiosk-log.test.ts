import { SimulatedClock, type AnyStateMachine, type AnyStateNode } from 'xstate';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedKioskInput } from '../../testing/scripted/kiosk-input.ts';
import { createAttendantMachine } from '../../state-machines/attendant/attendant.ts';
import { createCashlessPaymentMachine } from '../../state-machines/cashless-payment.ts';
import { createKioskMachine } from '../../state-machines/kiosk.ts';
import { createPaymentMachine } from '../../state-machines/payment.ts';
import { createPrintingMachine } from '../../state-machines/printing.ts';
import { createSessionMachine } from '../../state-machines/session/session.ts';
import { faultReferenceSchema } from '../../shared/fault-reference.ts';
import type { Intent } from '../../shared/intent.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { settle } from '../../testing/scripted/kiosk-driver.ts';
import { createScriptedWorld, type ScriptedWorld } from '../../testing/scripted/scripted-ports.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { createKioskLog } from './kiosk-log.ts';
import { createPinPad } from '../devices/pin-pad/pin-pad.ts';

let lines: string[];
let world: ScriptedWorld;
let clock: SimulatedClock;

beforeEach(() => {
  lines = [];
  world = createScriptedWorld();
  clock = new SimulatedClock();
});

async function start(): Promise<Kiosk> {
  const log = logInto(lines, world.ports.clock);
  const kiosk = createKiosk({ ...world.ports, pinPad: createPinPad(), log }, scriptedKioskInput, { clock });
  await settle();
  return kiosk;
}

async function send(kiosk: Kiosk, ...intents: readonly Intent[]): Promise<void> {
  for (const intent of intents) {
    kiosk.handle({ screen: kiosk.screen().id, intent });
    await settle();
  }
}

const statesOf = (machine: string): unknown[] =>
  eventsIn(lines, 'stateEntered').flatMap((line) => (line['machine'] === machine ? [line['state']] : []));

describe('the log of the machines', () => {
  it('has every state that is entered, but not repeated queries with the same answer', async () => {
    const kiosk = await start();
    await send(kiosk, { type: 'start' }, { type: 'openCertificates' });
    clock.increment(600_000);
    await settle();
    expect(statesOf('session').slice(0, 9)).toEqual([
      'flow.purposes',
      'inactivity.resting',
      'chooser.closed',
      'people.here',
      'cash.closed',
      'inactivity.watching',
      'flow.step',
      'flow.notes',
      'inactivity.warning',
    ]);
    expect(statesOf('kiosk').filter((state) => state === 'cash.known')).toHaveLength(1);
    kiosk.stop();
  });

  it('has every intent by its type, the keys of one entry as one line, and refused intents', async () => {
    const kiosk = await start();
    await send(kiosk, { type: 'start' }, { type: 'pay' }, { type: 'stop' });
    kiosk.handle({ screen: -1, intent: { type: 'carryOn' } });
    kiosk.handle({ pin: '7391' });
    expect(eventsIn(lines, 'intentTaken', 'intentRefused', 'intentMalformed')).toEqual([
      expect.objectContaining({ event: 'intentTaken', intent: 'start' }),
      expect.objectContaining({ event: 'intentRefused', intent: 'pay', answer: 'not-now' }),
      expect.objectContaining({ event: 'intentTaken', intent: 'stop' }),
      expect.objectContaining({ event: 'intentRefused', intent: 'carryOn', answer: 'stale' }),
      expect.objectContaining({ event: 'intentMalformed' }),
    ]);
    kiosk.stop();
  });

  it('has one line for all keys of a secret', async () => {
    const kiosk = await start();
    await send(kiosk, { type: 'callAttendant' });
    for (const key of 'S01') await send(kiosk, { type: 'codeKey', key });
    await send(kiosk, { type: 'codeDone' });
    for (const key of ['7', '3', '9', '1', '7', '3'] as const) await send(kiosk, { type: 'pinKey', key });
    expect(eventsIn(lines, 'intentTaken').map(({ intent }) => intent)).toEqual([
      'callAttendant',
      'codeKey',
      'codeDone',
      'pinKey',
    ]);
    kiosk.stop();
  });

  it('leads from the screen of a broken kiosk to the error that broke it', async () => {
    const broken = () => {
      throw new TypeError('a broken assumption');
    };
    Object.assign(world.ports, { random: broken });
    const kiosk = await start();
    await send(kiosk, { type: 'start' });
    const { body } = kiosk.screen();
    const [fault] = eventsIn(lines, 'actorFailed');
    expect(body).toMatchObject({
      kind: 'outOfService',
      cause: 'kioskBroken',
      reference: fault?.['reference'],
    });
    expect(fault).toMatchObject({
      machine: 'kiosk',
      place: 'session',
      error: {
        name: 'TypeError',
        frames: expect.arrayContaining([
          expect.stringMatching(/^electron\/kiosk\/kiosk-log\.test\.ts:/),
          expect.stringMatching(/^state-machines\/session\//),
        ]) as unknown,
      },
    });
    expect(eventsIn(lines, 'outOfService').at(-1)).toMatchObject({
      cause: 'kioskBroken',
      reference: fault?.['reference'],
    });
    kiosk.stop();
  });

  it('gives no reference when nothing is broken, and says when the kiosk serves again', async () => {
    const kiosk = await start();
    kiosk.actor.send({ type: 'outChanged', out: { reason: 'supplies', since: 0 } });
    expect(kiosk.screen().body).toMatchObject({ cause: 'outByOperator', reference: null });
    kiosk.actor.send({ type: 'journalState', fault: 'diskFull' });
    const { body } = kiosk.screen();
    expect(faultReferenceSchema.safeParse(body.kind === 'outOfService' ? body.reference : null).success).toBe(
      true,
    );
    kiosk.actor.send({ type: 'journalState', fault: null });
    kiosk.actor.send({ type: 'outChanged', out: null });
    expect(
      eventsIn(lines, 'outOfService', 'backInService')
        .slice(-4)
        .map(({ event, cause }) => [event, cause]),
    ).toEqual([
      ['outOfService', 'outByOperator'],
      ['outOfService', 'diskFull'],
      ['outOfService', 'outByOperator'],
      ['backInService', undefined],
    ]);
    kiosk.stop();
  });
});

const { ports } = createScriptedWorld();
const machines: readonly AnyStateMachine[] = [
  createKioskMachine(ports),
  createSessionMachine(ports),
  createPaymentMachine(ports),
  createCashlessPaymentMachine(ports),
  createPrintingMachine(ports),
  createAttendantMachine(ports),
];

function invokedIn(node: AnyStateNode): string[] {
  return [...node.invoke.map(({ id }) => id), ...Object.values(node.states).flatMap(invokedIn)];
}

/** The error paths of states do not see the error; the inspector does, before any state. */
it.each(machines.flatMap((machine) => invokedIn(machine.root).map((id) => [machine.id, id] as const)))(
  'in the machine %s an error of %s is logged with its place',
  async (_machine, id) => {
    const kiosk = await start();
    lines = [];
    const log = createKioskLog(logInto(lines));
    const event = { type: `xstate.error.actor.${id}`, error: new RangeError('x') };
    log.inspect({
      type: '@xstate.event',
      rootId: 'kiosk',
      actorRef: kiosk.actor,
      sourceRef: undefined,
      event,
    });
    expect(eventsIn(lines, 'actorFailed')).toEqual([
      expect.objectContaining({
        place: id.replace(/^\d+\./, ''),
        error: expect.objectContaining({ name: 'RangeError' }) as unknown,
      }),
    ]);
    expect(eventsIn(lines).filter((line) => 'fieldsRefused' in line)).toEqual([]);
    kiosk.stop();
  },
);

it.each<[string, (broken: () => Promise<never>) => unknown]>([
  ['kiosk.offers.asking', (broken) => (world.offers = broken)],
  ['kiosk.cash.asking', (broken) => (world.cashStatus = broken)],
])('the error of a port that throws is logged as coming from %s', async (place, breakIt) => {
  breakIt(() => Promise.reject(new Error('x')));
  const kiosk = await start();
  const [fault] = eventsIn(lines, 'actorFailed');
  expect(fault).toMatchObject({ machine: 'kiosk', place });
  const { body } = kiosk.screen();
  expect(body).toMatchObject({ kind: 'outOfService', reference: fault?.['reference'] });
  kiosk.stop();
});
