import { assign } from 'xstate';
import { mostLines, chosenSelections } from './selection.ts';
import type { SessionContext } from './context.ts';
import type { SessionSetup } from './setup.ts';

/**
 * The basket with its price and its sheets, before money moves: every certificate in it can be changed or removed, others added. The
 * sheets and the names' characters can be seen large, and it comes back here.
 */
export function confirmState(session: SessionSetup) {
  const stop = { actions: 'askStop' } as const;

  const shown = session.createStateConfig({
    entry: 'watch',
    on: {
      pay: [
        // Without a journal no money moves.
        {
          guard: 'journalLost',
          target: '#message',
          actions: { type: 'end', params: { cause: 'journalUnavailable' } },
        },
        { target: '#step', actions: 'onward' },
      ],
      seePages: 'pages',
      seeGlyphs: 'glyphs',
      addAnother: {
        guard: ({ context }) => mayAddAnother(context),
        target: '#step',
        actions: [
          'forgetOrder',
          assign(({ context }) => ({
            basket: chosenSelections(context.basket, context.selection),
            selection: null,
            answered: [],
          })),
          { type: 'goTo', params: { step: 'certificate' } },
        ],
      },
      changeChosen: {
        guard: ({ context, event }) => event.line < chosenOf(context).length,
        target: '#step',
        actions: ['forgetOrder', 'changeChosen', { type: 'goTo', params: { step: 'summary' } }],
      },
      removeChosen: {
        guard: ({ context, event }) => {
          const chosen = chosenOf(context);
          return chosen.length > 1 && event.line < chosen.length;
        },
        target: '#step',
        actions: [
          'forgetOrder',
          assign(({ context, event }) => {
            const left = chosenOf(context).filter((_, index) => index !== event.line);
            return { basket: left.slice(0, -1), selection: left.at(-1) ?? null };
          }),
          // The order is built again, and its price and pages are shown again.
          { type: 'goTo', params: { step: 'preview' } },
        ],
      },
      back: { guard: 'backPossible', target: '#step', actions: 'backward' },
      stop,
    },
  });

  const pages = session.createStateConfig({
    entry: ['watch', 'noteTime'],
    on: { previewSeen: 'shown', back: 'shown', stop },
  });

  const glyphs = session.createStateConfig({
    entry: 'watch',
    on: { glyphsSeen: 'shown', back: 'shown', stop },
  });

  return session.createStateConfig({ initial: 'shown', states: { shown, pages, glyphs } });
}

function chosenOf({ basket, selection }: SessionContext) {
  return chosenSelections(basket, selection);
}

/** Whether another line fits into one order and there is anything to choose. */
export function mayAddAnother({ basket, resident }: SessionContext): boolean {
  return basket.length + 1 < mostLines && (resident?.certificates.length ?? 0) > 0;
}
