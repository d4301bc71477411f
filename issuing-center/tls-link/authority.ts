import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { isIP } from 'node:net';
import path from 'node:path';
import type { Clock, Instant } from '../../shared/dates.ts';
import { writeLineCertificate, type LineCertificate } from '../pki/write-certificate.ts';
import { writeOnce } from '../seal/write-once.ts';
import { addressBytes } from './address-bytes.ts';
import { replaceSecretFile } from './replace-secret-file.ts';

const dayMs = 86_400_000;

/** How long the line's certificates are valid, ms. */
export const lineTimes = {
  authorityMs: 20 * 365 * dayMs,
  /** A little more than a year. */
  certificateMs: 397 * dayMs,
  /** A certificate with so little time left is renewed: the center's by itself; a kiosk asks for its next one, an operator is given it. */
  renewBeforeMs: 30 * dayMs,
  /** The clocks of kiosk and center differ by less than this; the center's own certificate begins this much earlier. */
  skewMs: 60 * 60_000,
  /**
   * A client's certificate begins this much before it is made: OpenSSL reads the kernel's coarse clock, which is up to a tick
   * behind (5 ms, on a machine that others share much more), and cuts off a client whose certificate begins in a second that
   * has not begun there.
   */
  clientEarlierMs: 1_000,
} as const;

/** A private key (PKCS#8) and its certificate, both PEM. */
export interface LineCredentials {
  readonly key: string;
  readonly certificate: string;
}

/** What an authority is called, in its certificates and on disk. */
export interface AuthorityNames {
  readonly name: string;
  /** Files with a private key and its certificate, in the authority's folder. */
  readonly authorityFile: string;
  readonly serverFile: string;
}

/** An authority of our own, for one port: its server and its clients recognise each other by its certificates alone. */
export interface Authority {
  /** Its certificate, PEM: the only one that either end trusts. */
  readonly ca: string;
  /** The server's credentials; renewed as they near their end. */
  server(): Promise<LineCredentials>;
  /**
   * New credentials for a client, valid for 397 days from a second ago. The key is kept nowhere here.
   * @param name the common name, and the one name in subjectAltName
   * @throws when the authority's certificate has ended
   */
  issueClient(name: string): LineCredentials;
  /** The same for a key that the client has made itself: its certificate, PEM. */
  certifyClient(name: string, publicKey: KeyObject): string;
}

/**
 * Opens an authority in a folder; keys are made at the first start, readable by their owner alone (0600).
 * @param clock the machine's own clock: TLS looks at no other
 * @param names hosts and addresses under which its server is reached; the server's certificate is for them, and is made anew
 * when one is missing from it
 * @throws when a file is not usable, is readable by others, or the authority's certificate has ended
 */
export async function openAuthority(
  directory: string,
  { name: authorityName, authorityFile, serverFile }: AuthorityNames,
  clock: Clock,
  names: readonly string[],
): Promise<Authority> {
  const made = await writeOnce(path.join(directory, authorityFile), () =>
    pem(newAuthority(authorityName, clock.now())),
  );
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
    if (notAfter <= clock.now()) throw new Error(`${authorityFile}: the authority has ended`);
    return writeLineCertificate({ ...content, notAfter }, { name: authorityName, ...authority });
  }

  function issue(content: Omit<LineCertificate, 'publicKey' | 'notAfter'>): LineCredentials {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return credentials(privateKey, certify({ ...content, publicKey }));
  }

  const ofClient = (client: string) =>
    ({
      name: client,
      use: 'client',
      // Not much earlier: a revoked client is accepted again with a certificate that was made after that.
      notBefore: clock.now() - lineTimes.clientEarlierMs,
      hosts: [client],
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
    issueClient: (client) => issue(ofClient(client)),
    certifyClient: (client, publicKey) =>
      new X509Certificate(certify({ ...ofClient(client), publicKey })).toString(),
  };
}

function newAuthority(authorityName: string, now: Instant): LineCredentials {
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
