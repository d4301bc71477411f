import type { WizardField } from '../../shared/first-start.ts';
import { isComplete, mayStayEmpty, takesKey } from './entry.ts';
import type { FirstStartSetup } from './setup.ts';

/** A field that is typed: keys, taking them back, and the ways on and back. Targets are states beside it, or by their id. */
export function entryState(
  session: FirstStartSetup,
  field: WizardField,
  { back, next }: { readonly back: string; readonly next: string },
) {
  return session.createStateConfig({
    on: {
      wizardKey: {
        guard: ({ context, event }) => takesKey(field, event.key, context.typed[field]),
        actions: { type: 'addKey', params: ({ event }) => ({ field, key: event.key }) },
      },
      wizardErase: {
        guard: ({ context }) => context.typed[field] !== '',
        actions: { type: 'eraseKey', params: { field } },
      },
      wizardNext: { guard: ({ context }) => isComplete(field, context.typed[field]), target: next },
      wizardSkip: {
        guard: () => mayStayEmpty(field),
        target: next,
        actions: { type: 'emptyField', params: { field } },
      },
      attendantBack: back,
    },
  });
}
