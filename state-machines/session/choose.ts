import { assign } from 'xstate';
import { causeOfCenter } from './causes.ts';
import { findMunicipality, must } from './context.ts';
import { beginSelection, chosenPersons, orderLine, setCopies, setItem, togglePerson } from './selection.ts';
import type { SessionSetup } from './setup.ts';

/** From the notes to the confirmation: one question a state. */
export function chooseStates(session: SessionSetup) {
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

  const municipality = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseMunicipality: {
        guard: ({ context, event }) =>
          findMunicipality(context.offers, event.municipality)?.state.open === true,
        target: '#step',
        actions: [
          assign({
            municipality: ({ context, event }) => findMunicipality(context.offers, event.municipality),
          }),
          'onward',
        ],
      },
      back,
      stop,
    },
  });

  const certificate = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseCertificate: {
        guard: ({ context, event }) =>
          context.resident?.certificates.some(({ kind }) => kind === event.kind) === true,
        target: '#step',
        actions: [
          assign({
            selection: ({ context, event }) =>
              beginSelection(
                must(
                  context.resident?.certificates.find(({ kind }) => kind === event.kind),
                  'certificate',
                ),
              ),
          }),
          'onward',
        ],
      },
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
          selection: ({ context }) => beginSelection(must(context.selection, 'selection').certificate),
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
    // Whoever comes back to change something gets a new order; the old one stays unpaid and becomes void with the session.
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
            line: orderLine(must(context.selection, 'selection')),
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
              actions: ['alarm', { type: 'end', params: { cause: 'bindingMismatch' } }],
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => (event.output.ok ? null : causeOfCenter(event.output.error)),
              }),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'centerUnreachable' } } },
        },
        after: {
          centerBuilds: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
        },
      },
      shown: { entry: 'watch', on: { previewSeen: onward, back, stop } },
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
      back,
      stop,
    },
  });

  return { notes, municipality, certificate, persons, items, copies, preview, confirm };
}
