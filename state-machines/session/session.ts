import { assign, raise, type SnapshotFrom } from 'xstate';
import { delays as standardDelays, type Delays } from '../delays.ts';
import type { Ports } from '../ports.ts';
import { cashRegion } from './cash.ts';
import { chooseStates } from './choose.ts';
import { initialContext } from './context.ts';
import { finishStates } from './finish.ts';
import { payStates } from './pay.ts';
import { peopleRegion } from './people.ts';
import { purposeStates } from './purpose-states.ts';
import { identifyStates } from './identify.ts';
import { enrolmentStates } from './enrolment.ts';
import { secretStates } from './secrets.ts';
import { sessionSetup } from './setup.ts';

/**
 * One resident from the menu of services to the open tray. Five regions: `flow`, the steps in the order of the profile;
 * `inactivity`, which asks whether somebody is still there and confirms before stopping; `chooser`, the languages and the ways in
 * which the screens can look, which lie over any screen, whatever the machine is doing; `people`, whether somebody stands there; and
 * `cash`, the slots and the change, which go on while paper is printed.
 */
export function createSessionMachine(ports: Ports, delays: Delays = standardDelays) {
  const session = sessionSetup(ports, delays);
  const purpose = purposeStates(session);
  const choose = chooseStates(session, ports);
  const identify = identifyStates(session);
  const enrolment = enrolmentStates(session, ports);
  const secrets = secretStates(session);
  const pay = payStates(session);
  const finish = finishStates(session, ports);

  return session.createMachine({
    id: 'session',
    type: 'parallel',
    context: ({ input }) => initialContext(input, ports.random),
    invoke: [{ src: 'presence' }, { src: 'people' }],
    output: ({ context }) => ({
      cause: context.cause,
      language: context.language,
      bindingMismatch: context.bindingMismatch,
      journalLost: context.journalLost,
    }),
    on: {
      presence: { actions: assign({ presence: ({ event }) => event.presence }) },
      journalFailed: { actions: 'journalGone' },
      setLanguage: { actions: 'speak' },
      setDisplay: { actions: assign({ display: ({ event }) => event.display }) },
      voice: { actions: assign({ voice: ({ event: { on } }) => ({ on }) }) },
    },
    states: {
      flow: {
        initial: 'beginning',
        entry: 'beginJournal',
        always: { guard: 'neededCardGone', target: '.message', actions: 'endCardGone' },
        on: { leave: { target: '.message', actions: 'leaveCause' } },
        states: {
          /** What was prepared at home needs no first question. */
          beginning: {
            always: [{ guard: 'planGiven', target: 'step', actions: 'beginPlan' }, { target: 'purposes' }],
          },
          step: {
            id: 'step',
            always: [
              { guard: 'skipped', target: 'step', actions: 'onward', reenter: true },
              { guard: 'wantedGiven', target: 'step', actions: ['takeWanted', 'onward'], reenter: true },
              { guard: { type: 'stepIs', params: 'notes' }, target: 'notes' },
              { guard: { type: 'stepIs', params: 'whose' }, target: 'whose' },
              {
                guard: 'municipalityPlanned',
                target: 'municipality.deciding',
                actions: 'askPlannedMunicipality',
              },
              {
                guard: 'municipalityUnknown',
                target: 'municipality',
                actions: 'missPlannedMunicipality',
              },
              { guard: { type: 'stepIs', params: 'municipality' }, target: 'municipality' },
              { guard: 'proposable', target: 'proposal' },
              { guard: 'notProposable', target: 'offers', actions: 'dropPlan' },
              { guard: { type: 'stepIs', params: 'offers' }, target: 'offers' },
              { guard: { type: 'stepIs', params: 'card' }, target: 'card' },
              { guard: { type: 'stepIs', params: 'pin' }, target: 'pin' },
              { guard: { type: 'stepIs', params: 'cardBack' }, target: 'cardBack' },
              { guard: { type: 'stepIs', params: 'certificate' }, target: 'certificate' },
              { guard: { type: 'stepIs', params: 'variant' }, target: 'variant' },
              { guard: { type: 'stepIs', params: 'year' }, target: 'year' },
              { guard: { type: 'stepIs', params: 'summary' }, target: 'summary' },
              { guard: { type: 'stepIs', params: 'preview' }, target: 'preview' },
              { guard: { type: 'stepIs', params: 'confirm' }, target: 'confirm' },
              { guard: { type: 'stepIs', params: 'serviceNotes' }, target: 'serviceNotes' },
              { guard: { type: 'stepIs', params: 'enrolments' }, target: 'enrolments' },
              { guard: { type: 'stepIs', params: 'town' }, target: 'town' },
              { guard: { type: 'stepIs', params: 'number' }, target: 'number' },
              { guard: { type: 'stepIs', params: 'head' }, target: 'head' },
              { guard: { type: 'stepIs', params: 'telephone' }, target: 'telephone' },
              { guard: { type: 'stepIs', params: 'formCheck' }, target: 'formCheck' },
              { guard: { type: 'stepIs', params: 'password' }, target: 'password' },
              { guard: { type: 'stepIs', params: 'newSecret' }, target: 'newSecret' },
              { guard: 'forCertificates', target: 'choosingMethod' },
              { guard: 'forEnrolment', target: 'enrolled' },
              { target: 'secretChanged' },
            ],
          },
          ...purpose,
          ...choose,
          ...identify,
          ...enrolment,
          ...secrets,
          ...pay,
          ...finish,
        },
      },
      inactivity: {
        initial: 'resting',
        on: {
          'inactivity.watch': {
            target: '.watching',
            actions: assign({ idleMs: ({ event }) => event.idleMs }),
          },
          'inactivity.rest': '.resting',
          'inactivity.close': '.closed',
        },
        states: {
          /** The machine is busy, or the screen ends by itself. */
          resting: {},
          watching: {
            after: { idleHere: { target: 'warning', actions: 'startWarning' } },
            on: {
              touched: { target: 'watching', reenter: true },
              'inactivity.askStop': 'stopAsked',
              help: 'help',
            },
          },
          warning: {
            after: {
              second: [
                {
                  guard: 'lastSecond',
                  target: 'resting',
                  actions: raise({ type: 'leave', cause: 'timedOut' }),
                },
                { target: 'warning', reenter: true, actions: 'countDown' },
              ],
            },
            // Whatever is pressed, wherever: somebody is there.
            on: { carryOn: 'watching', touched: 'watching' },
          },
          stopAsked: {
            after: { idleHere: { target: 'warning', actions: 'startWarning' } },
            on: {
              carryOn: 'watching',
              touched: { target: 'stopAsked', reenter: true },
              confirmStop: { target: 'resting', actions: raise({ type: 'leave', cause: 'stopped' }) },
            },
          },
          help: {
            entry: 'noteTime',
            after: { idleHere: { target: 'warning', actions: 'startWarning' } },
            on: { carryOn: 'watching', touched: { target: 'help', reenter: true } },
          },
          closed: { type: 'final' },
        },
      },
      chooser: {
        initial: 'closed',
        states: {
          closed: { on: { openLanguages: 'languages', openDisplay: 'display', openVoice: 'voice' } },
          languages: { on: { carryOn: 'closed', setLanguage: { target: 'closed', actions: 'speak' } } },
          display: { on: { carryOn: 'closed', openVoice: 'voice' } },
          voice: { on: { carryOn: 'closed' } },
          over: { type: 'final' },
        },
        on: { 'inactivity.close': '.over' },
      },
      people: peopleRegion(session),
      cash: cashRegion(session),
    },
  });
}

export type SessionSnapshot = SnapshotFrom<ReturnType<typeof createSessionMachine>>;
