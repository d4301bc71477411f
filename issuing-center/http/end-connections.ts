import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Timers } from '../../shared/timers.ts';

/**
 * Watches a server's connections from the start. The function it returns waits until no request is being answered, at most
 * the given ms, and then ends every connection, even one that never sent anything, which would hold up a closing server for
 * its whole idle time.
 */
export function endConnections(
  server: Server | TlsServer,
  timers: Timers,
  withinMs: number,
): () => Promise<void> {
  const sockets = new Set<Socket>();
  let answering = 0;
  let ended = false;
  let whenQuiet: () => void = () => undefined;
  server.on('connection', (socket: Socket) => {
    if (ended) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response) => {
    answering += 1;
    response.once('close', () => {
      answering -= 1;
      if (answering === 0) whenQuiet();
    });
  });
  return async () => {
    if (answering > 0)
      await new Promise<void>((resolve) => {
        const callOff = timers.after(withinMs, resolve);
        whenQuiet = () => {
          callOff();
          resolve();
        };
      });
    ended = true;
    for (const socket of sockets) socket.destroy();
  };
}
