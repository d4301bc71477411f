import { assign, fromCallback, fromPromise, setup, type AnyEventObject } from 'xstate';
import type { Offers, StepName } from '../shared/center-api.ts';
import type { Language } from '../shared/certificates.ts';
import type { Instant } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { Cause } from '../shared/screen.ts';
import type { Denomination } from '../shared/yen.ts';
import { canServe, type Condition } from './can-serve.ts';
import { delays } from './delays.ts';
import type { CardPresence, CashFault, CashStatus, CenterFault, Ports, SheetPrinterStatus } from './ports.ts';
import { createSessionMachine } from './session/session.ts';

export interface KioskInput {
  /** This kiosk's name at the center and on receipts. */
  readonly kiosk: string;
  readonly steps: readonly StepName[];
  readonly configured: readonly Denomination[];
  readonly language: Language;
  /** The journal holds an alarm that nobody has cleared. */
  readonly locked: boolean;
  /** The journal could not be opened. */
  readonly journalLost: boolean;
}

export interface KioskContext extends KioskInput, Condition {
  /** Of the invitation; each session has its own. */
  readonly shownLanguage: Language;
  /** Whose offers somebody looks at who has not begun; null: the invitation. */
  readonly lookingAt: MunicipalityId | null;
  /** Since when the kiosk does not serve, and why. */
  readonly outSince: Instant;
  readonly outCause: Cause | null;
}

export type KioskEvent =
  | { readonly type: 'start' }
  | { readonly type: 'back' }
  | { readonly type: 'showOffers'; readonly municipality: MunicipalityId }
  | { readonly type: 'setLanguage'; readonly language: Language }
  | { readonly type: 'cardReader'; readonly presence: CardPresence }
  | { readonly type: 'sheetPrinter'; readonly status: SheetPrinterStatus };

/** The kiosk as a whole: it invites, serves one resident at a time, or says why it does not serve. */
export function createKioskMachine(ports: Ports) {
  const condition = (context: KioskContext, change: Partial<Condition>): Partial<KioskContext> => {
    const next = { ...context, ...change };
    const serving = canServe(next);
    const cause = serving.serves ? null : serving.cause;
    return cause === context.outCause ? change : { ...change, outCause: cause, outSince: ports.clock.now() };
  };
  return setup({
    types: {
      context: {} as KioskContext,
      events: {} as KioskEvent,
      input: {} as KioskInput,
      children: {} as { session: 'session' },
    },
    actors: {
      session: createSessionMachine(ports),
      offers: fromPromise<Result<Offers, CenterFault>>(() => ports.center.offers()),
      cashStatus: fromPromise<Result<CashStatus, CashFault>>(() => ports.cash.status()),
      devices: fromCallback<AnyEventObject>(({ sendBack }) => {
        const stopCard = ports.card.watch((presence) => {
          sendBack({ type: 'cardReader', presence } satisfies KioskEvent);
        });
        const stopSheets = ports.sheets.watch((status) => {
          sendBack({ type: 'sheetPrinter', status } satisfies KioskEvent);
        });
        return () => {
          stopCard();
          stopSheets();
        };
      }),
    },
    delays,
    guards: { serves: ({ context }) => context.outCause === null },
  }).createMachine({
    id: 'kiosk',
    type: 'parallel',
    context: ({ input }) => ({
      ...input,
      shownLanguage: input.language,
      lookingAt: null,
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
    invoke: { src: 'devices' },
    on: {
      cardReader: { actions: assign(({ context, event }) => condition(context, { card: event.presence })) },
      sheetPrinter: { actions: assign(({ context, event }) => condition(context, { sheets: event.status })) },
    },
    states: {
      service: {
        initial: 'inviting',
        states: {
          inviting: {
            on: {
              start: { guard: 'serves', target: 'serving', actions: assign({ lookingAt: null }) },
              showOffers: {
                guard: ({ context, event }) =>
                  context.outCause === null &&
                  context.offers?.municipalities.some(({ id }) => id === event.municipality) === true,
                target: 'inviting',
                reenter: true,
                actions: assign({ lookingAt: ({ event }) => event.municipality }),
              },
              back: {
                guard: ({ context }) => context.lookingAt !== null,
                target: 'inviting',
                reenter: true,
                actions: assign({ lookingAt: null }),
              },
              setLanguage: {
                target: 'inviting',
                reenter: true,
                actions: assign({ shownLanguage: ({ event }) => event.language }),
              },
            },
            // Somebody chose a language and walked away: the next person finds the house's own.
            after: {
              idle: {
                actions: assign({ shownLanguage: ({ context }) => context.language, lookingAt: null }),
              },
            },
          },
          serving: {
            invoke: {
              id: 'session',
              src: 'session',
              input: ({ context: { kiosk, shownLanguage: language, steps, offers, configured } }) => {
                if (!offers) throw new Error('nothing is served before the offers are known');
                return { kiosk, language, steps, offers, configured };
              },
              onDone: {
                target: 'inviting',
                actions: assign(({ context, event: { output } }) => ({
                  ...condition(context, {
                    locked: context.locked || output.bindingMismatch,
                    journalLost: context.journalLost || output.journalLost,
                  }),
                  shownLanguage: context.language,
                })),
              },
              // A broken assumption: what had moved stands in the journal; the kiosk does not go on by itself.
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
                      offers: event.output.ok ? event.output.value : null,
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
export type KioskMachine = ReturnType<typeof createKioskMachine>;
