import {
  assign,
  enqueueActions,
  fromCallback,
  fromPromise,
  raise,
  sendTo,
  setup,
  type AnyEventObject,
} from 'xstate';
import type { MunicipalityId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import { createAttendantMachine } from './attendant/attendant.ts';
import { type Delays } from './delays.ts';
import { patience } from './patience.ts';
import type { CashFault, CashStatus, CenterFault, OffersHere, Ports } from './ports.ts';
import type { KioskContext, KioskEvent, KioskInput } from './kiosk-context.ts';
import { asksElsewhere, hearAnswer, hearPrepared, hearsCodes, type OfferAnswer } from './prepared.ts';
import { restOf } from './session/finding.ts';
import { createSessionMachine } from './session/session.ts';
import { createStaffCallMachine } from './staff-call.ts';
import { afterEvent, isHeardAlone, speechOf, usual } from './voice.ts';

/** Events, actors, delays, actions and guards of the kiosk: its states are kiosk.ts. */
export function kioskSetup(ports: Ports, delays: Delays) {
  return setup({
    types: {
      context: {} as KioskContext,
      events: {} as KioskEvent,
      input: {} as KioskInput,
      children: {} as { session: 'session'; attendant: 'attendant'; staffCall: 'staffCall' },
    },
    actors: {
      session: createSessionMachine(ports, delays),
      attendant: createAttendantMachine(ports, delays),
      staffCall: createStaffCallMachine(ports, delays),
      offers: fromPromise<Result<OffersHere, CenterFault>>(() => ports.center.offers()),
      offersOf: fromPromise<OfferAnswer, MunicipalityId>(({ input }) => ports.center.offersOf(input)),
      cashStatus: fromPromise<Result<CashStatus, CashFault>>(() => ports.cash.status()),
      devices: fromCallback<AnyEventObject>(({ sendBack }) => {
        const stopCard = ports.card.watch((presence) => {
          sendBack({ type: 'cardReader', presence } satisfies KioskEvent);
        });
        const stopSheets = ports.sheets.watch((status) => {
          sendBack({ type: 'sheetPrinter', status } satisfies KioskEvent);
        });
        const stopDevices = ports.devices.watch((reports) => {
          const works = ports.cashless.methods.filter((method) => {
            const device = method === 'wallet' ? 'wallet' : 'terminal';
            return reports.find((report) => report.device === device)?.state !== 'offline';
          });
          sendBack({ type: 'cashlessDevices', works } satisfies KioskEvent);
          sendBack({ type: 'speech', state: speechOf(reports) } satisfies KioskEvent);
        });
        return () => {
          stopCard();
          stopSheets();
          stopDevices();
        };
      }),
    },
    delays: {
      ...delays,
      idle: ({ context: { shownLanguage: language, shownDisplay: display, ...rest } }) =>
        delays.idle * patience({ ...rest, language, display }),
      offersAgain: ({ context }) => restOf(context.offers, ports.clock.now(), delays.offersAgain),
    },
    actions: {
      /** They are here. */
      staffHaveCome: sendTo('staffCall', { type: 'over' }),
      hear: assign({ voice: ({ context, event }) => afterEvent(context.voice, event) }),
      usualVoice: assign({ voice: ({ context }) => usual(context.voice) }),
      voiceOn: assign({ voice: ({ context }) => ({ ...context.voice, on: true }) }),
      voiceOff: assign({ voice: ({ context }) => ({ ...context.voice, on: false }) }),
      voiceTurned: raise({ type: 'voiceTurned' }),
      voiceOver: raise({ type: 'voiceOver' }),
      hearPrepared: assign(({ context, event }) =>
        event.type === 'prepared' ? hearPrepared(context, event.text, ports.clock.now()) : {},
      ),
      hearAnswer: assign(({ context }, answer: OfferAnswer) =>
        hearAnswer(context, answer, ports.clock.now()),
      ),
      takePrepared: assign(({ context }) => ({
        ...{ lookingAt: null, chooser: null, plan: context.prepared?.plan ?? null },
      })),
      /** Whoever prepared it wants to listen: where earphones are missed, the voice waits for them. */
      speakAsPrepared: enqueueActions(({ context, enqueue }) => {
        if (context.prepared?.voice === true && context.voice.speech !== 'none')
          enqueue.raise({ type: 'openVoice' });
      }),
      dropPrepared: assign({ lookingAt: null, chooser: null, prepared: null }),
    },
    guards: {
      heardAlone: ({ context }) => isHeardAlone(context.hearing, context.voice),
      pluggedIn: ({ event }) => event.type === 'earphones' && event.plugged,
      earphonesIn: ({ context }) => context.voice.plugged,
      turnsOff: ({ event }) => event.type === 'setVoice' && event.change === 'off',
      serves: ({ context }) => context.outCause === null,
      attendantWaits: ({ context }) => context.attendantWaits,
      hearsCodes: ({ context }) => hearsCodes(context),
      asksElsewhere: ({ context, event }) =>
        event.type === 'prepared' &&
        hearsCodes(context) &&
        asksElsewhere(context, event.text, ports.clock.now()),
      mayTakePrepared: ({ context }) => context.prepared !== null && context.outCause === null,
    },
  });
}
