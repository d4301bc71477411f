import { connect } from 'node:net';
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import {
  longestTalk,
  type FindAnswer,
  type LineFault,
  type ReceiptLine,
} from '../../receipts/receipt-line.ts';

/**
 * A receipt printer on the network, through node-thermal-printer over a connection of our own: the package's takes the first byte
 * that a printer says for the answer, whatever it belongs to, and never settles when the printer hangs up without a word. One
 * connection per exchange, because such printers serve one at a time.
 *
 * @param address `tcp://127.0.0.1:9100`, `tcp://[::1]:9100`
 * @throws TypeError when the address names no host and port
 */
export function createNetworkLine(address: string, timers: Timers): ReceiptLine {
  const { hostname, port } = new URL(address);
  if (hostname === '' || port === '') throw new TypeError(`not tcp://host:port: ${address}`);
  const target = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  return {
    async ask(bytes, deadlineMs, find) {
      const { promise, resolve } = Promise.withResolvers<Result<number, LineFault>>();
      const connection = {
        execute: (sent: Uint8Array): void => {
          exchange(target, sent, { timers, deadlineMs, find }, resolve);
        },
      };
      const device = new ThermalPrinter({
        type: PrinterTypes.EPSON,
        // An object is taken as the connection itself, which the package's types do not say.
        interface: connection as unknown as string,
      });
      device.setBuffer(Buffer.from(bytes));
      await device.execute();
      return promise;
    },
  };
}

/** Calls `onEnd` with the answer; what it is called with after that means nothing. */
function exchange(
  target: { readonly host: string; readonly port: number },
  bytes: Uint8Array,
  {
    timers,
    deadlineMs,
    find,
  }: { readonly timers: Timers; readonly deadlineMs: number; readonly find: FindAnswer },
  onEnd: (answer: Result<number, LineFault>) => void,
): void {
  const received: number[] = [];
  let connected = false;
  const socket = connect(target);
  const end = (result: Result<number, LineFault>): void => {
    callOff();
    socket.destroy();
    onEnd(result);
  };
  const giveUp = (): void => end(err(connected ? 'noAnswer' : 'unreachable'));
  const callOff = timers.after(deadlineMs, giveUp);
  socket.on('connect', () => {
    connected = true;
    socket.write(bytes);
  });
  socket.on('data', (chunk) => {
    received.push(...chunk);
    const answer = find(received);
    if (answer !== null) end(ok(answer));
    else if (received.length > longestTalk) giveUp();
  });
  socket.on('error', giveUp);
  socket.on('close', giveUp);
}
