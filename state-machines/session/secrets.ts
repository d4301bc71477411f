import { assign } from 'xstate';
import { causeOfCard, causeOfCenter, causeOfChange } from './causes.ts';
import { must } from './context.ts';
import { beginInput, loginInput, opened } from './identify.ts';
import { newSecretOf, type SessionSetup } from './setup.ts';

/**
 * 署名用パスワード初期化 and its mirror, the PIN reset: the secret that is still known opens the session (the PIN in
 * identify.ts, the password here), then the new one is typed twice and goes to the card.
 */
export function secretStates(session: SessionSetup) {
  const stop = { actions: 'askStop' } as const;
  const unreachable = {
    target: '#message',
    actions: { type: 'end', params: { cause: 'centerUnreachable' } },
  } as const;
  const slow = { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } } as const;
  const unreadable = {
    target: '#message',
    actions: { type: 'end', params: { cause: 'cardUnreadable' } },
  } as const;

  const unsure = { target: '#message', actions: { type: 'end', params: { cause: 'secretUnsure' } } } as const;

  const loginByPassword = session.createStateConfig({
    id: 'loginByPassword',
    initial: 'beginning',
    exit: 'wipePin',
    states: {
      beginning: {
        entry: 'rest',
        invoke: {
          src: 'begin',
          input: ({ context }) => beginInput(context),
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
          onError: unreachable,
        },
        after: { centerAnswers: slow },
      },
      entering: {
        entry: [{ type: 'openPad', params: { secret: 'signaturePassword' } }, 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: { guard: 'passwordComplete', target: 'signing' },
          stop,
        },
      },
      signing: {
        entry: 'rest',
        invoke: {
          src: 'sign',
          input: ({ context }) => ({ ...beginInput(context), begun: must(context.begun, 'challenge') }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'loggingIn',
              actions: assign({ proof: ({ event }) => (event.output.ok ? event.output.value : null) }),
            },
            {
              guard: ({ event }) =>
                !event.output.ok &&
                event.output.error.fault === 'wrongPassword' &&
                event.output.error.triesLeft > 0,
              target: 'entering',
              actions: assign({
                pinWrong: true,
                passwordTriesLeft: ({ context, event }) =>
                  !event.output.ok && event.output.error.fault === 'wrongPassword'
                    ? event.output.error.triesLeft
                    : context.passwordTriesLeft,
              }),
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => (event.output.ok ? null : causeOfCard(event.output.error)),
              }),
            },
          ],
          onError: unreadable,
        },
        after: { cardSign: unreadable },
      },
      loggingIn: {
        invoke: {
          src: 'login',
          input: ({ context }) => loginInput(context),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: '#step',
              actions: [
                assign(({ event }) => ({
                  ...(event.output.ok ? opened(event.output.value) : {}),
                  proof: null,
                })),
                'onward',
              ],
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => (event.output.ok ? null : causeOfCenter(event.output.error)),
                proof: null,
              }),
            },
          ],
          onError: unreachable,
        },
        after: { centerAnswers: slow },
      },
    },
  });

  const newSecret = session.createStateConfig({
    initial: 'first',
    exit: 'wipePin',
    states: {
      first: {
        entry: ['openNewSecret', 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: { guard: 'newSecretComplete', target: 'again', actions: 'keepFirstEntry' },
          stop,
        },
      },
      again: {
        entry: 'watch',
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: [
            { guard: 'entriesMatch', target: 'changing' },
            { guard: 'newSecretComplete', target: 'first', actions: assign({ secretDifferent: true }) },
          ],
          stop,
        },
      },
      changing: {
        entry: 'rest',
        always: { guard: 'neededCardGone', target: '#message', actions: unsure.actions },
        invoke: {
          src: 'changeSecret',
          input: ({ context }) => ({
            session: must(context.begun, 'session').session,
            secret: newSecretOf(context),
          }),
          onDone: [
            { guard: ({ event }) => event.output.ok, target: '#step', actions: 'onward' },
            {
              target: '#message',
              actions: assign(({ event }) => {
                if (event.output.ok) return {};
                const { error } = event.output;
                switch (error.at) {
                  case 'card':
                    return { cause: causeOfChange(error.fault) };
                  case 'center':
                    return { cause: causeOfCenter(error.fault) };
                  case 'journal':
                    return { cause: 'journalUnavailable', journalLost: true } as const;
                }
              }),
            },
          ],
          onError: unsure,
        },
        after: { secretChanges: unsure },
      },
    },
  });

  const secretChanged = session.createStateConfig({
    entry: 'watch',
    on: { serviceDone: '#removingCard' },
  });

  return { loginByPassword, newSecret, secretChanged };
}
