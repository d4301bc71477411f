import type { KeyObject } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../shared/dates.ts';
import { kioskNameSchema } from '../../shared/session-api.ts';
import type { Queries } from '../store/sql.ts';
import { lineTimes, openAuthority, type LineCredentials } from './authority.ts';
import { noteIssued } from './issued-kiosks.ts';
import { kioskOf } from './kiosk-name.ts';
import { isKioskRevoked } from './revoked-kiosks.ts';

export { lineTimes, type LineCredentials } from './authority.ts';

/** The names under which a center that listens only on its own machine is reached. */
export const loopbackNames = ['localhost', '127.0.0.1'];
const line = {
  name: 'Komado transport CA',
  authorityFile: 'transport-authority.pem',
  serverFile: 'transport-server.pem',
} as const;

/** The authority of the line between kiosks and center: both ends recognise each other by its certificates alone. */
export interface Transport {
  /** The authority's certificate, PEM: the only one that either end trusts. */
  readonly ca: string;
  /** The center's own credentials; renewed as they near their end. */
  server(): Promise<LineCredentials>;
  /**
   * New credentials for a kiosk (`K-0001`), valid for 397 days from a second ago; those given before stay valid until their end or
   * until the kiosk is revoked. The key is kept nowhere here.
   * @throws when the name is not a kiosk's name, or the authority's certificate has ended
   */
  issueKiosk(kiosk: string): LineCredentials;
  /**
   * The same for a key that the kiosk has made itself (P-256), of which the center never has the private half.
   * @returns the certificate, PEM
   */
  certifyKiosk(kiosk: string, publicKey: KeyObject): string;
  /** Notes that a kiosk is given credentials: `wasIssued` is true of it from then on. */
  noteIssued(kiosk: string): void;
  /** The kiosk that a connection's certificate names, while that is valid; null: none. Whether it was revoked since is not asked. */
  nameOn(socket: Duplex): string | null;
  /**
   * The kiosk at the other end of a connection that TLS has accepted, or null: its certificate names none, has ended since,
   * or was revoked. Asked for each request, because a connection may outlive the right to it.
   */
  kioskOn(socket: Duplex, queries: Queries): Promise<string | null>;
}

/**
 * Opens the transport authority in a folder; keys are made at the first start, readable by their owner alone (0600).
 * @param clock the machine's own clock: TLS looks at no other
 * @param names hosts and addresses under which kiosks reach the center; its certificate is for them, and is made anew
 * when one is missing from it
 * @throws when a file is not usable, is readable by others, or the authority's certificate has ended
 */
export async function openTransport(
  directory: string,
  clock: Clock,
  names: readonly string[] = loopbackNames,
): Promise<Transport> {
  const authority = await openAuthority(directory, line, clock, names);
  return {
    ca: authority.ca,
    server: () => authority.server(),
    issueKiosk: (kiosk) => authority.issueClient(kioskNameSchema.parse(kiosk)),
    certifyKiosk: (kiosk, publicKey) => authority.certifyClient(kioskNameSchema.parse(kiosk), publicKey),
    noteIssued: (kiosk) => noteIssued(directory, kiosk),
    nameOn: (socket) => shownOn(socket)?.kiosk ?? null,
    async kioskOn(socket, queries) {
      const shown = shownOn(socket);
      if (shown === null) return null;
      return (await isKioskRevoked(queries, shown.kiosk, shown.issued)) ? null : shown.kiosk;
    },
  };

  function shownOn(socket: Duplex): { readonly kiosk: string; readonly issued: number } | null {
    const certificate = socket instanceof TLSSocket && socket.authorized && socket.getPeerX509Certificate();
    if (!certificate || certificate.validToDate.getTime() < clock.now()) return null;
    const kiosk = kioskOf(certificate);
    const issued = certificate.validFromDate.getTime() + lineTimes.clientEarlierMs;
    return kiosk === null ? null : { kiosk, issued };
  }
}
