import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { err } from '../../shared/result.ts';
import { signed } from '../../simulator/authorities/test-ca/signing.ts';
import type { Authority } from '../../simulator/authorities/test-ca/test-ca.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { openTemporaryCa } from '../../testing/temporary-ca.ts';
import { readSigned } from './certificate-signature.ts';
import { readAnchors, signedBy, validateCertificate, type CertificatePurpose } from './certificate.ts';
import { readDer } from './der.ts';
import * as der from '../../shared/der-writer.ts';

/*
 * Certificates that an authority of cards has signed and that no card has: what a mistake there, or a certificate for something
 * else, would look like. openssl writes those that it can write.
 */

const dayMs = 86_400_000;
const now = systemClock.now();
let dir: string;
let removeCa: () => Promise<void>;
const authorities = new Map<CertificatePurpose, Authority>();

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  const { ca } = temporary;
  removeCa = () => temporary.remove();
  dir = await mkdtemp(join(tmpdir(), 'komado-unfit-'));
  for (const purpose of ['userAuthentication', 'signature'] as const) {
    const of = purpose === 'signature' ? 'digitalSignature' : purpose;
    const authority = ca.authorities().find((one) => one.purpose === of && one.generation === '1');
    if (!authority) throw new Error('no authority');
    authorities.set(purpose, authority);
    await writeFile(join(dir, `${purpose}.pem`), new X509Certificate(authority.certificate).toString());
    await writeFile(
      join(dir, `${purpose}.key`),
      authority.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
  }
});
beforeAll(async () => {
  await openssl('genpkey', ...rsa2048, '-out', join(dir, 'asker.key'));
  const asker = ['-key', join(dir, 'asker.key'), '-subj', '/C=JP/CN=TEST', '-out', join(dir, 'asker.csr')];
  await openssl('req', '-new', ...asker);
});
afterAll(async () => {
  await rm(dir, { recursive: true });
  await removeCa();
});

async function openssl(...args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await runTool('openssl', args);
  if (exitCode !== 0) throw new Error(stderr);
}

const profiles = {
  userAuthentication: [
    'keyUsage = critical, digitalSignature',
    'certificatePolicies = critical, 1.2.392.200149.8.5.1.3.30',
    'authorityKeyIdentifier = keyid:always',
  ],
  signature: [
    'keyUsage = critical, digitalSignature, nonRepudiation',
    'certificatePolicies = critical, 1.2.392.200149.8.5.1.1.20',
    'authorityKeyIdentifier = keyid:always',
  ],
} as const;

interface Made {
  readonly purpose?: CertificatePurpose;
  /** Arguments of `openssl genpkey`. */
  readonly key?: readonly string[];
  /** Extensions that come to those of a card's certificate, or take the place of one with the same name. */
  readonly extensions?: readonly string[];
  readonly without?: string;
}

const rsa2048 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];

/** A certificate written and signed by openssl, DER. */
async function made({ purpose = 'userAuthentication', key, ...more }: Made): Promise<Uint8Array> {
  const { extensions = [], without } = more;
  const file = (name: string): string => join(dir, name);
  const nameOf = (line: string): string => line.split(' =')[0] ?? '';
  const replaced = [...extensions.map(nameOf), without ?? ''];
  const lines = [...profiles[purpose].filter((line) => !replaced.includes(nameOf(line))), ...extensions];
  await writeFile(file('card.ext'), lines.join('\n'));
  const ownKey: string[] = [];
  if (key) {
    // The request is signed by another key, because not every key can sign one.
    await openssl('genpkey', ...key, '-out', file('card.key'));
    await openssl('pkey', '-in', file('card.key'), '-pubout', '-out', file('card.pub'));
    ownKey.push('-force_pubkey', file('card.pub'));
  }
  await openssl(
    ...['x509', '-req', '-in', file('asker.csr'), ...ownKey],
    ...['-CA', file(`${purpose}.pem`), '-CAkey', file(`${purpose}.key`), '-set_serial', '4711'],
    ...['-days', '30', '-sha256', '-extfile', file('card.ext'), '-outform', 'DER', '-out', file('card.der')],
  );
  return new Uint8Array(await readFile(file('card.der')));
}

function judged(certificate: Uint8Array, purpose: CertificatePurpose = 'userAuthentication') {
  const anchors = [...authorities.values()].map((one) => one.certificate);
  return validateCertificate(certificate, readAnchors(anchors), now + dayMs, purpose);
}

describe('a certificate that openssl made', () => {
  it.each<[string, Made]>([
    ['as a card has it', {}],
    ['for signatures', { purpose: 'signature' }],
    ['for TLS clients', { extensions: ['extendedKeyUsage = clientAuth'] }],
    ['for TLS clients, critical', { extensions: ['extendedKeyUsage = critical, clientAuth, serverAuth'] }],
    ['for anything', { extensions: ['extendedKeyUsage = anyExtendedKeyUsage'] }],
    [
      'for signatures and anything',
      { purpose: 'signature', extensions: ['extendedKeyUsage = clientAuth, anyExtendedKeyUsage'] },
    ],
    [
      'for signing documents',
      { purpose: 'signature', extensions: ['extendedKeyUsage = 1.3.6.1.5.5.7.3.36'] },
    ],
    ['for signing mail', { purpose: 'signature', extensions: ['extendedKeyUsage = emailProtection'] }],
    ['that says it is no authority', { extensions: ['basicConstraints = critical, CA:FALSE'] }],
    ['with RSA of 3072 bits', { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'] }],
    ['with P-384', { key: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'] }],
  ])('%s is accepted', async (_name, what) => {
    expect(judged(await made(what), what.purpose).ok).toBe(true);
  });

  const exponent = (e: string) => [...rsa2048, '-pkeyopt', `rsa_keygen_pubexp:${e}`];
  const curve = (name: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${name}`];
  it.each<[string, Made]>([
    ['with e = 3', { key: exponent('3') }],
    ['with e = 17', { key: exponent('17') }],
    ['with e = 65535', { key: exponent('65535') }],
    ['with e above 64 bits', { key: exponent('18446744073709551617') }],
    ['with RSA of 1024 bits', { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'] }],
    ['with an RSA-PSS key', { key: ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'] }],
    ['with P-256', { key: curve('P-256') }],
    ['with secp521r1', { key: curve('P-521') }],
    ['with P-384 spelled out', { key: [...curve('P-384'), '-pkeyopt', 'ec_param_enc:explicit'] }],
    ['with Ed25519', { key: ['-algorithm', 'ED25519'] }],
    ['with X25519, which signs nothing', { key: ['-algorithm', 'X25519'] }],
    ['of an authority', { extensions: ['basicConstraints = critical, CA:TRUE'] }],
    ['of an authority, not critical', { extensions: ['basicConstraints = CA:TRUE, pathlen:0'] }],
    ['that signs certificates', { extensions: ['keyUsage = critical, digitalSignature, keyCertSign'] }],
    ['that signs revocation lists', { extensions: ['keyUsage = critical, digitalSignature, cRLSign'] }],
    ['that only enciphers keys', { extensions: ['keyUsage = critical, keyEncipherment'] }],
    ['without key usage', { without: 'keyUsage' }],
    ['for TLS servers, critical', { extensions: ['extendedKeyUsage = critical, serverAuth'] }],
    ['for TLS servers', { extensions: ['extendedKeyUsage = serverAuth'] }],
    ['for OCSP', { extensions: ['extendedKeyUsage = OCSPSigning'] }],
    [
      'for signatures and TLS servers alone',
      { purpose: 'signature', extensions: ['extendedKeyUsage = serverAuth'] },
    ],
    [
      'with a critical extension that nobody knows',
      { extensions: ['1.2.3.4 = critical, ASN1:UTF8String:x'] },
    ],
    [
      'with critical name constraints',
      { extensions: ['nameConstraints = critical, permitted;email:example.jp'] },
    ],
    ['of another policy', { extensions: ['certificatePolicies = critical, 1.2.3.4'] }],
    ['without a policy', { without: 'certificatePolicies' }],
    ['without its issuer’s key identifier', { extensions: ['authorityKeyIdentifier = none'] }],
  ])('%s is refused', async (_name, what) => {
    expect(judged(await made(what), what.purpose)).toEqual(err('certificateUnknown'));
  });
});

/** Places in the body of a certificate. */
const at = { version: 0, serial: 1, validity: 4, key: 6, extensions: 7 } as const;
const rsaAlgorithm = der.sequence(der.oid('1.2.840.113549.1.1.1'), der.nothing());
const p384Algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.3.132.0.34'));
const time = (text: string) => der.tlv(0x17, Buffer.from(text, 'ascii'));
const rsaKey = (n: Uint8Array, e: Uint8Array) =>
  der.sequence(rsaAlgorithm, der.bitString(der.sequence(der.integer(n), der.integer(e))));
const extensionsWith = (before: Uint8Array, ...more: readonly Uint8Array[]) =>
  der.explicit(3, der.sequence(...innerElements(before), ...more));

function innerElements(explicit: Uint8Array): Uint8Array[] {
  const [outer] = readDer(explicit);
  const [list] = outer ? readDer(outer.content) : [];
  return list ? readDer(list.content).map(({ whole }) => whole) : [];
}

describe('a certificate that openssl would not write, signed by the authority', () => {
  let good: Uint8Array;
  beforeAll(async () => {
    good = await made({});
  });

  /** The good one with one element of its body replaced. */
  function altered(place: number, by: (before: Uint8Array) => Uint8Array | null): Uint8Array {
    const authority = authorities.get('userAuthentication');
    if (!authority) throw new Error('no authority');
    const parts = readSigned(good).body.flatMap(({ whole }, index) =>
      index === place ? (by(whole) ?? []) : whole,
    );
    return signed(der.sequence(...parts), authority.privateKey);
  }

  it('is accepted when nothing is altered', () => {
    expect(judged(altered(at.key, (key) => key)).ok).toBe(true);
  });

  const withKey = (key: Uint8Array): [number, () => Uint8Array] => [at.key, () => key];
  const unknownCurve = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.3.4'));
  it.each<[string, [number, (before: Uint8Array) => Uint8Array | null]]>([
    ['a key of rubbish', withKey(der.sequence(rsaAlgorithm, der.bitString(Uint8Array.of(1, 2, 3))))],
    ['an empty key', withKey(der.sequence(rsaAlgorithm, der.bitString(new Uint8Array())))],
    ['a key of nothing but zeros', withKey(rsaKey(Uint8Array.of(0), Uint8Array.of(0)))],
    ['an even exponent', withKey(rsaKey(Buffer.alloc(256, 0xff), Uint8Array.of(2, 0, 0)))],
    ['a modulus of 16,384 bits', withKey(rsaKey(Buffer.alloc(2048, 0xff), Uint8Array.of(1, 0, 1)))],
    [
      'a point that is not on its curve',
      withKey(der.sequence(p384Algorithm, der.bitString(Uint8Array.from([4, ...Array<number>(96).fill(7)])))),
    ],
    ['the point at infinity', withKey(der.sequence(p384Algorithm, der.bitString(Uint8Array.of(0))))],
    ['a curve that nobody knows', withKey(der.sequence(unknownCurve, der.bitString(Uint8Array.of(4, 2))))],
    [
      'an algorithm that nobody knows',
      withKey(der.sequence(der.sequence(der.oid('1.2.3.4')), der.bitString(Uint8Array.of(1)))),
    ],
    ['version 1', [at.version, () => null]],
    ['version 2', [at.version, () => der.explicit(0, der.integer(Uint8Array.of(1)))]],
    ['a negative serial number', [at.serial, () => der.tlv(0x02, Uint8Array.of(0xff))]],
    ['the serial number 0', [at.serial, () => der.tlv(0x02, Uint8Array.of(0))]],
    ['a serial number of 21 bytes', [at.serial, () => der.tlv(0x02, Buffer.alloc(21, 1))]],
    [
      'a validity that does not end',
      [at.validity, () => der.sequence(time('250101000000Z'), time('991231235959'))],
    ],
    [
      'a validity with an offset',
      [at.validity, () => der.sequence(time('250101000000Z'), time('4901010000+0900'))],
    ],
    [
      'a critical extension marked by another byte than FF',
      [
        at.extensions,
        (before) =>
          extensionsWith(
            before,
            der.sequence(der.oid('1.2.3.4'), der.tlv(0x01, Uint8Array.of(1)), der.octetString(der.nothing())),
          ),
      ],
    ],
    [
      'an authority marked by another byte than FF',
      [
        at.extensions,
        (before) =>
          extensionsWith(
            before,
            der.sequence(
              der.oid('2.5.29.19'),
              der.octetString(der.sequence(der.tlv(0x01, Uint8Array.of(1)))),
            ),
          ),
      ],
    ],
  ])('with %s is refused', (_name, [place, by]) => {
    expect(judged(altered(place, by))).toEqual(err('certificateUnknown'));
  });

  it('with a key that cannot be read has signed nothing', () => {
    const [place, by] = withKey(der.sequence(rsaAlgorithm, der.bitString(Uint8Array.of(1))));
    const certificate = new X509Certificate(altered(place, by));
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const message = Buffer.from('a message');
    expect(signedBy(certificate, message, sign('sha256', message, privateKey))).toBe(false);
  });
});

describe('an authority', () => {
  it('with a weak key or one that cannot be read is not trusted', () => {
    const authority = authorities.get('userAuthentication');
    if (!authority) throw new Error('no authority');
    const weak = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey;
    const keys = [
      weak.export({ type: 'spki', format: 'der' }),
      der.sequence(rsaAlgorithm, der.bitString(Uint8Array.of(1))),
    ];
    for (const key of keys) {
      const parts = readSigned(authority.certificate).body.map(({ whole }, index) =>
        index === at.key ? key : whole,
      );
      const certificate = signed(der.sequence(...parts), authority.privateKey);
      expect(() => readAnchors([certificate])).toThrow('strong key');
    }
  });
});
