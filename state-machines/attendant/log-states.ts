import { assign } from 'xstate';
import { logSearchMost, nothingInLog, usualLogFilter } from '../../shared/log-lines.ts';
import type { AttendantSetup } from './setup.ts';

/** The log's last lines in words, and the search in them. It is read again with each filter; pages are turned in what was found. */
export function logStates(session: AttendantSetup) {
  const logReview = session.createStateConfig({
    initial: 'reading',
    on: { attendantBack: '#maintenance' },
    states: {
      reading: {
        entry: assign({ logFound: null, page: 0 }),
        invoke: {
          src: 'findInLog',
          input: ({ context }) => ({ filter: context.logFilter }),
          onDone: {
            target: 'shown',
            actions: assign({ logFound: ({ event: { output } }) => (output.ok ? output.value : null) }),
          },
          onError: 'shown',
        },
        // What is not there in time is too much to be read from a screen.
        after: {
          journalReads: { target: 'shown', actions: assign({ logFound: { ...nothingInLog, older: true } }) },
        },
      },
      shown: {
        entry: 'watch',
        on: {
          turnPage: { actions: assign({ page: ({ event }) => event.page }) },
          filterLog: { target: 'reading', actions: assign({ logFilter: ({ event }) => event.filter }) },
          typeLogText: { target: 'typing', actions: assign({ entered: '' }) },
        },
      },
      typing: {
        entry: 'watch',
        on: {
          entryKey: {
            actions: assign({
              entered: ({ context, event }) => (context.entered + event.key).slice(0, logSearchMost),
            }),
          },
          entryErase: { actions: assign({ entered: ({ context }) => context.entered.slice(0, -1) }) },
          chooseKeys: { actions: assign({ logKeys: ({ event }) => event.keys }) },
          entryDone: {
            guard: ({ context }) => context.entered !== '',
            target: 'reading',
            actions: assign({
              // Whatever its gravity and whenever it was: the word is what narrows it.
              logFilter: ({ context }) => ({ ...usualLogFilter, least: 'info', text: context.entered }),
            }),
          },
          attendantBack: 'shown',
        },
      },
    },
  });
  return { logReview };
}
