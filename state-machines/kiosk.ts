import { kioskSetup } from './kiosk-setup.ts';
import { assign, sendTo } from 'xstate';
import type { Chain } from '../shared/chains.ts';
import { usualDisplay } from '../shared/display.ts';
import { faultAfter } from './journal-fault-after.ts';
import type { AttendantInput } from './attendant/context.ts';
import { canServe, type Condition } from './can-serve.ts';
import { delays as standardDelays, type Delays } from './delays.ts';
import type { OffersHere, Ports } from './ports.ts';
import type { KioskContext, KioskInput } from './kiosk-context.ts';
import { notHeard, onPrepared, preparedStates } from './prepared.ts';
import { servedBy } from './served-by.ts';
import type { SessionOutput } from './session/context.ts';
import { byOwnClock } from './session/finding.ts';
import { quiet, voiceRegion } from './voice.ts';

/** The whole kiosk: it shows the attract screen, serves one resident at a time, or says why it does not serve. */
export function createKioskMachine(ports: Ports, delays: Delays = standardDelays) {
  const condition = (context: KioskContext, change: Partial<Condition>): Partial<KioskContext> => {
    const next = { ...context, ...change };
    const serving = canServe(next);
    const cause = serving.serves ? null : serving.cause;
    return cause === context.outCause ? change : { ...change, outCause: cause, outSince: ports.clock.now() };
  };
  const servedNow = (chain: Chain, offers: OffersHere) =>
    byOwnClock(servedBy(chain, offers), ports.clock.now());
  const afterSession = (context: KioskContext, output: SessionOutput): Partial<KioskContext> => ({
    ...condition(context, {
      locked: context.locked || output.bindingMismatch,
      journalFault: faultAfter(context.journalFault, output.journalLost),
    }),
    ...usualLook(context),
    ...notHeard,
  });
  return kioskSetup(ports, delays).createMachine({
    id: 'kiosk',
    type: 'parallel',
    context: ({ input }) => ({
      ...input,
      ...usualLook(input),
      lookingAt: null,
      plan: null,
      ...notHeard,
      voice: quiet,
      attendantWaits: false,
      interrupted: [],
      cashlessWorks: input.cashlessMethods,
      offers: null,
      centerFault: null,
      card: null,
      cash: null,
      cashSilent: false,
      sheets: null,
      broken: false,
      outSince: ports.clock.now(),
      outCause: 'centerUnreachable',
    }),
    invoke: [{ src: 'devices' }, { id: 'staffCall', src: 'staffCall' }],
    on: {
      callStaff: { actions: sendTo('staffCall', { type: 'call' }) },
      endStaffCall: { actions: sendTo('staffCall', { type: 'over' }) },
      cashlessDevices: {
        actions: assign(({ context, event }) => condition(context, { cashlessWorks: event.works })),
      },
      outChanged: { actions: assign(({ context, event }) => condition(context, { out: event.out })) },
      centerOrdered: {
        actions: assign(({ context, event }) => condition(context, { byCenter: event.byCenter })),
      },
      journalState: {
        actions: assign(({ context, event }) => condition(context, { journalFault: event.fault })),
      },
      started: {
        actions: assign(({ context, event }) => ({
          ...condition(context, { starting: false }),
          interrupted: event.interrupted,
        })),
      },
      alarmCleared: { actions: assign(({ context }) => condition(context, { locked: false })) },
      cardReader: { actions: assign(({ context, event }) => condition(context, { card: event.presence })) },
      sheetPrinter: { actions: assign(({ context, event }) => condition(context, { sheets: event.status })) },
    },
    states: {
      voice: voiceRegion,
      service: {
        initial: 'inviting',
        states: {
          inviting: {
            on: {
              start: {
                guard: 'serves',
                target: 'serving',
                actions: assign({ lookingAt: null, chooser: null, plan: null, ...notHeard }),
              },
              usePlan: {
                guard: 'serves',
                target: 'serving',
                actions: assign({
                  lookingAt: null,
                  chooser: null,
                  plan: ({ event }) => event.plan,
                  ...notHeard,
                }),
              },
              prepared: onPrepared,
              showOffers: {
                guard: ({ context, event }) =>
                  context.outCause === null &&
                  context.offers?.municipalities.some(({ id }) => id === event.municipality) === true,
                target: 'inviting',
                reenter: true,
                actions: assign({ lookingAt: ({ event }) => event.municipality, ...notHeard }),
              },
              back: {
                guard: ({ context }) => context.lookingAt !== null || context.preparedFault !== null,
                target: 'inviting',
                reenter: true,
                actions: assign({ lookingAt: null, ...notHeard }),
              },
              callAttendant: {
                target: 'attending',
                actions: assign({ lookingAt: null, chooser: null, ...notHeard }),
              },
              setLanguage: {
                target: 'inviting',
                reenter: true,
                actions: assign({ shownLanguage: ({ event }) => event.language, chooser: null }),
              },
              setDisplay: {
                target: 'inviting',
                reenter: true,
                actions: assign({ shownDisplay: ({ event }) => event.display }),
              },
              openLanguages: { target: 'inviting', reenter: true, actions: assign({ chooser: 'languages' }) },
              openDisplay: { target: 'inviting', reenter: true, actions: assign({ chooser: 'display' }) },
              openVoice: { target: 'inviting', reenter: true, actions: assign({ chooser: 'voice' }) },
              setVoice: { target: 'inviting', reenter: true },
              carryOn: { target: 'inviting', reenter: true, actions: assign({ chooser: null }) },
              touched: { target: 'inviting', reenter: true },
            },
            // Somebody chose a language or a look and walked away: the next person finds the usual ones.
            after: {
              idle: {
                actions: [
                  assign(({ context }) => ({ ...usualLook(context), lookingAt: null, ...notHeard })),
                  'voiceOver',
                ],
              },
            },
          },
          ...preparedStates,
          serving: {
            exit: 'voiceOver',
            invoke: {
              id: 'session',
              src: 'session',
              input: ({ context }) => {
                const {
                  kiosk,
                  shownLanguage: language,
                  shownDisplay: display,
                  voice: { on },
                  steps,
                  offers,
                  configured,
                  cashlessMethods,
                  chain,
                  plan,
                } = context;
                if (!offers) throw new Error('nothing is served before the offers are known');
                const voice = { on };
                return {
                  kiosk,
                  language,
                  display,
                  voice,
                  steps,
                  offers,
                  configured,
                  cashlessMethods,
                  chain,
                  plan,
                };
              },
              onDone: [
                // Somebody is waiting to look after the machine: after the session, not in it.
                {
                  guard: 'attendantWaits',
                  target: 'attending',
                  actions: assign(({ context, event }) => afterSession(context, event.output)),
                },
                {
                  target: 'inviting',
                  actions: assign(({ context, event }) => afterSession(context, event.output)),
                },
              ],
              // A broken assumption: what has moved is in the journal; the kiosk does not go on by itself.
              onError: [
                {
                  guard: 'attendantWaits',
                  target: 'attending',
                  actions: assign(({ context }) => condition(context, { broken: true })),
                },
                {
                  target: 'inviting',
                  actions: assign(({ context }) => condition(context, { broken: true })),
                },
              ],
            },
            on: {
              callAttendant: { actions: assign({ attendantWaits: true }) },
              voiceTurned: {
                actions: sendTo('session', ({ context: { voice } }) => ({ type: 'voice', on: voice.on })),
              },
            },
            initial: 'alone',
            states: {
              alone: { on: { mend: 'mending' } },
              /** The printer waits for staff: they are led through it here, while the resident's session stays as it is. */
              mending: {
                entry: [assign({ attendantWaits: false }), 'staffHaveCome'],
                invoke: {
                  id: 'attendant',
                  src: 'attendant',
                  input: ({ context }) => attendantInput(context, true),
                  onDone: {
                    target: 'alone',
                    actions: assign(({ context, event: { output } }) =>
                      condition(context, {
                        journalFault: faultAfter(context.journalFault, output.journalLost),
                      }),
                    ),
                  },
                  onError: {
                    target: 'alone',
                    actions: assign(({ context }) => condition(context, { broken: true })),
                  },
                },
                on: {
                  callAttendant: {},
                  staffHere: { actions: sendTo('session', { type: 'staffHere' }) },
                },
              },
            },
          },
          attending: {
            entry: [assign({ attendantWaits: false }), 'staffHaveCome'],
            exit: 'voiceOver',
            invoke: {
              id: 'attendant',
              src: 'attendant',
              input: ({ context }) => attendantInput(context, false),
              onDone: {
                target: 'inviting',
                actions: assign(({ context, event: { output } }) => ({
                  ...condition(context, {
                    journalFault: faultAfter(context.journalFault, output.journalLost),
                  }),
                  interrupted: context.interrupted.filter(({ code }) => !output.paidBack.includes(code)),
                  ...usualLook(context),
                })),
              },
              onError: {
                target: 'inviting',
                actions: assign(({ context }) => condition(context, { broken: true })),
              },
            },
          },
        },
      },
      offers: {
        initial: 'asking',
        states: {
          asking: {
            invoke: {
              src: 'offers',
              onDone: [
                {
                  guard: ({ event }) => event.output.ok,
                  target: 'known',
                  actions: assign(({ context, event }) =>
                    condition(context, {
                      offers: event.output.ok ? servedNow(context.chain, event.output.value) : null,
                      centerFault: null,
                    }),
                  ),
                },
                {
                  target: 'unknown',
                  actions: assign(({ context, event }) =>
                    condition(context, { centerFault: event.output.ok ? null : event.output.error }),
                  ),
                },
              ],
              onError: {
                target: 'unknown',
                actions: assign(({ context }) =>
                  condition(context, { centerFault: { fault: 'unreachable' } }),
                ),
              },
            },
            after: {
              centerAnswers: {
                target: 'unknown',
                actions: assign(({ context }) => condition(context, { centerFault: { fault: 'slow' } })),
              },
            },
          },
          known: { after: { offersAgain: 'asking' } },
          unknown: { after: { offersRetry: 'asking' } },
        },
      },
      cash: {
        initial: 'asking',
        states: {
          asking: {
            invoke: {
              src: 'cashStatus',
              onDone: {
                target: 'known',
                actions: assign(({ context, event }) =>
                  condition(
                    context,
                    event.output.ok ? { cash: event.output.value, cashSilent: false } : { cashSilent: true },
                  ),
                ),
              },
              onError: {
                target: 'known',
                actions: assign(({ context }) => condition(context, { cashSilent: true })),
              },
            },
            after: {
              cashStatus: {
                target: 'known',
                actions: assign(({ context }) => condition(context, { cashSilent: true })),
              },
            },
          },
          known: { after: { offersRetry: 'asking' } },
        },
      },
    },
  });
}
/** As the next person finds the kiosk. */
function usualLook({ language }: Pick<KioskInput, 'language'>) {
  return { shownLanguage: language, shownDisplay: usualDisplay, chooser: null } as const;
}

function attendantInput(context: KioskContext, mending: boolean): AttendantInput {
  const { kiosk, language, configured, secondPersonAbove, sounds, out, locked: alarm } = context;
  return { kiosk, language, configured, secondPersonAbove, sounds, out, alarm, mending };
}

export type KioskMachine = ReturnType<typeof createKioskMachine>;
