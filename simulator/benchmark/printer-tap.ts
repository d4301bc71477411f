import { connect, createServer } from 'node:net';
import { listenOnLoopback } from '../listen-on-loopback.ts';

export interface PrinterTap {
  readonly uri: string;
  /** When the first byte of the next document goes to the printer, ms on performance.now's scale. */
  nextJob(): Promise<number>;
  close(): Promise<void>;
}

/** IPP operation Send-Document as it stands in a request: version 2.0 or 1.1, operation 0x0006. */
const sendDocument = [Buffer.from([2, 0, 0, 6]), Buffer.from([1, 1, 0, 6])];

/** A wire between kiosk and printer on which a measurement listens. */
export async function tapPrinter(printerUri: string): Promise<PrinterTap> {
  const { port, hostname, pathname } = new URL(printerUri.replace(/^ipp:/, 'http:'));
  let heard: (at: number) => void = () => undefined;
  const server = createServer((kiosk) => {
    const printer = connect(Number(port), hostname);
    kiosk.on('data', (chunk: Buffer) => {
      if (sendDocument.some((mark) => chunk.includes(mark))) heard(performance.now());
    });
    kiosk.pipe(printer).pipe(kiosk);
    kiosk.on('error', () => printer.destroy());
    printer.on('error', () => kiosk.destroy());
  });
  const { port: own } = await listenOnLoopback(server, 0);
  return {
    uri: `ipp://127.0.0.1:${own}${pathname}`,
    nextJob: () =>
      new Promise((resolve) => {
        heard = (at) => {
          heard = () => undefined;
          resolve(at);
        };
      }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
      }),
  };
}
