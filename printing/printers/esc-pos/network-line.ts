import { connect } from 'node:net';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import { longestTalk, type LineFault, type ReceiptLine } from '../../receipts/receipt-line.ts';

/**
 * A receipt printer in the network: one connection an exchange, because such printers serve one at a time.
 *
 * @param address `tcp://127.0.0.1:9100`, `tcp://[::1]:9100`
 * @throws TypeError when the address names no host and port.
 */
export function createNetworkLine(address: string, timers: Timers): ReceiptLine {
  const { hostname, port } = new URL(address);
  if (hostname === '' || port === '') throw new TypeError(`not tcp://host:port: ${address}`);
  const target = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  return {
    ask: (bytes, deadlineMs, find) =>
      new Promise((resolve) => {
        const received: number[] = [];
        let connected = false;
        const socket = connect(target);
        const end = (result: Result<number, LineFault>): void => {
          callOff();
          socket.destroy();
          resolve(result);
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
      }),
  };
}
