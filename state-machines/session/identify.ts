import { assign } from 'xstate';
import { causeOfCard, causeOfCenter } from './causes.ts';
import { must } from './context.ts';
import type { SessionSetup } from './setup.ts';

/**
 * Card, PIN, card back. The tries left are read before the PIN is asked for and cost none; a PIN is sent to the card once
 * for each time that the resident pressed OK, never again by itself.
 */
export function identifyStates(session: SessionSetup) {
  const card = session.createStateConfig({
    initial: 'waiting',
    states: {
      waiting: {
        entry: 'watch',
        always: [
          { guard: 'cardPresent', target: 'looking' },
          {
            guard: 'readerGone',
            target: '#message',
            actions: { type: 'end', params: { cause: 'cardReaderUnavailable' } },
          },
          {
            guard: 'cardMute',
            target: '#message',
            actions: { type: 'end', params: { cause: 'cardUnreadable' } },
          },
        ],
        on: {
          back: { guard: 'backPossible', target: '#step', actions: 'backward' },
          stop: { actions: 'askStop' },
        },
      },
      looking: {
        entry: 'rest',
        invoke: {
          src: 'look',
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: '#step',
              actions: [
                assign({
                  triesLeft: ({ event, context }) =>
                    event.output.ok ? event.output.value.triesLeft : context.triesLeft,
                }),
                'onward',
              ],
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => (event.output.ok ? null : causeOfCard(event.output.error)),
              }),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'cardUnreadable' } } },
        },
        after: {
          cardLook: { target: '#message', actions: { type: 'end', params: { cause: 'cardUnreadable' } } },
        },
      },
    },
  });

  const pin = session.createStateConfig({
    initial: 'beginning',
    exit: 'wipePin',
    states: {
      beginning: {
        entry: 'rest',
        invoke: {
          src: 'begin',
          input: ({ context }) => ({
            municipality: must(context.municipality, 'municipality').id,
            kioskNonce: context.kioskNonce,
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'entering',
              actions: assign({
                begun: ({ event }) => (event.output.ok ? event.output.value : null),
                pinWrong: false,
              }),
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
          centerAnswers: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
        },
      },
      entering: {
        entry: ['wipePin', 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: { guard: 'fourDigits', target: 'signing' },
          stop: { actions: 'askStop' },
        },
      },
      signing: {
        entry: 'rest',
        invoke: {
          src: 'sign',
          input: ({ context }) => ({
            begun: must(context.begun, 'challenge'),
            municipality: must(context.municipality, 'municipality').id,
            kioskNonce: context.kioskNonce,
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'loggingIn',
              actions: assign({ proof: ({ event }) => (event.output.ok ? event.output.value : null) }),
            },
            {
              guard: ({ event }) =>
                !event.output.ok &&
                event.output.error.fault === 'wrongPin' &&
                event.output.error.triesLeft > 0,
              target: 'entering',
              actions: assign({
                pinWrong: true,
                triesLeft: ({ event, context }) =>
                  !event.output.ok && event.output.error.fault === 'wrongPin'
                    ? event.output.error.triesLeft
                    : context.triesLeft,
              }),
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => (event.output.ok ? null : causeOfCard(event.output.error)),
              }),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'cardUnreadable' } } },
        },
        after: {
          cardSign: { target: '#message', actions: { type: 'end', params: { cause: 'cardUnreadable' } } },
        },
      },
      loggingIn: {
        invoke: {
          src: 'login',
          input: ({ context }) => ({
            session: must(context.begun, 'session').session,
            proof: must(context.proof, 'proof'),
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok && event.output.value.certificates.length > 0,
              target: '#step',
              actions: [
                assign({
                  resident: ({ event }) => (event.output.ok ? event.output.value : null),
                  proof: null,
                }),
                'onward',
              ],
            },
            {
              target: '#message',
              actions: assign({
                // Nothing to issue to this person: the neutral answer, which names no cause.
                cause: ({ event }) => (event.output.ok ? 'notAvailable' : causeOfCenter(event.output.error)),
                proof: null,
              }),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'centerUnreachable' } } },
        },
        after: {
          centerAnswers: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
        },
      },
    },
  });

  const cardBack = session.createStateConfig({
    entry: 'watch',
    always: { guard: 'cardAway', target: '#step', actions: 'onward' },
    on: { stop: { actions: 'askStop' } },
  });

  return { card, pin, cardBack };
}
