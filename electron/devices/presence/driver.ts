import { z } from 'zod';
import { pathSchema, programSchema } from '../../../shared/config-fields.ts';
import { defineDriver } from '../../../shared/device-driver.ts';
import { ok } from '../../../shared/result.ts';
import type { PresencePort } from '../../../state-machines/room-ports.ts';
import { inputs, openContacts } from '../room-lines/contacts.ts';
import { openProgramLine } from '../room-lines/program-line.ts';
import { watchContact } from '../room-lines/watch-contact.ts';
import { createPresence, isPresence } from './presence.ts';

/** A program of the site that prints `somebody`, `nobody` or `unknown`, one a line. */
export const presenceProgram = defineDriver<{ readonly program: readonly string[] }, PresencePort>({
  kind: 'program',
  settings: z.strictObject({ program: programSchema }),
  open({ program }, { timers }) {
    const { port, tell } = createPresence();
    const line = openProgramLine(program, timers, {
      onLine: (said) => tell(isPresence(said) ? said : 'unknown'),
      onGone: () => tell('unknown'),
    });
    return ok({ ...port, close: () => line.close() });
  },
});

const contactSettings = z.strictObject({
  /** The serial port, `/dev/ttyS0`. */
  port: pathSchema,
  input: z.enum(inputs).default('dsr'),
  /** What a closed contact means. */
  closed: z.enum(['somebody', 'nobody']).default('somebody'),
});

/** A motion or distance sensor that closes a contact between two lines of a serial port. */
export const presenceContact = defineDriver<z.output<typeof contactSettings>, PresencePort>({
  kind: 'contact',
  settings: contactSettings,
  open({ port: path, input, closed }, { timers }) {
    const { port, tell } = createPresence();
    const open = closed === 'somebody' ? 'nobody' : 'somebody';
    const line = watchContact(
      () => openContacts(path),
      input,
      timers,
      (now) => tell(now === null ? 'unknown' : now ? closed : open),
    );
    return ok({ ...port, close: () => line.close() });
  },
});
