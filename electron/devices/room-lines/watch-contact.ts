import type { Timers } from '../../../shared/timers.ts';
import type { Contacts, Input } from './contacts.ts';

/** How often a contact is read, ms: far shorter than a hand presses a key. */
export const readEveryMs = 100;
/** A port that is gone is opened again after this long, ms. */
const reopenMs = 5_000;

/** A port whose contacts are read and set, and opened again when it was gone. */
export interface ContactLine {
  /** The open port; null: it is gone. */
  readonly contacts: () => Contacts | null;
  close(): Promise<void>;
}

/**
 * Reads one contact again and again.
 * @param input null: nothing is read, the port is only kept open
 * @param onChange called with each change and after each opening; null: the port is gone
 */
export function watchContact(
  open: () => Promise<Contacts>,
  input: Input | null,
  timers: Timers,
  onChange: (closedContact: boolean | null) => void,
): ContactLine {
  let contacts: Contacts | null = null;
  let closed = false;
  let last: boolean | null | undefined;
  let callOff = (): void => undefined;
  const tell = (now: boolean | null): void => {
    if (closed || now === last) return;
    last = now;
    onChange(now);
  };
  const turn = async (): Promise<void> => {
    try {
      contacts ??= await open();
      if (closed) {
        await contacts.close();
        return;
      }
      tell(input === null ? false : await contacts.read(input));
      callOff = timers.after(readEveryMs, go);
    } catch {
      const gone = contacts;
      contacts = null;
      await gone?.close();
      tell(null);
      if (!closed) callOff = timers.after(reopenMs, go);
    }
  };
  let under: Promise<void> = Promise.resolve();
  function go(): void {
    under = turn();
  }
  go();
  return {
    contacts: () => contacts,
    async close() {
      closed = true;
      callOff();
      await under;
      await contacts?.close();
    },
  };
}
