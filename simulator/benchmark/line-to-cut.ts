import { connect, createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../listen-on-loopback.ts';

export interface LineToCut {
  readonly port: number;
  /** What is open breaks, and nothing is taken any more. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A line to a port of this machine that can be cut, whatever is spoken on it. */
export async function openLineToCut(port: number): Promise<LineToCut> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const { port: own } = await listenOnLoopback(server, 0);
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: own,
    cut() {
      whole = false;
      breakAll();
    },
    mend() {
      whole = true;
    },
    close() {
      breakAll();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
