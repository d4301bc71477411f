import { X509Certificate, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../../shared/dates.ts';
import { runTool } from '../../../testing/pcscd/tool.ts';
import { keyAlgorithms, signatureOf } from './card-material.ts';
import { writeCrl } from './crl-writer.ts';
import { openTestCa } from './test-ca.ts';
import type { Authority, CardHolder, CardOrder, CardVariant, TestCa } from './test-ca.ts';

const now = instantInJapan(isoDate('2026-11-20'), '12:00:00');
const clock = { now: () => now };
// The letters of these ids add up to an even and to an odd number: one card of each RSA generation.
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

/** What openssl says when it verifies a certificate up to our anchors. */
async function judge(
  certificate: Uint8Array,
  purpose: 'userAuthentication' | 'digitalSignature',
  policy: string,
  at = now,
  more: readonly string[] = [],
): Promise<string> {
  const anchors = await pemFile('anchors.pem', ...ca.anchors()[purpose]);
  const leaf = await pemFile('leaf.pem', certificate);
  const outcome = await runTool('openssl', [
    'verify',
    ...['-CAfile', anchors, '-no-CApath', '-no-CAstore', '-x509_strict', '-check_ss_sig'],
    ...['-policy_check', '-explicit_policy', '-policy', policy],
    ...['-purpose', purpose === 'userAuthentication' ? 'sslclient' : 'smimesign'],
    ...more,
    ...['-attime', String(Math.floor(at / 1000)), leaf],
  ]);
  return outcome.exitCode === 0 ? 'OK' : outcome.stderr;
}

const authenticationPolicy = '1.2.392.200149.8.5.1.3.30';
const signaturePolicy = '1.2.392.200149.8.5.1.1.20';
const policies = { userAuthentication: authenticationPolicy, digitalSignature: signaturePolicy };

function anyHolder(): CardHolder {
  const [holder] = holders;
  if (!holder) throw new Error('no holder');
  return holder;
}

function publicKeyOf(authority: Authority): KeyObject {
  return new X509Certificate(authority.certificate).publicKey;
}

async function authenticationCertificate(
  holder: CardHolder,
  order?: CardVariant | CardOrder,
): Promise<Uint8Array> {
  const { userAuthentication } = await ca.cardOf(holder, order);
  if (!userAuthentication) throw new Error('the card has no user authentication certificate');
  return userAuthentication.certificate;
}

describe('the test authorities', () => {
  it('issue certificates that openssl accepts: chain, policy and purpose, under all generations', async () => {
    const issuers = new Set<string>();
    const cards = holders.flatMap((holder) =>
      keyAlgorithms.map((algorithm) => ca.cardOf(holder, { algorithm })),
    );
    for (const { userAuthentication, digitalSignature } of await Promise.all(cards)) {
      if (!userAuthentication) throw new Error('the card has no user authentication certificate');
      expect(await judge(userAuthentication.certificate, 'userAuthentication', authenticationPolicy)).toBe(
        'OK',
      );
      expect(
        await judge(digitalSignature?.certificate ?? new Uint8Array(), 'digitalSignature', signaturePolicy),
      ).toBe('OK');
      issuers.add(new X509Certificate(userAuthentication.authority).fingerprint256);
    }
    expect(issuers.size).toBe(3);
  });

  it('give the next card P-384 keys, certified with ECDSA and SHA-384', async () => {
    const { algorithm, userAuthentication, digitalSignature } = await ca.cardOf(anyHolder(), {
      algorithm: 'ec-p384',
    });
    expect(algorithm).toBe('ec-p384');
    for (const pair of [userAuthentication, digitalSignature]) {
      if (!pair) throw new Error('the card lacks a key');
      for (const der of [pair.certificate, pair.authority]) {
        const shown = await runTool('openssl', ['x509', '-inform', 'DER', '-noout', '-text'], { input: der });
        expect(shown.stdout.toString()).toContain('NIST CURVE: P-384');
        expect(shown.stdout.toString().match(/Signature Algorithm: (.*)/)?.[1]).toBe('ecdsa-with-SHA384');
      }
    }
  });

  it('renew a card with new keys and serial numbers, and give the same renewal when asked again', async () => {
    const [first, second, again] = [
      await ca.cardOf(anyHolder()),
      await ca.cardOf(anyHolder(), { renewal: 1 }),
      await ca.cardOf(anyHolder(), { renewal: 1 }),
    ];
    expect(signatureOf(again)).toEqual(signatureOf(second));
    for (const purpose of ['userAuthentication', 'digitalSignature'] as const) {
      const [before, after] = [first, second].map((card) => {
        const { certificate } = card[purpose] ?? {};
        if (!certificate) throw new Error('the card lacks a certificate');
        return new X509Certificate(certificate);
      });
      expect(after?.serialNumber).not.toBe(before?.serialNumber);
      expect(after?.publicKey.equals(before?.publicKey ?? after.publicKey)).toBe(false);
      expect(await judge(after?.raw ?? new Uint8Array(), purpose, policies[purpose])).toBe('OK');
    }
  });

  it.each(keyAlgorithms)(
    'write a CRL by which openssl refuses a revoked certificate (%s)',
    async (algorithm) => {
      const revoked = await authenticationCertificate(anyHolder(), { algorithm });
      const good = await authenticationCertificate(anyHolder(), { algorithm, renewal: 1 });
      await ca.register.revoke(revoked, now - 1000);
      const authority = ca.authorities().find((one) => new X509Certificate(good).verify(publicKeyOf(one)));
      if (!authority) throw new Error('no issuer');
      const times = { thisUpdate: now, nextUpdate: now + 86_400_000 };
      const crl = writeCrl(
        { ...times, number: 7, revoked: await ca.register.revokedBy(authority.keyId) },
        authority,
      );
      const pem = await runTool('openssl', ['crl', '-inform', 'DER'], { input: crl });
      const file = join(dir, 'list.pem');
      await writeFile(file, pem.stdout);
      const withCrl = ['-crl_check', '-CRLfile', file];
      expect(await judge(good, 'userAuthentication', policies.userAuthentication, now, withCrl)).toBe('OK');
      expect(await judge(revoked, 'userAuthentication', policies.userAuthentication, now, withCrl)).toMatch(
        /certificate revoked/,
      );
    },
  );

  it.each([
    ['expired', /has expired/],
    ['notYetValid', /not yet valid/],
    ['foreignIssuer', /unable to get (local )?issuer certificate/],
  ] as const)('issue %s cards, which openssl refuses for that reason', async (variant, reason) => {
    for (const order of keyAlgorithms.map((algorithm) => ({ variant, algorithm }))) {
      const certificate = await authenticationCertificate(anyHolder(), order);
      expect(await judge(certificate, 'userAuthentication', authenticationPolicy)).toMatch(reason);
    }
  });

  it('issue neither certificate for the purpose of the other', async () => {
    const holder = anyHolder();
    const certificate = await authenticationCertificate(holder);
    expect(await judge(certificate, 'userAuthentication', signaturePolicy)).toMatch(/policy/i);
    expect(await judge(certificate, 'digitalSignature', authenticationPolicy)).not.toBe('OK');
  });

  it('bear the real names in three generations that only key identifiers tell apart', async () => {
    const { userAuthentication, digitalSignature } = ca.anchors();
    for (const [anchors, unit] of [
      [userAuthentication, 'JPKI for user authentication'],
      [digitalSignature, 'JPKI for digital signature'],
    ] as const) {
      const subjects = anchors.map((der) => new X509Certificate(der).subject);
      const name = `C=JP\nO=JPKI\nOU=${unit}\nOU=Japan Agency for Local Authority Information Systems`;
      expect(subjects).toEqual([name, name, name]);
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
      expect(new Set(identifiers).size).toBe(3);
    }
  });

  it('write nothing personal into the authentication certificate, and the holder into the signature certificate', async () => {
    const holder = anyHolder();
    const card = await ca.cardOf(holder);
    const { userAuthentication } = card;
    const digitalSignature = signatureOf(card);
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
    for (const id of [1, 2, 3, 4, 5, 6]) expect(text).toContain(`:1.2.392.200149.8.5.5.${String(id)}`);
    expect(text).toContain(':319800305');
    expect(Buffer.from(digitalSignature.certificate).includes(holder.address)).toBe(true);
  });

  it('give private keys that match the certificates', async () => {
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

  it('leave out the user authentication certificate when the holder did not want one', async () => {
    const holder = anyHolder();
    expect((await ca.cardOf(holder, 'noUserAuthentication')).userAuthentication).toBeNull();
  });

  it('issue no signature certificate to somebody under 15, not even once the holder is 15', async () => {
    const child = { ...anyHolder(), id: 'child', birthDate: isoDate('2011-11-21') };
    const shared = join(dir, 'child');
    const issued = await (await openTestCa(shared, clock)).cardOf(child);
    expect(issued).toMatchObject({ digitalSignature: null, endsOn: '2030-11-21' });
    const later = await openTestCa(shared, { now: () => now + 1e10 });
    const again = await later.cardOf(child);
    expect(again.digitalSignature).toBeNull();
    expect(again.userAuthentication?.certificate).toEqual(issued.userAuthentication?.certificate);
    const renewed = await later.cardOf(child, { renewal: 1 });
    expect(signatureOf(renewed).certificate.length).toBeGreaterThan(500);
    const bornADayEarlier = { ...child, id: 'fifteen', birthDate: isoDate('2011-11-20') };
    expect((await ca.cardOf(bornADayEarlier)).digitalSignature).not.toBeNull();
  });

  it('end both certificates with the day that the rules give, as openssl reads it', async () => {
    const staying = { ...anyHolder(), id: 'staying', stayEndsOn: isoDate('2029-03-31') };
    for (const [holder, last, card] of [
      [anyHolder(), 'Mar  5 14:59:59 2031 GMT', '2036-03-05'],
      [staying, 'Mar 31 14:59:59 2029 GMT', '2029-03-31'],
    ] as const) {
      const { userAuthentication, digitalSignature, endsOn } = await ca.cardOf(holder);
      expect(endsOn).toBe(card);
      for (const pair of [userAuthentication, digitalSignature]) {
        if (!pair) throw new Error('the card lacks a certificate');
        const input = pair.certificate;
        const shown = await runTool('openssl', ['x509', '-inform', 'DER', '-noout', '-enddate'], { input });
        expect(shown.stdout.toString().trim()).toBe(`notAfter=${last}`);
      }
    }
  });

  it('keep what they issued in files for their owner alone, even when two open the folder at once', async () => {
    const shared = join(dir, 'shared');
    const [first, second] = await Promise.all([openTestCa(shared, clock), openTestCa(shared, clock)]);
    expect(second.anchors()).toEqual(first.anchors());
    const holder = anyHolder();
    const [one, other] = await Promise.all([first.cardOf(holder), second.cardOf(holder)]);
    expect(other.userAuthentication?.certificate).toEqual(one.userAuthentication?.certificate);
    const later = await openTestCa(shared, { now: () => now + 1e10 });
    expect(signatureOf(await later.cardOf(holder)).certificate).toEqual(signatureOf(one).certificate);

    const files = (await readdir(shared, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    // Eight authorities, one card with two pairs, and its two entries in the register: nothing half-made is left.
    expect(files.length).toBe(16 + 4 + 2);
    for (const file of files) expect((await stat(join(file.parentPath, file.name))).mode & 0o777).toBe(0o600);
  });

  it('remember, for every process, what they issued and revoked', async () => {
    const shared = join(dir, 'register');
    const [first, second] = [await openTestCa(shared, clock), await openTestCa(shared, clock)];
    const digitalSignature = signatureOf(await first.cardOf(anyHolder()));
    const serial = new X509Certificate(digitalSignature.certificate).serialNumber.toLowerCase();
    const [issuer] = second
      .authorities()
      .filter(({ certificate }) => Buffer.from(certificate).equals(digitalSignature.authority));
    if (!issuer) throw new Error('no issuer');
    expect(await second.register.statusOf(issuer.keyId, serial)).toBe('good');
    expect(await second.register.statusOf(issuer.keyId, `${serial}00`)).toBe('unknown');
    expect(await second.register.statusOf(issuer.keyId, '../x')).toBe('unknown');
    expect(await second.register.revokedBy(issuer.keyId)).toEqual([]);
    await first.register.revoke(digitalSignature.certificate, now);
    await second.register.revoke(digitalSignature.certificate, now + 1000);
    expect(await second.register.statusOf(issuer.keyId, serial)).toEqual({ serial, at: now });
    expect(await second.register.revokedBy(issuer.keyId)).toEqual([{ serial, at: now }]);
    const moved = signatureOf(await first.cardOf(anyHolder(), { renewal: 1 })).certificate;
    await first.register.revoke(moved, now, 'affiliationChanged');
    await second.register.revoke(moved, now + 1000);
    const movedSerial = new X509Certificate(moved).serialNumber.toLowerCase();
    expect(await second.register.statusOf(issuer.keyId, movedSerial)).toEqual({
      ...{ serial: movedSerial, at: now, reason: 'affiliationChanged' },
    });
  });

  it('refuse a holder id that is not a plain name', async () => {
    const holder = anyHolder();
    await expect(ca.cardOf({ ...holder, id: '../outside' })).rejects.toThrow('id of a card holder');
  });
});

/** Where the content of subjectAltName begins, according to openssl. */
async function sanOffset(certificate: Uint8Array): Promise<string> {
  const parsed = await runTool('openssl', ['asn1parse', '-inform', 'DER'], { input: certificate });
  const lines = parsed.stdout.toString().split('\n');
  const line = lines[lines.findIndex((text) => text.includes('X509v3 Subject Alternative Name')) + 1] ?? '';
  const offset = /^ *(\d+):.*OCTET STRING/.exec(line)?.[1];
  if (offset === undefined) throw new Error('no subjectAltName in the certificate');
  return offset;
}
