import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';

export interface SerialOptions {
  /** The port's device file, `/dev/ttyUSB0`. */
  readonly path: string;
  /** Baud; ccTalk runs at 9600 unless a device's manual says otherwise. */
  readonly baudRate: number;
}

/** Opens a serial port with 8 data bits, no parity, 1 stop bit (ccTalk part 1). The promise rejects when it cannot be opened. */
export function createSerialOpener({ path, baudRate }: SerialOptions): () => Promise<Duplex> {
  return () =>
    new Promise((resolve, reject) => {
      const port = new SerialPort({ path, baudRate, autoOpen: false });
      // When destroyed like any other stream, SerialPort would leave its file open.
      port._destroy = (error, callback) => {
        if (port.isOpen) port.close(() => callback(error));
        else callback(error);
      };
      port.open((error) => (error ? reject(error) : resolve(port)));
    });
}
