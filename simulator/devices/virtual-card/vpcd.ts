import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { createFrameReader, frame } from './vpcd-frames.ts';
import type { CardInReader } from './virtual-card.ts';

/** Where a virtual reader waits for its card: a port on this machine, or a socket file that leads to one. */
export type VpcdAddress = { readonly host: '127.0.0.1'; readonly port: number } | { readonly path: string };

/** A card in the virtual reader. */
export interface VpcdConnection {
  /** Resolves when the card is out: taken out here, or because the reader's daemon ended. */
  readonly closed: Promise<void>;
  /** Takes the card out. */
  close(): Promise<void>;
}

/** Default port of vpcd's first reader; the second has the next one. */
export const vpcdPort = 35_963;

const controls = { off: 0, on: 1, reset: 2, atr: 4 } as const;

/** Longer than any ATR: the daemon fails to power up the card and calls it mute. */
const noAtr = new Uint8Array(40);

/** Puts a card into a reader that waits for it (vpcd's usual way: the reader listens, the card connects). */
export function connectVpcd(
  options: VpcdAddress & { readonly card: CardInReader },
): Promise<Result<VpcdConnection, { readonly fault: 'unreachable'; readonly code: string }>> {
  const { card, ...address } = options;
  return new Promise((resolve) => {
    const socket = connect(address);
    const refused = (error: NodeJS.ErrnoException): void =>
      resolve(err({ fault: 'unreachable', code: error.code ?? 'unknown' }));
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.removeListener('error', refused);
      resolve(ok(serve(socket, card)));
    });
  });
}

/** Waits on loopback for a reader that connects to its card: a vpcd whose DEVICENAME names a host. */
export function listenVpcd(options: {
  /** 0 for any free port. */
  readonly port: number;
  readonly card: CardInReader;
}): Promise<
  Result<VpcdConnection & { readonly port: number }, { readonly fault: 'unreachable'; readonly code: string }>
> {
  return new Promise((resolve) => {
    const connections = new Set<VpcdConnection>();
    const server = createServer((socket) => {
      const connection = serve(socket, options.card);
      connections.add(connection);
      void connection.closed.then(() => connections.delete(connection));
    });
    const closed = new Promise<void>((done) => server.once('close', done));
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(err({ fault: 'unreachable', code: error.code ?? 'unknown' })),
    );
    server.listen({ host: '127.0.0.1', port: options.port }, () => {
      resolve(
        ok({
          port: portOf(server.address()),
          closed,
          async close() {
            server.close();
            await Promise.all([...connections].map((connection) => connection.close()));
            await closed;
          },
        }),
      );
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

function serve(socket: Socket, card: CardInReader): VpcdConnection {
  socket.setNoDelay(true);
  const takeFrames = createFrameReader();
  socket.on('data', (bytes) => {
    for (const message of takeFrames(bytes)) {
      const answer = answerTo(message, card);
      if (answer) socket.write(frame(answer));
    }
  });
  // 'close' follows and ends the connection.
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    closed,
    close() {
      socket.destroy();
      return closed;
    },
  };
}

/** A message of one byte controls the reader, any other is for the card. Of the controls only the ATR request is answered. */
function answerTo(message: Uint8Array, card: CardInReader): Uint8Array | null {
  if (message.length !== 1) return card.process(message);
  switch (message[0]) {
    case controls.atr:
      return card.atr ?? noAtr;
    case controls.off:
    case controls.on:
    case controls.reset:
      card.reset();
      return null;
    default:
      return null;
  }
}
