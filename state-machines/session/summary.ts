import { assign } from 'xstate';
import { must } from './context.ts';
import { beginSelection, chosenPersons, isSettled, setCopies, setItem, togglePerson } from './selection.ts';
import type { SessionSetup } from './setup.ts';

/**
 * Persons, items and copies of one certificate: what is usual is chosen already, and each is changed on a screen of its own, which
 * comes back here. "Back" there leaves it as it was.
 */
export function summaryState(session: SessionSetup) {
  const stop = { actions: 'askStop' } as const;
  const done = { target: 'shown', actions: 'doneChanging' } as const;
  const undone = { target: 'shown', actions: 'undoChange' } as const;

  /** Whoever changes one of several and thinks better of it finds all of them as they were. */
  const restored = {
    guard: 'changingChosen',
    target: '#step',
    actions: ['restoreChosen', { type: 'goTo', params: { step: 'preview' } }],
  } as const;

  const shown = session.createStateConfig({
    // Coming back to change something leads to a new order; the old one stays unpaid and becomes void with the session.
    entry: ['watch', 'forgetOrder'],
    on: {
      changePart: [
        // Form and year are questions of their own; from there it comes on to here.
        {
          guard: { type: 'partIs', params: 'form' },
          target: '#step',
          actions: ['askAgain', { type: 'goTo', params: { step: 'variant' } }],
        },
        { guard: { type: 'partIs', params: 'persons' }, target: 'persons', actions: 'keepUnchanged' },
        { guard: { type: 'partIs', params: 'items' }, target: 'items', actions: 'keepUnchanged' },
        { guard: { type: 'partIs', params: 'copies' }, target: 'copies', actions: 'keepUnchanged' },
      ],
      summaryDone: {
        guard: ({ context }) => context.selection !== null && isSettled(context.selection),
        target: '#step',
        actions: [assign({ planNotice: null, changing: null }), 'onward'],
      },
      back: [restored, { guard: 'backPossible', target: '#step', actions: 'backward' }],
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
        ...done,
      },
      back: undone,
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
      itemsDone: done,
      back: undone,
      stop,
    },
  });

  const copies = session.createStateConfig({
    entry: 'watch',
    on: {
      setCopies: {
        actions: assign({
          selection: ({ context, event }) => setCopies(must(context.selection, 'selection'), event.copies),
        }),
      },
      copiesDone: done,
      back: undone,
      stop,
    },
  });

  return session.createStateConfig({ initial: 'shown', states: { shown, persons, items, copies } });
}
