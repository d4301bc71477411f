import { SerialPort } from 'serialport';

/** Inputs of a serial port: what is wired to them closes a contact. */
export const inputs = ['cts', 'dsr', 'dcd'] as const;
export type Input = (typeof inputs)[number];
/** Outputs: they drive a relay or an optocoupler. */
export const outputs = ['rts', 'dtr'] as const;
export type Output = (typeof outputs)[number];

/** The control lines of a serial port, used as electrical contacts; no data goes over it. */
export interface Contacts {
  /** Whether the contact is closed. Rejects when the port is gone. */
  read(input: Input): Promise<boolean>;
  /** Rejects when the port is gone. */
  set(output: Output, on: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens the port with both outputs off. The promise rejects when it cannot be opened. */
export function openContacts(path: string): Promise<Contacts> {
  const on = { rts: false, dtr: false };
  // Opening a port raises its outputs unless told otherwise: nobody is to be called by a start.
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false, hupcl: false });
  const contacts: Contacts = {
    read: (input) =>
      new Promise((resolve, reject) => {
        port.get((error, status) => {
          if (error || !status) reject(error ?? new Error('the port does not tell its lines'));
          else resolve(status[input]);
        });
      }),
    set(output, to) {
      on[output] = to;
      return new Promise((resolve, reject) => {
        port.set({ ...on }, (error) => (error ? reject(error) : resolve()));
      });
    },
    close: () =>
      new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      }),
  };
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (error) {
        reject(error);
        return;
      }
      contacts.set('rts', false).then(
        () => resolve(contacts),
        (failed: unknown) => {
          contacts.close().then(
            () => reject(failed),
            () => reject(failed),
          );
        },
      );
    });
  });
}
