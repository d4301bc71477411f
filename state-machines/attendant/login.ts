import { assign } from 'xstate';
import type { Attendant } from '../../shared/attendants.ts';
import type { Result } from '../../shared/result.ts';
import type { AttendantFault, ProvenAttendant } from '../attendant-ports.ts';
import type { AttendantContext, LoginNotice } from './context.ts';
import type { AttendantSetup } from './setup.ts';

type Proof = Result<ProvenAttendant, AttendantFault>;
interface Answered {
  readonly context: AttendantContext;
  readonly event: { readonly output: Proof };
}

/**
 * Login by number and code and by card, in either order: the same for whoever enters and for the second person of a refund.
 * Money is moved by whoever has shown both, and the card is taken back before the first screen. `second`: somebody is already
 * logged in, and another person confirms.
 */
export function loginStates(
  session: AttendantSetup,
  purpose: 'login' | 'second',
  ends: { entered: string; left: string },
) {
  const isSomebodyElse = (context: AttendantContext, { id }: Attendant): boolean =>
    purpose === 'login' || id !== context.who?.id;
  /** Who it is, if this may be the person asked for. */
  const personOf = ({ context, event: { output } }: Answered): ProvenAttendant | null =>
    output.ok && isSomebodyElse(context, output.value) ? output.value : null;
  const refuse = (output: Proof, otherwise: LoginNotice = 'samePerson'): Partial<AttendantContext> => {
    const cleared = { number: '', cardOf: null, codeOf: null };
    // An accepted login that ends up here is the first person again.
    if (output.ok) return { ...cleared, notice: otherwise };
    const { error } = output;
    return {
      ...cleared,
      notice: error.fault satisfies LoginNotice,
      triesLeft: error.fault === 'wrong' ? error.triesLeft : null,
      lockedUntil: error.fault === 'locked' ? error.until : null,
    };
  };
  const broken = 'loginBroken' as const;
  const entered = purpose === 'login' ? (['journalEntered', 'tellKiosk'] as const) : [];
  /** This person is let in; `both`: card and code were shown. */
  const letIn = (person: Attendant, both: boolean): Partial<AttendantContext> =>
    purpose === 'login' ? { who: person, mayMoveMoney: both } : { second: person.id };

  return session.createStateConfig({
    initial: 'number',
    entry: ['wipePad', 'forgetLogin'],
    exit: ['wipePad', 'noDigits'],
    states: {
      number: {
        entry: 'watch',
        always: { guard: 'cardPresent', target: 'card' },
        on: {
          codeKey: {
            actions: assign({
              number: ({ context, event }) => (context.number + event.key).slice(0, 7),
              notice: 'none',
            }),
          },
          codeErase: { actions: assign({ number: ({ context }) => context.number.slice(0, -1) }) },
          codeDone: { guard: 'numberComplete', target: 'code' },
          attendantBack: ends.left,
        },
      },
      /** The card says whose code is to be typed. */
      card: {
        entry: assign({ cardTried: true }),
        invoke: {
          src: 'byCard',
          onDone: [
            {
              guard: (answered) => personOf(answered)?.hasCode === true,
              target: 'code',
              actions: assign((answered) => {
                const person = personOf(answered);
                if (!person) return {};
                const { id, role } = person;
                return { cardOf: { id, role }, number: id.replace('-', ''), notice: 'none' };
              }),
            },
            // Without a code a card opens what moves no money, and confirms none.
            {
              guard: (answered) => personOf(answered) !== null && purpose === 'login',
              target: 'taking',
              actions: [
                assign((answered) => {
                  const person = personOf(answered);
                  if (!person) return {};
                  const { id, role } = person;
                  return { cardOf: { id, role }, ...letIn({ id, role }, false) };
                }),
                ...entered,
              ],
            },
            {
              target: 'number',
              actions: assign((answered) =>
                refuse(answered.event.output, personOf(answered) ? 'bothNeeded' : 'samePerson'),
              ),
            },
          ],
          onError: { target: 'number', actions: broken },
        },
        after: { attendantChecks: { target: 'number', actions: broken } },
      },
      code: {
        entry: ['watch', 'openPad', 'noDigits'],
        always: {
          guard: ({ context }) =>
            context.presence === 'present' && !context.cardTried && context.cardOf === null,
          target: 'card',
        },
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          codeDone: { guard: 'codeLongEnough', target: 'checking' },
          pinEnter: { guard: 'codeLongEnough', target: 'checking' },
          attendantBack: {
            target: 'number',
            actions: ['wipePad', assign({ number: '', pinEntered: 0, cardOf: null })],
          },
        },
      },
      checking: {
        invoke: {
          src: 'byCode',
          input: ({ context: { number, cardOf } }) => ({ number, card: cardOf?.id ?? null }),
          onDone: [
            {
              guard: (answered) => {
                const person = personOf(answered);
                if (person === null) return false;
                const { cardOf, mending } = answered.context;
                if (cardOf?.id === person.id) return true;
                // Neither who mends the machine nor who has no card moves money, and a second person would.
                return purpose === 'login' && (mending || !person.hasCard);
              },
              target: 'taking',
              actions: [
                assign((answered) => {
                  const person = personOf(answered);
                  if (!person) return {};
                  const { id, role } = person;
                  const { cardOf, mending } = answered.context;
                  return { codeOf: { id, role }, ...letIn({ id, role }, cardOf?.id === id && !mending) };
                }),
                ...entered,
              ],
            },
            {
              guard: (answered) => personOf(answered)?.hasCard === true,
              target: 'askingCard',
              actions: assign((answered) => {
                const person = personOf(answered);
                return person ? { codeOf: { id: person.id, role: person.role }, notice: 'none' } : {};
              }),
            },
            {
              target: 'number',
              actions: assign((answered) =>
                refuse(answered.event.output, personOf(answered) ? 'bothNeeded' : 'samePerson'),
              ),
            },
          ],
          onError: { target: 'number', actions: broken },
        },
        after: { attendantChecks: { target: 'number', actions: broken } },
      },
      /** The code was right; its card is to be shown too. With a broken reader one still enters, for all but money. */
      askingCard: {
        entry: 'watch',
        always: { guard: 'cardPresent', target: 'secondCard' },
        on: {
          enterWithoutCard: {
            guard: ({ context }) => purpose === 'login' && context.codeOf !== null,
            target: 'taking',
            actions: [
              assign(({ context }) => (context.codeOf ? letIn(context.codeOf, false) : {})),
              ...entered,
            ],
          },
          attendantBack: { target: 'number', actions: assign({ number: '', codeOf: null }) },
        },
      },
      secondCard: {
        entry: assign({ cardTried: true }),
        invoke: {
          src: 'byCard',
          onDone: [
            {
              guard: ({ context, event }) => event.output.ok && event.output.value.id === context.codeOf?.id,
              target: 'taking',
              actions: [
                assign(({ context }) =>
                  context.codeOf ? { cardOf: context.codeOf, ...letIn(context.codeOf, true) } : {},
                ),
                ...entered,
              ],
            },
            {
              target: 'askingCard',
              actions: assign({
                notice: ({ event: { output } }) => (output.ok ? 'otherCard' : output.error.fault),
              }),
            },
          ],
          onError: { target: 'askingCard', actions: assign({ notice: 'cardUnreadable' }) },
        },
        after: {
          attendantChecks: { target: 'askingCard', actions: assign({ notice: 'cardUnreadable' }) },
        },
      },
      /** A card that stays in the reader could be used by whoever comes next. */
      taking: {
        entry: ['watch', 'wipePad'],
        always: { guard: 'cardAway', target: ends.entered, actions: 'forgetLogin' },
      },
    },
  });
}
