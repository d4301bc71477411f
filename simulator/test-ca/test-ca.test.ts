import { X509Certificate, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { runTool } from '../pcscd/tool.ts';
import { openTestCa } from './test-ca.ts';
import type { CardHolder, CardVariant, TestCa } from './test-ca.ts';
import { endOfFifthBirthday } from './validity.ts';

const now = instantInJapan(isoDate('2026-11-20'), '12:00:00');
const clock = { now: () => now };
// Sums of the letters of these ids are even and odd: one card of each generation.
const holders: CardHolder[] = ['hanako-a', 'hanako-b'].map((id) => ({
  id,
  name: '見本 花子',
  address: '見本県見本市一丁目1番1号',
  birthDate: isoDate('1980-03-05'),
  sex: 'female',
  pin: '4071',
}));

let dir: string;
let ca: TestCa;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'komado-ca-'));
  ca = await openTestCa(dir, clock);
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

async function pemFile(name: string, ...certificates: readonly Uint8Array[]): Promise<string> {
  const file = join(dir, name);
  await writeFile(file, certificates.map((der) => new X509Certificate(der).toString()).join(''));
  return file;
}

/** What openssl says of a certificate on its way to our anchors. */
async function judge(
  certificate: Uint8Array,
  purpose: 'userAuthentication' | 'digitalSignature',
  policy: string,
  at = now,
): Promise<string> {
  const anchors = await pemFile('anchors.pem', ...ca.anchors()[purpose]);
  const leaf = await pemFile('leaf.pem', certificate);
  const outcome = await runTool('openssl', [
    'verify',
    ...['-CAfile', anchors, '-no-CApath', '-no-CAstore', '-x509_strict', '-check_ss_sig'],
    ...['-policy_check', '-explicit_policy', '-policy', policy],
    ...['-purpose', purpose === 'userAuthentication' ? 'sslclient' : 'smimesign'],
    ...['-attime', String(Math.floor(at / 1000)), leaf],
  ]);
  return outcome.exitCode === 0 ? 'OK' : outcome.stderr;
}

const authenticationPolicy = '1.2.392.200149.8.5.1.3.30';
const signaturePolicy = '1.2.392.200149.8.5.1.1.20';

async function authenticationCertificate(holder: CardHolder, variant?: CardVariant): Promise<Uint8Array> {
  const { userAuthentication } = await ca.cardOf(holder, variant);
  if (!userAuthentication) throw new Error('the card has no user authentication certificate');
  return userAuthentication.certificate;
}

describe('the test authorities', () => {
  it('issue certificates that openssl accepts: chain, policy and purpose, under both generations', async () => {
    const issuers = new Set<string>();
    for (const holder of holders) {
      const { userAuthentication, digitalSignature } = await ca.cardOf(holder);
      if (!userAuthentication) throw new Error('the card has no user authentication certificate');
      expect(await judge(userAuthentication.certificate, 'userAuthentication', authenticationPolicy)).toBe(
        'OK',
      );
      expect(await judge(digitalSignature.certificate, 'digitalSignature', signaturePolicy)).toBe('OK');
      issuers.add(new X509Certificate(userAuthentication.authority).fingerprint256);
    }
    expect(issuers.size).toBe(2);
  });

  it.each([
    ['expired', /has expired/],
    ['notYetValid', /not yet valid/],
    ['foreignIssuer', /unable to get (local )?issuer certificate/],
  ] as const)('issue %s cards, which openssl refuses for that reason', async (variant, reason) => {
    for (const holder of holders) {
      const certificate = await authenticationCertificate(holder, variant);
      expect(await judge(certificate, 'userAuthentication', authenticationPolicy)).toMatch(reason);
    }
  });

  it('do not give one certificate for the purpose of the other', async () => {
    const [holder] = holders;
    if (!holder) throw new Error('no holder');
    const certificate = await authenticationCertificate(holder);
    expect(await judge(certificate, 'userAuthentication', signaturePolicy)).toMatch(/policy/i);
    expect(await judge(certificate, 'digitalSignature', authenticationPolicy)).not.toBe('OK');
  });

  it('bear the real names in two generations that only key identifiers tell apart', async () => {
    const { userAuthentication, digitalSignature } = ca.anchors();
    for (const [anchors, unit] of [
      [userAuthentication, 'JPKI for user authentication'],
      [digitalSignature, 'JPKI for digital signature'],
    ] as const) {
      const subjects = anchors.map((der) => new X509Certificate(der).subject);
      const name = `C=JP\nO=JPKI\nOU=${unit}\nOU=Japan Agency for Local Authority Information Systems`;
      expect(subjects).toEqual([name, name]);
      const identifiers = await Promise.all(
        anchors.map(async (der) => {
          const shown = await runTool(
            'openssl',
            ['x509', '-inform', 'DER', '-noout', '-ext', 'subjectKeyIdentifier'],
            {
              input: der,
            },
          );
          return shown.stdout.toString();
        }),
      );
      expect(new Set(identifiers).size).toBe(2);
    }
  });

  it('write nothing personal into the authentication certificate, and the person into the other', async () => {
    const [holder] = holders;
    if (!holder) throw new Error('no holder');
    const { userAuthentication, digitalSignature } = await ca.cardOf(holder);
    if (!userAuthentication) throw new Error('the card has no user authentication certificate');
    expect(new X509Certificate(userAuthentication.certificate).subject).toMatch(/^C=JP\nCN=TEST\d{23}$/);
    for (const text of [holder.name, holder.address, '19800305', holder.id]) {
      expect(Buffer.from(userAuthentication.certificate).includes(text)).toBe(false);
    }
    const shown = await runTool(
      'openssl',
      ['asn1parse', '-inform', 'DER', '-strparse', await sanOffset(digitalSignature.certificate)],
      {
        input: digitalSignature.certificate,
      },
    );
    const text = shown.stdout.toString();
    for (const id of [1, 3, 4, 5]) expect(text).toContain(`:1.2.392.200149.8.5.5.${String(id)}`);
    expect(text).toContain(':319800305');
    expect(Buffer.from(digitalSignature.certificate).includes(holder.address)).toBe(true);
  });

  it('give keys that fit the certificates', async () => {
    for (const holder of holders) {
      const { userAuthentication, digitalSignature } = await ca.cardOf(holder);
      for (const pair of [userAuthentication, digitalSignature]) {
        if (!pair) throw new Error('the card lacks a key');
        const message = Buffer.from('a message');
        const signature = sign('sha256', message, pair.privateKey);
        const key = createPublicKey(
          new X509Certificate(pair.certificate).publicKey.export({ type: 'spki', format: 'pem' }),
        );
        expect(verify('sha256', message, key, signature)).toBe(true);
      }
    }
  });

  it('leave the user authentication certificate out where the holder did not want one', async () => {
    const [holder] = holders;
    if (!holder) throw new Error('no holder');
    expect((await ca.cardOf(holder, 'noUserAuthentication')).userAuthentication).toBeNull();
  });

  it('keep what they issued, for their owner alone, also when two open the folder at once', async () => {
    const shared = join(dir, 'shared');
    const [first, second] = await Promise.all([openTestCa(shared, clock), openTestCa(shared, clock)]);
    expect(second.anchors()).toEqual(first.anchors());
    const [holder] = holders;
    if (!holder) throw new Error('no holder');
    const [one, other] = await Promise.all([first.cardOf(holder), second.cardOf(holder)]);
    expect(other.userAuthentication?.certificate).toEqual(one.userAuthentication?.certificate);
    const later = await openTestCa(shared, { now: () => now + 1e10 });
    expect((await later.cardOf(holder)).digitalSignature.certificate).toEqual(
      one.digitalSignature.certificate,
    );

    const files = (await readdir(shared, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBe(12 + 4); // six authorities and one card of two pairs: nothing half made is left
    for (const file of files) expect((await stat(join(file.parentPath, file.name))).mode & 0o777).toBe(0o600);
  });

  it('refuse an id that is no plain name', async () => {
    const [holder] = holders;
    if (!holder) throw new Error('no holder');
    await expect(ca.cardOf({ ...holder, id: '../outside' })).rejects.toThrow('id of a card holder');
  });
});

/** Where the content of subjectAltName begins, in openssl's own words. */
async function sanOffset(certificate: Uint8Array): Promise<string> {
  const parsed = await runTool('openssl', ['asn1parse', '-inform', 'DER'], { input: certificate });
  const lines = parsed.stdout.toString().split('\n');
  const line = lines[lines.findIndex((text) => text.includes('X509v3 Subject Alternative Name')) + 1] ?? '';
  const offset = /^ *(\d+):.*OCTET STRING/.exec(line)?.[1];
  if (offset === undefined) throw new Error('no subjectAltName in the certificate');
  return offset;
}

describe('the end of a certificate', () => {
  it.each([
    ['1980-03-05', '2026-11-20', '2031-03-05'],
    ['1980-12-31', '2026-11-20', '2030-12-31'],
    ['1980-11-20', '2026-11-20', '2031-11-20'],
    ['2004-02-29', '2026-11-20', '2031-02-28'],
    ['2004-02-29', '2027-03-01', '2032-02-29'],
  ])('of a holder born %s and issued %s is %s', (birth, issued, end) => {
    expect(endOfFifthBirthday(isoDate(birth), instantInJapan(isoDate(issued), '09:00:00'))).toBe(
      instantInJapan(isoDate(end), '23:59:59'),
    );
  });
});
