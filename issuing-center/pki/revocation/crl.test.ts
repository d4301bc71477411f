import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { runTool } from '../../../testing/pcscd/tool.ts';
import { keyAlgorithms, signatureOf } from '../../../simulator/authorities/test-ca/card-material.ts';
import { extension } from '../../../simulator/authorities/test-ca/certificate-writer.ts';
import { writeCrl, type CrlContent } from '../../../simulator/authorities/test-ca/crl-writer.ts';
import { signed } from '../../../simulator/authorities/test-ca/signing.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { Authority, TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { readSigned } from '../certificate-signature.ts';
import { readAnchors, type Anchor } from '../certificate.ts';
import { DerError } from '../der.ts';
import * as der from '../../../shared/der-writer.ts';
import { createRevocationChecker } from './checker.ts';
import { listedAs, readCrl } from './crl.ts';

const dayMs = 86_400_000;
let ca: TestCa;
let dir: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  dir = await mkdtemp(join(tmpdir(), 'komado-crl-'));
  close = async () => {
    await temporary.remove();
    await rm(dir, { recursive: true });
  };
});
afterAll(() => close());

interface Subject {
  readonly certificate: X509Certificate;
  readonly serial: string;
  readonly anchor: Anchor;
  readonly authority: Authority;
}

async function subjectOf(algorithm: (typeof keyAlgorithms)[number]): Promise<Subject> {
  const digitalSignature = signatureOf(await ca.cardOf(sampleHolder, { algorithm }));
  const certificate = new X509Certificate(digitalSignature.certificate);
  const [anchor] = readAnchors([digitalSignature.authority]);
  const authority = ca.authorities().find(({ keyId }) => keyId === anchor?.keyId);
  if (!anchor || !authority) throw new Error('no authority');
  return { certificate, serial: certificate.serialNumber, anchor, authority };
}

/** What the checker makes of a list in a file. */
async function judge(list: Uint8Array, { certificate, anchor }: Subject): Promise<string> {
  const file = join(dir, 'list.crl');
  await writeFile(file, list);
  const faults: string[] = [];
  const checker = createRevocationChecker({
    ...{ ocsp: [], clock: systemClock },
    crl: [{ issuerKeyId: anchor.keyId, url: pathToFileURL(file).href }],
    limits: { crlMaxBytes: 100_000 },
    onFault: (_, fault) => faults.push(fault),
  });
  const state = await checker.check(certificate, anchor);
  expect(faults.length).toBe(state === 'unknown' ? 1 : 0);
  return faults[0] ?? state;
}

interface OpensslList {
  readonly signer?: 'authority' | 'foreign';
  readonly revoked?: readonly 'asked'[] | readonly string[];
  /** Default `keyCompromise`. */
  readonly reason?: string;
  readonly hash?: string;
  readonly extensions?: readonly string[];
  /** Validity of the list, in ms from now. */
  readonly from?: number;
  readonly to?: number;
  readonly number?: string;
}

/** A list made by `openssl ca -gencrl`. */
async function gencrl(subject: Subject, list: OpensslList): Promise<Uint8Array> {
  const { signer = 'authority', revoked = [], hash = 'sha384', number = '0A' } = list;
  const reason = list.reason === '' ? '' : `,${list.reason ?? 'keyCompromise'}`;
  const { extensions = ['authorityKeyIdentifier = keyid:always'], from = -1000, to = dayMs } = list;
  const { authority } = subject;
  const issuer = signer === 'foreign' ? ca.foreignAuthority(authority.purpose) : authority;
  const path = (name: string): string => join(dir, name);
  await writeFile(path('ca.pem'), new X509Certificate(issuer.certificate).toString());
  await writeFile(path('ca.key'), issuer.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(path('number'), `${number}\n`);
  const serials = revoked.map((serial) => (serial === 'asked' ? subject.serial : serial));
  const entries = serials.map(
    (serial) => `R\t491231000000Z\t260101000000Z${reason}\t${serial}\tunknown\t/CN=revoked\n`,
  );
  await writeFile(path('index.txt'), `V\t491231000000Z\t\t02\tunknown\t/CN=valid\n${entries.join('')}`);
  const config = [
    ...['[ca]', 'default_ca = authority', '[authority]', `database = ${path('index.txt')}`],
    ...[`certificate = ${path('ca.pem')}`, `private_key = ${path('ca.key')}`, `default_md = ${hash}`],
    ...(number === '' ? [] : [`crlnumber = ${path('number')}`]),
    ...(extensions.length > 0 ? ['crl_extensions = extensions', '[extensions]', ...extensions] : []),
    ...['[point]', 'fullname = URI:http://127.0.0.1/list', 'indirectCRL = TRUE'],
  ];
  await writeFile(path('ca.cnf'), config.join('\n'));
  const time = (ms: number): string =>
    `${new Date(systemClock.now() + ms).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  const times = ['-crl_lastupdate', time(from), '-crl_nextupdate', time(to)];
  for (const step of [
    ['ca', '-gencrl', '-config', path('ca.cnf'), ...times, '-out', path('openssl.pem')],
    ['crl', '-in', path('openssl.pem'), '-outform', 'DER', '-out', path('openssl.crl')],
  ]) {
    const { exitCode, stderr } = await runTool('openssl', step);
    if (exitCode !== 0) throw new Error(stderr);
  }
  return readFile(path('openssl.crl'));
}

describe.each(keyAlgorithms)(
  'a list that openssl made for the authority of a card with %s keys',
  (algorithm) => {
    const byKey = 'authorityKeyIdentifier = keyid:always';
    it.each<[string, OpensslList, string]>([
      ['nothing in it', {}, 'good'],
      ['other certificates in it', { revoked: ['01', 'FFFFFFFFFFFFFFFFFFFF'] }, 'good'],
      ['the certificate in it', { revoked: ['01', 'asked'] }, 'revoked'],
      ['the certificate in it, no reason given', { revoked: ['asked'], reason: '' }, 'revoked'],
      ['the certificate on hold', { revoked: ['asked'], reason: 'certificateHold' }, 'revoked'],
      ['the certificate replaced', { revoked: ['asked'], reason: 'superseded' }, 'revoked'],
      ['the holder’s name changed', { revoked: ['01', 'asked'], reason: 'affiliationChanged' }, 'changed'],
      ['the certificate in it, signed with SHA-256', { revoked: ['asked'], hash: 'sha256' }, 'revoked'],
      ['a long number', { number: `7F${'00'.repeat(15)}` }, 'good'],
      ['its time past', { from: -2 * dayMs, to: -dayMs }, 'stale'],
      ['its time past, within the five minutes of clock difference', { from: -dayMs, to: -60_000 }, 'good'],
      ['its time to come', { from: dayMs, to: 2 * dayMs }, 'notYet'],
      ['a signature with SHA-1', { hash: 'sha1' }, 'signature'],
      ['the signature of a foreign authority', { signer: 'foreign' }, 'signer'],
      [
        'no key identifier of its issuer',
        { extensions: ['issuerAltName = URI:http://127.0.0.1/'] },
        'signer',
      ],
      ['no number', { number: '' }, 'extension'],
      ['version 1', { extensions: [], number: '' }, 'form'],
      ['changes only', { extensions: [byKey, '2.5.29.27 = critical, DER:02:01:01'] }, 'extension'],
      ['changes only, not marked critical', { extensions: [byKey, '2.5.29.27 = DER:02:01:01'] }, 'extension'],
      [
        'certificates of other authorities',
        { extensions: [byKey, 'issuingDistributionPoint = critical, @point'] },
        'extension',
      ],
      [
        'certificates of other authorities, not marked critical',
        { extensions: [byKey, 'issuingDistributionPoint = @point'] },
        'extension',
      ],
      [
        'an unknown critical extension',
        { extensions: [byKey, '1.2.3.4 = critical, DER:05:00'] },
        'extension',
      ],
      ['an unknown extension', { extensions: [byKey, '1.2.3.4 = DER:05:00'] }, 'good'],
    ])('with %s: %j is %s', async (_, list, expected) => {
      const subject = await subjectOf(algorithm);
      expect(await judge(await gencrl(subject, list), subject)).toBe(expected);
    });
  },
);

describe('a list', () => {
  let subject: Subject;
  let sound: CrlContent;

  beforeAll(async () => {
    subject = await subjectOf('ec-p384');
    const now = systemClock.now();
    sound = { revoked: [], thisUpdate: now - 1000, nextUpdate: now + dayMs, number: 1 };
  });

  it.each([
    ['certificateIssuer, from an indirect list', '2.5.29.29', 'critical', 'extension'],
    ['unknown', '1.2.3.4', 'critical', 'extension'],
    ['unknown', '1.2.3.4', undefined, 'revoked'],
  ] as const)('with the extension %s (%s, %s) in an entry is %s', async (_, id, critical, expected) => {
    const list = writeCrl(
      {
        ...sound,
        revoked: [{ serial: subject.serial.toLowerCase(), at: sound.thisUpdate }],
        moreInEntries: [extension(id, der.nothing(), critical)],
      },
      subject.authority,
    );
    expect(await judge(list, subject)).toBe(expected);
  });

  it('from an authority that may not sign lists is refused', async () => {
    const list = writeCrl(sound, subject.authority);
    expect((await readCrl(list, subject.anchor)).ok).toBe(true);
    // The bit for lists is taken out of key usage; the certificate's own signature is not checked here.
    const raw = Buffer.from(subject.anchor.certificate.raw);
    const at = raw.indexOf(Buffer.from('03020106', 'hex'));
    expect(at).toBeGreaterThan(0);
    raw.set(Buffer.from('03020204', 'hex'), at);
    const certificate = new X509Certificate(raw);
    expect(await readCrl(list, { ...subject.anchor, certificate })).toEqual({ ok: false, error: 'signer' });
  });

  it('must name its authority, one algorithm and consistent times', async () => {
    const name = [{ type: 'CN', value: 'another name' }] as const;
    expect(await judge(writeCrl(sound, { ...subject.authority, name }), subject)).toBe('signer');

    const { bodyBytes } = readSigned(writeCrl(sound, subject.authority));
    const otherHash = Buffer.from(bodyBytes);
    // ecdsa-with-SHA384 in the body becomes ecdsa-with-SHA256, the one after the body stays; the signature covers the change.
    otherHash.write('02', otherHash.indexOf('2a8648ce3d040303', 'hex') + 7, 'hex');
    expect(await judge(signed(bodyBytes, subject.authority.privateKey), subject)).toBe('good');
    expect(await judge(signed(otherHash, subject.authority.privateKey), subject)).toBe('signature');

    const minuteMs = 60_000;
    const now = systemClock.now();
    const backwards = { ...sound, thisUpdate: now + 2 * minuteMs, nextUpdate: now - 2 * minuteMs };
    expect(await judge(writeCrl(backwards, subject.authority), subject)).toBe('stale');
  });

  it('made of bytes that are no list is refused', async () => {
    const list = Buffer.from(writeCrl(sound, subject.authority));
    expect(await judge(list, subject)).toBe('good');
    expect(await judge(new Uint8Array(), subject)).toBe('form');
    expect(await judge(Buffer.from('-----BEGIN X509 CRL-----'), subject)).toBe('form');
    expect(await judge(Buffer.concat([list, Buffer.alloc(1)]), subject)).toBe('form');
    expect(await judge(new Uint8Array(100_001), subject)).toBe('tooLarge');
    expect(await judge(subject.anchor.certificate.raw, subject)).toBe('form');
  });

  it('with any byte changed, or cut short, is never believed', async () => {
    const list = writeCrl(sound, subject.authority);
    const isBelieved = (bytes: Uint8Array): Promise<boolean> =>
      readCrl(bytes, subject.anchor).then(
        ({ ok }) => ok,
        (error: unknown) => {
          expect(error).toBeInstanceOf(DerError);
          return false;
        },
      );
    await fc.assert(
      fc.asyncProperty(fc.nat(list.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = list.map((byte, index) => (index === at ? byte ^ change : byte));
        expect(await isBelieved(changed)).toBe(false);
        expect(await isBelieved(list.subarray(0, at))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of many thousands knows each entry, and lets others work in between', async () => {
    const serials = Array.from({ length: 5_000 }, (_, index) =>
      (0x4000000 + index * 7).toString(16).padStart(8, '0'),
    );
    const revoked = serials.map((serial) => ({ serial, at: sound.thisUpdate }));
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 0);
    const read = await readCrl(writeCrl({ ...sound, revoked }, subject.authority), subject.anchor);
    clearInterval(turn);
    if (!read.ok) throw new Error(read.error);
    expect(turns).toBeGreaterThan(0);
    expect(serials.every((serial) => listedAs(read.value, Buffer.from(serial, 'hex')) === 'revoked')).toBe(
      true,
    );
    expect(listedAs(read.value, Buffer.from('04000001', 'hex'))).toBeNull();
  });
});
