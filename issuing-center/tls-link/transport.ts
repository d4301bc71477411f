import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { isIP } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Clock, Instant } from '../../shared/dates.ts';
import { writeOnce } from '../seal/write-once.ts';
import type { Queries } from '../store/sql.ts';
import { kioskNameSchema } from '../../shared/session-api.ts';
import { addressBytes } from './address-bytes.ts';
import { kioskOf } from './kiosk-name.ts';
import { noteIssued } from './issued-kiosks.ts';
import { replaceSecretFile } from './replace-secret-file.ts';
import { isKioskRevoked } from './revoked-kiosks.ts';
import { writeLineCertificate, type LineCertificate } from '../pki/write-certificate.ts';

const dayMs = 86_400_000;

/** How long the line's certificates are valid, ms. */
export const lineTimes = {
  authorityMs: 20 * 365 * dayMs,
  /** A little more than a year. */
  certificateMs: 397 * dayMs,
  /** The center's own certificate is renewed when it has so little time left; a kiosk asks for its next one by itself. */
  renewBeforeMs: 30 * dayMs,
  /** The clocks of kiosk and center differ by less than this; the center's own certificate begins this much earlier. */
  skewMs: 60 * 60_000,
} as const;

const authorityFile = 'transport-authority.pem';
const serverFile = 'transport-server.pem';
/** The names under which a center that listens only on its own machine is reached. */
export const loopbackNames = ['localhost', '127.0.0.1'];
const authorityName = 'Komado transport CA';

/** A private key (PKCS#8) and its certificate, both PEM. */
export interface LineCredentials {
  readonly key: string;
  readonly certificate: string;
}

/** The authority of the line between kiosks and center: both ends recognise each other by its certificates alone. */
export interface Transport {
  /** The authority's certificate, PEM: the only one that either end trusts. */
  readonly ca: string;
  /** The center's own credentials; renewed as they near their end. */
  server(): Promise<LineCredentials>;
  /**
   * New credentials for a kiosk (`K-0001`), valid from now for 397 days; those given before stay valid until their end or
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
  const made = await writeOnce(path.join(directory, authorityFile), () => pem(newAuthority(clock.now())));
  const authority = readPair(made, authorityFile);
  const ended = authority.certificate.validToDate.getTime() <= clock.now();
  if (ended || !authority.certificate.ca)
    throw new Error(`${authorityFile}: expected the certificate of an authority that has not ended`);
  const file = path.join(directory, serverFile);

  function certify(content: Omit<LineCertificate, 'notAfter'>): Uint8Array {
    const notAfter = Math.min(
      content.notBefore + lineTimes.certificateMs,
      authority.certificate.validToDate.getTime(),
    );
    if (notAfter <= content.notBefore) throw new Error(`${authorityFile}: the authority has ended`);
    const issuer = { name: authorityName, ...authority };
    return writeLineCertificate({ ...content, notAfter }, issuer);
  }

  function issue(content: Omit<LineCertificate, 'publicKey' | 'notAfter'>): LineCredentials {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return credentials(privateKey, certify({ ...content, publicKey }));
  }

  const ofKiosk = (kiosk: string) =>
    ({
      name: kioskNameSchema.parse(kiosk),
      use: 'client',
      // Not earlier: a revoked kiosk is accepted again with a certificate that begins after that.
      notBefore: clock.now(),
      hosts: [kiosk],
      addresses: [],
    }) as const;

  const issueServer = (): LineCredentials =>
    issue({
      name: names[0] ?? authorityName,
      use: 'server',
      notBefore: clock.now() - lineTimes.skewMs,
      hosts: names.filter((name) => isIP(name) === 0),
      addresses: names.filter((name) => isIP(name) !== 0).map(addressBytes),
    });

  const stillGood = ({ certificate }: Pair): boolean =>
    certificate.checkIssued(authority.certificate) &&
    certificate.verify(authority.publicKey) &&
    names.every((name) => (isIP(name) !== 0 ? certificate.checkIP(name) : certificate.checkHost(name))) &&
    certificate.validToDate.getTime() - clock.now() > lineTimes.renewBeforeMs &&
    certificate.validFromDate.getTime() <= clock.now();

  let server = readPair(await writeOnce(file, () => pem(issueServer())), serverFile);
  return {
    ca: authority.certificate.toString(),
    async server() {
      if (!stillGood(server)) {
        const fresh = pem(issueServer());
        await replaceSecretFile(file, fresh);
        server = readPair(fresh, serverFile);
      }
      return credentials(server.privateKey, server.certificate.raw);
    },
    issueKiosk: (kiosk) => issue(ofKiosk(kiosk)),
    certifyKiosk: (kiosk, publicKey) =>
      new X509Certificate(certify({ ...ofKiosk(kiosk), publicKey })).toString(),
    noteIssued: (kiosk) => noteIssued(directory, kiosk),
    async kioskOn(socket, queries) {
      const certificate = socket instanceof TLSSocket && socket.authorized && socket.getPeerX509Certificate();
      if (!certificate || certificate.validToDate.getTime() < clock.now()) return null;
      const kiosk = kioskOf(certificate);
      if (kiosk === null) return null;
      return (await isKioskRevoked(queries, kiosk, certificate.validFromDate.getTime())) ? null : kiosk;
    },
  };
}

function newAuthority(now: Instant): LineCredentials {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const notBefore = now - lineTimes.skewMs;
  const content = {
    name: authorityName,
    use: 'authority',
    publicKey,
    notBefore,
    notAfter: notBefore + lineTimes.authorityMs,
    hosts: [],
    addresses: [],
  } as const;
  return credentials(
    privateKey,
    writeLineCertificate(content, { name: authorityName, publicKey, privateKey }),
  );
}

interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificate: X509Certificate;
}

function readPair(text: string, name: string): Pair {
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text) ?? [];
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text) ?? [];
  if (key === undefined || certificate === undefined)
    throw new Error(`${name}: expected a private key and its certificate (PEM)`);
  const privateKey = createPrivateKey(key);
  const pair = {
    privateKey,
    publicKey: createPublicKey(privateKey),
    certificate: new X509Certificate(certificate),
  };
  if (!pair.certificate.checkPrivateKey(privateKey))
    throw new Error(`${name}: the certificate is of another key`);
  return pair;
}

function credentials(privateKey: KeyObject, certificate: Uint8Array): LineCredentials {
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: new X509Certificate(certificate).toString(),
  };
}

function pem({ key, certificate }: LineCredentials): string {
  return key + certificate;
}
