import { once } from 'node:events';
import { createServer } from 'node:net';
import { listenOnLoopback } from '../simulator/listen-on-loopback.ts';

/** So many different ports of this machine that nothing uses at the moment, for programs that choose none themselves. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const addresses = await Promise.all(servers.map((server) => listenOnLoopback(server, 0)));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return addresses.map(({ port }) => port);
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no port is free');
  return port;
}
