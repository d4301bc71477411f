import { z } from 'zod';
import { programSchema } from '../../../shared/config-fields.ts';
import { defineDriver, type Open } from '../../../shared/device-driver.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { StaffCallPort } from '../../../state-machines/room-ports.ts';
import { openProgramLine } from '../room-lines/program-line.ts';

type Sent = Result<undefined, { readonly fault: 'notSent' }>;
const notSent: Sent = err({ fault: 'notSent' });

/** Speaks `call` and `end`, and hears `sent`, `failed` and `heard`: whatever the store has, its own program reaches it. */
export function openStaffCallProgram(program: readonly string[], timers: Timers): Open<StaffCallPort> {
  const heard = new Set<() => void>();
  let waiting: ((sent: Sent) => void)[] = [];
  const answer = (sent: Sent): void => {
    const all = waiting;
    waiting = [];
    for (const each of all) each(sent);
  };
  const line = openProgramLine(program, timers, {
    onLine(said) {
      if (said === 'sent') answer(ok());
      else if (said === 'failed') answer(notSent);
      else if (said === 'heard') {
        answer(ok());
        for (const listener of heard) listener();
      }
    },
    onGone: () => answer(notSent),
  });
  return {
    fitted: true,
    call: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (!line.say('call')) answer(notSent);
      }),
    end() {
      line.say('end');
    },
    onHeard(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    async close() {
      await line.close();
      answer(notSent);
    },
  };
}

/** A program of the site that sends a message, or rings whatever the store has. */
export const staffCallProgram = defineDriver<{ readonly program: readonly string[] }, StaffCallPort>({
  kind: 'program',
  settings: z.strictObject({ program: programSchema }),
  open: ({ program }, { timers }) => ok(openStaffCallProgram(program, timers)),
});
