import { assign } from 'xstate';
import { certificateKey, type NamedKind } from '../../shared/certificates.ts';
import type { Offer } from '../../shared/center-api.ts';
import type { Ports } from '../ports.ts';
import { causeOfCenter, characterOf } from './causes.ts';
import { must, type SessionContext } from './context.ts';
import { municipalityState } from './municipality.ts';
import {
  beginSelection,
  chosenSelections,
  mostLines,
  canChooseVariant,
  canChooseYear,
  chosenPersons,
  orderLine,
  setCopies,
  setItem,
  togglePerson,
} from './selection.ts';
import type { SessionSetup } from './setup.ts';

/** Whether a certificate is the one that was touched. */
function isChosen(certificate: NamedKind, touched: Pick<NamedKind, 'kind' | 'id'>): boolean {
  return certificate.kind === touched.kind && certificate.id === touched.id;
}

/** From the notes to the confirmation: one question per state. */
export function chooseStates(session: SessionSetup, ports: Ports) {
  const back = { guard: 'backPossible', target: '#step', actions: 'backward' } as const;
  const stop = { actions: 'askStop' } as const;
  const onward = { target: '#step', actions: 'onward' } as const;

  const notes = session.createStateConfig({
    entry: 'watch',
    on: {
      consent: onward,
      back: [back, { guard: 'cardAway', target: 'serviceMenu' }],
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
        actions: [assign({ wanted: ({ event }) => certificateKey(event) }), 'onward'],
      },
      offersSeen: { target: '#step', actions: [assign({ wanted: null }), 'onward'] },
      back,
      stop,
    },
  });

  const certificate = session.createStateConfig({
    // Asked after all: what was wanted cannot be taken, or something else is chosen now.
    entry: ['watch', assign({ wanted: null })],
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
      // Somebody who changed their mind about adding one more: back to what is already chosen.
      back: {
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

  const persons = session.createStateConfig({
    entry: 'watch',
    on: {
      togglePerson: {
        actions: assign({
          selection: ({ context, event }) => togglePerson(must(context.selection, 'selection'), event.person),
        }),
      },
      chooseSelf: {
        actions: assign({
          selection: ({ context }) => {
            const selection = must(context.selection, 'selection');
            return { ...selection, persons: beginSelection(selection.certificate).persons };
          },
        }),
      },
      chooseAll: {
        actions: assign({
          selection: ({ context }) => {
            const selection = must(context.selection, 'selection');
            return { ...selection, persons: selection.certificate.persons.map(({ ref }) => ref) };
          },
        }),
      },
      personsDone: {
        guard: ({ context }) => context.selection !== null && chosenPersons(context.selection).length > 0,
        ...onward,
      },
      back,
      stop,
    },
  });

  const items = session.createStateConfig({
    entry: 'watch',
    on: {
      setItem: {
        actions: assign({
          selection: ({ context, event }) =>
            setItem(must(context.selection, 'selection'), event.item, event.shown),
        }),
      },
      itemsDone: onward,
      back,
      stop,
    },
  });

  const copies = session.createStateConfig({
    // Coming back to change something leads to a new order; the old one stays unpaid and becomes void with the session.
    entry: ['watch', 'forgetOrder'],
    on: {
      setCopies: {
        actions: assign({
          selection: ({ context, event }) => setCopies(must(context.selection, 'selection'), event.copies),
        }),
      },
      copiesDone: onward,
      back,
      stop,
    },
  });

  const preview = session.createStateConfig({
    initial: 'asking',
    states: {
      asking: { always: [{ guard: 'orderStands', target: 'shown' }, { target: 'building' }] },
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
              target: 'shown',
              actions: [
                assign({ order: ({ event }) => (event.output.ok ? event.output.value : null) }),
                'journalOrder',
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
      shown: { entry: ['watch', 'noteTime'], on: { previewSeen: onward, back, stop } },
    },
  });

  const confirm = session.createStateConfig({
    entry: 'watch',
    on: {
      pay: [
        // Without a journal no money moves.
        {
          guard: 'journalLost',
          target: '#message',
          actions: { type: 'end', params: { cause: 'journalUnavailable' } },
        },
        onward,
      ],
      addAnother: {
        guard: ({ context }) => mayAddAnother(context),
        target: '#step',
        actions: [
          'forgetOrder',
          assign(({ context }) => ({
            basket: chosenSelections(context.basket, context.selection),
            selection: null,
          })),
          { type: 'goTo', params: { step: 'certificate' } },
        ],
      },
      removeChosen: {
        guard: ({ context, event }) => {
          const chosen = chosenSelections(context.basket, context.selection);
          return chosen.length > 1 && event.line < chosen.length;
        },
        target: '#step',
        actions: [
          'forgetOrder',
          assign(({ context, event }) => {
            const left = chosenSelections(context.basket, context.selection).filter(
              (_, index) => index !== event.line,
            );
            return { basket: left.slice(0, -1), selection: left.at(-1) ?? null };
          }),
          // The order is built again, and its price and pages are shown again.
          { type: 'goTo', params: { step: 'preview' } },
        ],
      },
      back,
      stop,
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
    persons,
    items,
    copies,
    preview,
    confirm,
  };
}

/** What the chosen municipality offers to somebody of there: nothing but the register where one does not live. */
export function offeredNow({ municipality, whose }: Pick<SessionContext, 'municipality' | 'whose'>): Offer[] {
  return (municipality?.offers ?? []).filter(
    ({ kind }) => whose === 'home' || kind === 'familyRegister' || kind === 'familyRegisterAddresses',
  );
}

/** Whether another line fits into one order and there is anything to choose. */
export function mayAddAnother({ basket, resident }: SessionContext): boolean {
  return basket.length + 1 < mostLines && (resident?.certificates.length ?? 0) > 0;
}
