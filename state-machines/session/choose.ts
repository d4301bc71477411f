import { assign } from 'xstate';
import { certificateKey, type NamedKind } from '../../shared/certificates.ts';
import type { Ports } from '../ports.ts';
import { causeOfCenter, characterOf } from './causes.ts';
import { confirmState } from './confirm.ts';
import { must, offeredNow } from './context.ts';
import { municipalityState } from './municipality.ts';
import { beginSelection, chosenSelections, canChooseVariant, canChooseYear, orderLine } from './selection.ts';
import type { SessionSetup } from './setup.ts';
import { summaryState } from './summary.ts';

/** Whether a certificate is the one that was touched. */
function isChosen(certificate: NamedKind, touched: Pick<NamedKind, 'kind' | 'id'>): boolean {
  return certificate.kind === touched.kind && certificate.id === touched.id;
}

/** From the notes to the confirmation: one question per state. */
export function chooseStates(session: SessionSetup, ports: Ports) {
  const back = { guard: 'backPossible', target: '#step', actions: 'backward' } as const;
  const stop = { actions: 'askStop' } as const;
  const onward = { target: '#step', actions: 'onward' } as const;
  const planned = { target: '#step', actions: 'beginPlan' } as const;

  const notes = session.createStateConfig({
    entry: 'watch',
    on: {
      consent: onward,
      usePlan: planned,
      back: [back, { guard: 'cardAway', target: 'purposes' }],
      stop,
    },
  });

  const whose = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseWhose: {
        target: '#step',
        actions: [assign({ whose: ({ event }) => event.whose }), 'onward'],
      },
      usePlan: planned,
      back,
      stop,
    },
  });

  const offers = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseCertificate: {
        guard: ({ context, event }) =>
          offeredNow(context).some((offer) => isChosen(offer, event) && offer.state.open),
        target: '#step',
        actions: [assign({ wanted: ({ event }) => certificateKey(event), planNotice: null }), 'onward'],
      },
      offersSeen: { target: '#step', actions: [assign({ wanted: null, planNotice: null }), 'onward'] },
      usePlan: planned,
      back,
      stop,
    },
  });

  const certificate = session.createStateConfig({
    // Asked after all: what was wanted cannot be taken, or something else is chosen now.
    entry: [
      'watch',
      assign(({ context: { planned, wanted, planNotice } }) => ({
        planNotice: planned !== null && wanted !== null ? ('notForYou' as const) : planNotice,
        wanted: null,
        planned: null,
      })),
    ],
    on: {
      chooseCertificate: {
        guard: ({ context, event }) =>
          context.resident?.certificates.some((one) => isChosen(one, event)) === true,
        target: '#step',
        actions: [
          assign({
            selection: ({ context, event }) =>
              beginSelection(
                must(
                  context.resident?.certificates.find((one) => isChosen(one, event)),
                  'certificate',
                ),
              ),
          }),
          'onward',
        ],
      },
      // Somebody who changed their mind about adding one more, or about another form: back to what is already chosen.
      back: [
        {
          guard: 'changingChosen',
          target: '#step',
          actions: ['restoreChosen', { type: 'goTo', params: { step: 'preview' } }],
        },
        {
          guard: ({ context }) => context.basket.length > 0,
          target: '#step',
          actions: [
            assign(({ context }) => ({
              selection: context.basket.at(-1) ?? null,
              basket: context.basket.slice(0, -1),
            })),
            { type: 'goTo', params: { step: 'preview' } },
          ],
        },
      ],
      stop,
    },
  });

  const variant = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseVariant: {
        guard: ({ context, event }) =>
          context.selection !== null && canChooseVariant(context.selection, event.variant),
        target: '#step',
        actions: [
          assign({
            selection: ({ context, event }) => ({
              ...must(context.selection, 'selection'),
              variant: event.variant,
            }),
          }),
          'onward',
        ],
      },
      back,
      stop,
    },
  });

  const year = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseYear: {
        guard: ({ context, event }) =>
          context.selection !== null && canChooseYear(context.selection, event.year),
        target: '#step',
        actions: [
          assign({
            selection: ({ context, event }) => ({
              ...must(context.selection, 'selection'),
              year: event.year,
            }),
          }),
          'onward',
        ],
      },
      back,
      stop,
    },
  });

  const preview = session.createStateConfig({
    initial: 'asking',
    states: {
      asking: {
        always: [{ guard: 'orderStands', target: '#step', actions: 'onward' }, { target: 'building' }],
      },
      building: {
        entry: 'rest',
        invoke: {
          src: 'order',
          input: ({ context }) => ({
            session: must(context.begun, 'session').session,
            requestId: context.requestId,
            lines: chosenSelections(context.basket, must(context.selection, 'selection')).map(orderLine),
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: '#step',
              actions: [
                assign({ order: ({ event }) => (event.output.ok ? event.output.value : null) }),
                'journalOrder',
                'onward',
              ],
            },
            {
              guard: ({ event }) => !event.output.ok && event.output.error.fault === 'bindingMismatch',
              target: '#message',
              actions: ['journalAlarm', 'lockService', { type: 'end', params: { cause: 'bindingMismatch' } }],
            },
            {
              target: '#message',
              actions: assign(({ event }) =>
                event.output.ok
                  ? {}
                  : { cause: causeOfCenter(event.output.error), character: characterOf(event.output.error) },
              ),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'centerUnreachable' } } },
        },
        after: {
          centerBuilds: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
        },
      },
    },
  });

  return {
    notes,
    whose,
    municipality: municipalityState(session, ports),
    offers,
    certificate,
    variant,
    year,
    summary: summaryState(session),
    preview,
    confirm: confirmState(session),
  };
}
