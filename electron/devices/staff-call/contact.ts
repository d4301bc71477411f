import { z } from 'zod';
import { pathSchema } from '../../../shared/config-fields.ts';
import { defineDriver, type Open } from '../../../shared/device-driver.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { StaffCallPort } from '../../../state-machines/room-ports.ts';
import { inputs, openContacts, outputs, type Contacts } from '../room-lines/contacts.ts';
import { watchContact } from '../room-lines/watch-contact.ts';

const settings = z.strictObject({
  /** The serial port, `/dev/ttyS0`. */
  port: pathSchema,
  /** The line that drives the relay of bell or lamp. */
  bell: z.enum(outputs).default('rts'),
  /** The line that the staff's own key closes; null: there is no such key. */
  heard: z.enum(inputs).nullable().default(null),
});
type Settings = z.output<typeof settings>;

/** A bell or lamp at a relay that a control line of a serial port drives; it rings until staff press their key, or come. */
export function openStaffCallContact(
  { bell, heard }: Pick<Settings, 'bell' | 'heard'>,
  open: () => Promise<Contacts>,
  timers: Timers,
): Open<StaffCallPort> {
  const listeners = new Set<() => void>();
  let ringing = false;
  const ring = async (on: boolean): Promise<boolean> => {
    const contacts = line.contacts();
    if (contacts === null) return false;
    ringing = on;
    // A port that is gone drives nothing, and is reported where it is read.
    return contacts.set(bell, on).then(
      () => true,
      () => false,
    );
  };
  const silence = (): void => {
    ring(false).then(
      () => undefined,
      () => undefined,
    );
  };
  const line = watchContact(open, heard, timers, (pressed) => {
    if (pressed !== true || !ringing) return;
    silence();
    for (const listener of listeners) listener();
  });
  return {
    fitted: true,
    call: async () => ((await ring(true)) ? ok() : err({ fault: 'notSent' })),
    end() {
      if (ringing) silence();
    },
    onHeard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await ring(false);
      await line.close();
    },
  };
}

export const staffCallContact = defineDriver<Settings, StaffCallPort>({
  kind: 'contact',
  settings,
  open: ({ port, ...contacts }, { timers }) =>
    ok(openStaffCallContact(contacts, () => openContacts(port), timers)),
});
