import { once } from 'node:events';
import { connect, createServer, type ListenOptions, type NetConnectOpts, type Socket } from 'node:net';

/** A line through which two programs speak, whatever they speak. */
export interface Relay {
  /** Where it listens: null at a socket in the file system. */
  readonly port: number | null;
  /** What is open breaks, and nothing is taken any more. */
  cut(): void;
  /** From now on it leads there. */
  leadTo(target: NetConnectOpts): void;
  close(): Promise<void>;
}

/** Opens a line to a target; it can be cut, mended and moved. @param at on this machine */
export async function openRelay(at: ListenOptions, first: NetConnectOpts): Promise<Relay> {
  const open = new Set<Socket>();
  let target: NetConnectOpts | null = first;
  const server = createServer((near) => {
    if (target === null) {
      near.destroy();
      return;
    }
    const far = connect(target);
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
  await once(server.listen(at), 'listening');
  const address = server.address();
  const cut = (): void => {
    target = null;
    for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : null,
    cut,
    leadTo(next) {
      target = next;
    },
    async close() {
      cut();
      await once(server.close(), 'close');
    },
  };
}
