import { assign } from 'xstate';
import type { Attendant } from '../../shared/attendants.ts';
import type { Result } from '../../shared/result.ts';
import type { AttendantFault } from '../attendant-ports.ts';
import { noLogin, type AttendantContext, type LoginNotice } from './context.ts';
import type { AttendantSetup } from './setup.ts';

/**
 * Login by number and code, or by card: the same for whoever enters and for the second person of a refund. `second`:
 * somebody is already logged in, and another person confirms.
 */
export function loginStates(
  session: AttendantSetup,
  purpose: 'login' | 'second',
  ends: { entered: string; left: string },
) {
  const accepted = ({
    context,
    event,
  }: {
    context: AttendantContext;
    event: { output: Result<Attendant, AttendantFault> };
  }) => event.output.ok && (purpose === 'login' || event.output.value.id !== context.who?.id);
  const take = (output: Result<Attendant, AttendantFault>): Partial<AttendantContext> => {
    if (!output.ok) return {};
    return purpose === 'login' ? { ...noLogin, who: output.value } : { ...noLogin, second: output.value.id };
  };
  const refuse = (output: Result<Attendant, AttendantFault>): Partial<AttendantContext> => {
    // An accepted login that ends up here is the first person again.
    if (output.ok) return { notice: 'samePerson', number: '' };
    const { error } = output;
    return {
      number: '',
      notice: error.fault satisfies LoginNotice,
      triesLeft: error.fault === 'wrong' ? error.triesLeft : null,
      lockedUntil: error.fault === 'locked' ? error.until : null,
    };
  };
  const broken = 'loginBroken' as const;

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
      code: {
        entry: ['watch', 'openPad', 'noDigits'],
        always: { guard: 'cardPresent', target: 'card' },
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          codeDone: { guard: 'codeLongEnough', target: 'checking' },
          pinEnter: { guard: 'codeLongEnough', target: 'checking' },
          attendantBack: { target: 'number', actions: ['wipePad', assign({ number: '', pinEntered: 0 })] },
        },
      },
      checking: {
        invoke: {
          src: 'byCode',
          input: ({ context }) => ({ number: context.number }),
          onDone: [
            {
              guard: accepted,
              target: ends.entered,
              actions: [
                assign(({ event }) => take(event.output)),
                ...(purpose === 'login'
                  ? [{ type: 'journalEntered' as const, params: { how: 'code' as const } }]
                  : []),
              ],
            },
            { target: 'number', actions: assign(({ event }) => refuse(event.output)) },
          ],
          onError: { target: 'number', actions: broken },
        },
        after: { attendantChecks: { target: 'number', actions: broken } },
      },
      card: {
        entry: assign({ cardTried: true }),
        invoke: {
          src: 'byCard',
          onDone: [
            {
              guard: accepted,
              target: ends.entered,
              actions: [
                assign(({ event }) => take(event.output)),
                ...(purpose === 'login'
                  ? [{ type: 'journalEntered' as const, params: { how: 'card' as const } }]
                  : []),
              ],
            },
            { target: 'number', actions: assign(({ event }) => refuse(event.output)) },
          ],
          onError: { target: 'number', actions: broken },
        },
        after: { attendantChecks: { target: 'number', actions: broken } },
      },
    },
  });
}
