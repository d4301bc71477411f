import { assign } from 'xstate';
import { causeOfCenter, causeOfChange } from './causes.ts';
import { must } from './context.ts';
import { loginStates } from './identify.ts';
import { newSecretOf, type SessionSetup } from './setup.ts';

/**
 * 署名用パスワード初期化 and its mirror, the PIN reset: the secret that is still known opens the session (the PIN in
 * identify.ts, the password here), then the new one is typed twice and goes to the card.
 */
export function secretStates(session: SessionSetup) {
  const stop = { actions: 'askStop' } as const;
  const unsure = { target: '#message', actions: { type: 'end', params: { cause: 'secretUnsure' } } } as const;

  const loginByPassword = { ...loginStates(session, 'signaturePassword'), id: 'loginByPassword' };

  const newSecret = session.createStateConfig({
    initial: 'first',
    exit: ['wipePad', 'noDigits'],
    states: {
      first: {
        entry: ['openPadForNewSecret', 'noDigits', 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: {
            guard: 'newSecretComplete',
            target: 'again',
            actions: ['keepFirstEntry', 'noDigits', assign({ secretDifferent: false })],
          },
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
