import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as TlsServer } from 'node:https';
import { isIPv6, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Timers } from '../../shared/timers.ts';
import { kioskOf } from '../tls-link/kiosk-name.ts';

/** How many connections are kept open, and how long one may take to fetch an answer. */
export interface ConnectionCounts {
  /** Open at once of one peer: a kiosk, by its certificate; where anybody may ask, an address. */
  readonly perPeer: number;
  /** Open at once in all. */
  readonly total: number;
  /** From the whole request to the last byte of its answer, ms; longer than the building of the largest order. */
  readonly answerMs: number;
}

/** Between two lines of the log about limits, ms: whoever opens connections must not fill the log with them. */
const quietMs = 60_000;

/** The limit that one connection too many came upon. */
export type LimitReached = 'peer' | 'total';

interface Open {
  readonly socket: Socket;
  readonly address: string;
  /** Null as long as TLS has not proved who it is, and where nobody is asked. */
  kiosk: string | null;
  answering: number;
}

/**
 * Ends connections that are more than a server can keep: of a peer that has too many, or of all; and those that do not fetch
 * their answer. Those on which nothing is being answered go first, the oldest before the others, so that whoever opens many
 * and says little is in nobody's way but its own.
 * @param onLimit told at most once a minute, for the log
 * @param provesPeers whether peers show who they are by a certificate, as at a server with TLS on both ends; otherwise an address is a peer
 */
export function limitConnections(
  server: Server | TlsServer,
  { perPeer, total, answerMs }: ConnectionCounts,
  timers: Timers,
  onLimit: (reached: LimitReached) => void,
  provesPeers = server instanceof TlsServer,
): void {
  /** By address and port of the other end, oldest first. */
  const open = new Map<string, Open>();
  let quietUntil = 0;

  function makeRoom(reached: LimitReached, among: readonly Open[], newest: Open): void {
    const victim = among.find(({ answering }) => answering === 0) ?? newest;
    victim.socket.destroy();
    open.delete(placeOf(victim.socket));
    if (timers.elapsed() < quietUntil) return;
    quietUntil = timers.elapsed() + quietMs;
    onLimit(reached);
  }

  const ofKiosk = (name: string): Open[] => [...open.values()].filter(({ kiosk }) => kiosk === name);
  const unprovedOf = (from: string): Open[] =>
    [...open.values()].filter(({ kiosk, address }) => kiosk === null && address === from);
  /** Of the address that has the most of them: where many kiosks have one address, the oldest is the one that will not prove itself. */
  function mostUnproved(): Open[] {
    const counts = new Map<string, number>();
    for (const { kiosk, address } of open.values())
      if (kiosk === null) counts.set(address, (counts.get(address) ?? 0) + 1);
    const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
    return most ? unprovedOf(most[0]) : [];
  }

  server.on('connection', (socket: Socket) => {
    const place = placeOf(socket);
    const connection: Open = {
      socket,
      address: networkOf(socket.remoteAddress ?? ''),
      kiosk: null,
      answering: 0,
    };
    open.set(place, connection);
    socket.once('close', () => {
      if (open.get(place) === connection) open.delete(place);
    });
    if (!provesPeers) {
      const own = unprovedOf(connection.address);
      if (own.length > perPeer) makeRoom('peer', own, connection);
    }
    if (open.size > total) makeRoom('total', mostUnproved(), connection);
  });

  server.on('secureConnection', (socket: TLSSocket) => {
    const connection = open.get(placeOf(socket));
    const certificate = socket.getPeerX509Certificate();
    if (!connection || !certificate) return;
    connection.kiosk = kioskOf(certificate);
    if (connection.kiosk === null) return;
    const own = ofKiosk(connection.kiosk);
    if (own.length > perPeer) makeRoom('peer', own, connection);
  });

  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(placeOf(socket));
    if (connection) connection.answering += 1;
    const callOff = timers.after(answerMs, () => socket.destroy());
    response.once('close', () => {
      callOff();
      if (connection) connection.answering -= 1;
    });
  });
}

/** The same for a connection and for the TLS upon it. */
function placeOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${String(remotePort ?? '')}`;
}

/** What counts as one address: of IPv6 the first 64 bits, all of which one household or machine has. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array<string>(zeros).fill('0'), ...(after ?? [])].slice(0, 4).join(':');
}
