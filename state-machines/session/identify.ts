import { assign } from 'xstate';
import type { LoggedIn, SessionPurpose } from '../../shared/session-api.ts';
import type { LoginInput } from './actors.ts';
import { causeOfCard, causeOfCenter, causeOfSecrets } from './causes.ts';
import type { CardFault, CardSecret } from '../ports.ts';
import { issuedBy } from '../served-by.ts';
import { must, type SessionContext } from './context.ts';
import type { SessionSetup } from './setup.ts';

/**
 * Card, PIN, card back. The tries left are read before the PIN is asked for, which costs none; a PIN is sent to the card
 * once for each time the resident presses OK, never repeated automatically.
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
          back: [
            { guard: 'backPossible', target: '#step', actions: 'backward' },
            // Where the card is the first thing asked for, a wrong tap in the menu can still be taken back.
            {
              guard: ({ context }) => context.at === 0 && context.service === 'certificates',
              target: '#purposes',
            },
            { guard: ({ context }) => context.at === 0, target: '#serviceMenu' },
          ],
          // Only while the card has told nothing: afterwards the session is somebody's.
          usePlan: { guard: ({ context }) => context.card === null, target: '#step', actions: 'beginPlan' },
          stop: { actions: 'askStop' },
        },
      },
      looking: {
        entry: 'rest',
        invoke: {
          src: 'look',
          input: ({ context }) => context.service,
          onDone: [
            {
              guard: ({ context, event }) =>
                event.output.ok && causeOfSecrets(context.service, event.output.value) === null,
              target: '#step',
              actions: [
                assign(({ context, event }) => {
                  const card = event.output.ok ? event.output.value : context.card;
                  const password = card?.passwordTriesLeft;
                  return {
                    card,
                    triesLeft: card?.triesLeft ?? 0,
                    passwordTriesLeft: typeof password === 'number' ? password : 0,
                  };
                }),
                'onward',
              ],
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ context, event }) =>
                  event.output.ok
                    ? causeOfSecrets(context.service, event.output.value)
                    : causeOfCard(event.output.error),
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

  const pin = loginStates(session, 'pin');

  const cardBack = session.createStateConfig({
    entry: 'watch',
    always: { guard: 'cardAway', target: '#step', actions: 'onward' },
    on: { stop: { actions: 'askStop' } },
  });

  return { card, pin, cardBack };
}

/**
 * Session, secret, signature, login. Whoever has forgotten the PIN logs in with the signature key and its password,
 * everybody else with the PIN. A secret is sent to the card once for each time the resident presses OK.
 */
export function loginStates(session: SessionSetup, secret: CardSecret) {
  const complete = secret === 'pin' ? 'pinComplete' : 'passwordComplete';
  return session.createStateConfig({
    initial: 'beginning',
    exit: ['wipePad', 'noDigits', 'challengeNew'],
    states: {
      beginning: {
        entry: 'rest',
        always: {
          guard: ({ context }) => !phoneServes(context),
          target: '#message',
          actions: { type: 'end', params: { cause: 'phoneNotAccepted' } },
        },
        invoke: {
          src: 'begin',
          input: ({ context }) => purposeOf(context),
          onDone: [
            // What was typed meanwhile is signed now.
            {
              guard: ({ context, event }) => event.output.ok && context.challengeOld,
              target: 'signing',
              actions: [
                assign({
                  begun: ({ context, event }) => (event.output.ok ? event.output.value : context.begun),
                }),
                'challengeNew',
              ],
            },
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
        entry: [{ type: 'openPad', params: { secret } }, 'noDigits', 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: { guard: complete, target: 'deciding' },
          stop: { actions: 'askStop' },
        },
        // Whoever needs long, and has said so at each warning, types a secret that is as good as any: the center is asked anew.
        after: { challengeAges: { actions: 'challengeAged' } },
      },
      deciding: {
        always: [
          { guard: ({ context }) => context.challengeOld, target: 'beginning' },
          { target: 'signing' },
        ],
      },
      signing: {
        entry: 'rest',
        invoke: {
          src: 'sign',
          input: ({ context }) => ({ ...purposeOf(context), begun: must(context.begun, 'challenge') }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'loggingIn',
              actions: assign({ proof: ({ event }) => (event.output.ok ? event.output.value : null) }),
            },
            {
              guard: ({ event }) => !event.output.ok && (triesAfter(event.output.error) ?? 0) > 0,
              target: 'entering',
              actions: assign(({ event, context }) => {
                const left = event.output.ok ? null : triesAfter(event.output.error);
                const again = { pinWrong: true, challengeOld: true };
                return secret === 'pin'
                  ? { ...again, triesLeft: left ?? context.triesLeft }
                  : { ...again, passwordTriesLeft: left ?? context.passwordTriesLeft };
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
        entry: 'rest',
        invoke: {
          src: 'login',
          input: ({ context }) => loginInput(context),
          onDone: [
            {
              guard: ({ context, event }) => event.output.ok && !isEmpty(context, event.output.value),
              target: '#step',
              actions: [
                assign(({ context, event }) => ({
                  ...(event.output.ok ? opened(context, event.output.value) : {}),
                  proof: null,
                })),
                'onward',
              ],
            },
            {
              target: '#message',
              actions: assign({
                // Nothing can be issued to this person: the neutral answer, which names no cause.
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
}

/** Tries left after a wrong secret; null for every other fault. */
function triesAfter(fault: CardFault): number | null {
  return fault.fault === 'wrongPin' || fault.fault === 'wrongPassword' ? fault.triesLeft : null;
}

/** Whether what lies on the reader may be a phone: the municipality decides, and a service of no municipality takes either. */
function phoneServes({ card, municipality, service, chain }: SessionContext): boolean {
  const phone = municipality?.phone;
  if (card?.model !== 'android' || phone === undefined) return true;
  const here = phone.chains === null || (chain.name !== null && phone.chains.includes(chain.name));
  return here && (service === 'enrolment' ? phone.enrolment : phone.certificates);
}

/** What a session at the center is begun for. */
function purposeOf({ service, municipality, kioskNonce, chain }: SessionContext): SessionPurpose {
  if (service === 'pin' || service === 'signaturePassword')
    return { service, municipality: null, kioskNonce };
  const { id } = must(municipality, 'municipality');
  const place = chain.own?.municipality === id ? { place: chain.own.place } : {};
  return { service, municipality: id, kioskNonce, ...place };
}

function loginInput({ begun, proof }: SessionContext): LoginInput {
  return { session: must(begun, 'session').session, proof: must(proof, 'proof') };
}

/** Whether there is neither anything to take nor a reason to show. */
function isEmpty(context: SessionContext, loggedIn: LoggedIn): boolean {
  const { resident } = opened(context, loggedIn);
  return resident?.certificates.length === 0 && resident.unavailable.length === 0;
}

/** What a login yields, for the context. */
function opened({ chain }: SessionContext, loggedIn: LoggedIn): Partial<SessionContext> {
  return loggedIn.service === 'certificates' ? { resident: issuedBy(chain, loggedIn) } : { holder: loggedIn };
}
