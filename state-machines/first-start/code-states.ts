import { assign } from 'xstate';
import { attendantCodeRule } from './context.ts';
import type { FirstStartSetup } from './setup.ts';

/** The code of one attendant, typed twice. The digits stay in the pad. */
export function codeStates(
  session: FirstStartSetup,
  role: 'operator' | 'staff',
  { back, next }: { readonly back: string; readonly next: string },
) {
  return session.createStateConfig({
    id: role,
    initial: 'first',
    entry: assign({ different: false }),
    exit: 'wipePad',
    states: {
      first: {
        entry: ['openPad', 'noDigits'],
        on: {
          pinDigits: {
            actions: { type: 'noteDigits', params: ({ event: { entered } }) => ({ entered }) },
          },
          pinEnter: {
            guard: ({ context }) => context.digits >= attendantCodeRule.least,
            target: 'again',
            actions: 'keepFirstEntry',
          },
          // Store staff may come later, with a card.
          wizardSkip: { guard: () => role === 'staff', target: next, actions: 'forgetStaffCode' },
          attendantBack: back,
        },
      },
      again: {
        entry: 'noDigits',
        on: {
          pinDigits: {
            actions: { type: 'noteDigits', params: ({ event: { entered } }) => ({ entered }) },
          },
          pinEnter: {
            guard: ({ context }) => context.digits >= attendantCodeRule.least,
            target: 'comparing',
          },
          attendantBack: 'first',
        },
      },
      comparing: {
        always: [
          { guard: 'entriesMatch', target: 'keeping' },
          { target: 'first', actions: assign({ different: true }) },
        ],
      },
      keeping: {
        invoke: {
          src: 'keepCode',
          input: { role },
          onDone: next,
          onError: { target: 'first', actions: assign({ different: true }) },
        },
        after: { hashes: 'first' },
      },
    },
  });
}
