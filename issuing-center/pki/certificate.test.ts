import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { err } from '../../shared/result.ts';
import {
  keyAlgorithms,
  type CardMaterial,
  type KeyPairOnCard,
} from '../../simulator/authorities/test-ca/card-material.ts';
import {
  writeCertificate,
  type CertificateContent,
} from '../../simulator/authorities/test-ca/certificate-writer.ts';
import { openTemporaryCa, sampleHolder } from '../../testing/temporary-ca.ts';
import type { CardHolder, TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import {
  readAnchors,
  signedBy,
  validateCertificate,
  type Anchor,
  type CertificatePurpose,
} from './certificate.ts';

let ca: TestCa;
let anchors: readonly Anchor[];
let der: Uint8Array;
let close: () => Promise<void>;
/** Cards are issued when they are first asked for. */
const now = systemClock.now() + 24 * 60 * 60 * 1000;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  close = () => temporary.remove();
  anchors = readAnchors(ca.anchors().userAuthentication);
  der = await certificateOf(sampleHolder);
});
afterAll(() => close());

function anchorsOf(purpose: CertificatePurpose): readonly Anchor[] {
  return purpose === 'signature' ? readAnchors(ca.anchors().digitalSignature) : anchors;
}

async function certificateOf(holder: CardHolder): Promise<Uint8Array> {
  const { userAuthentication } = await ca.cardOf(holder);
  if (!userAuthentication) throw new Error('a card without a certificate');
  return userAuthentication.certificate;
}

function refusalAt(time: number): string | null {
  const answer = validateCertificate(der, anchors, time);
  return answer.ok ? null : answer.error;
}

describe.each(keyAlgorithms)('a card with %s keys', (algorithm) => {
  const hash = algorithm === 'ec-p384' ? 'sha384' : 'sha256';
  const message = Buffer.from('what the center asked the card to sign');
  let card: CardMaterial;
  beforeAll(async () => {
    card = await ca.cardOf(sampleHolder, { algorithm });
  });

  function pairOf(purpose: CertificatePurpose): KeyPairOnCard {
    const pair = purpose === 'signature' ? card.digitalSignature : card.userAuthentication;
    if (!pair) throw new Error('a card without a key pair');
    return pair;
  }

  it.each([
    ['userAuthentication', 'signature'],
    ['signature', 'userAuthentication'],
  ] as const)('has a certificate that is valid for %s but not for %s', (purpose, other) => {
    const { certificate, authority } = pairOf(purpose);
    const valid = validateCertificate(certificate, anchorsOf(purpose), now, purpose);
    if (!valid.ok) throw new Error(valid.error);
    expect(valid.value.anchor.certificate.raw).toEqual(Buffer.from(authority));
    expect(valid.value.anchor.keyId).toBe(valid.value.issuerKeyId);
    // Even a center that trusts both authorities for everything tells their certificates apart by policy and key usage.
    const all = [...anchorsOf(purpose), ...anchorsOf(other)];
    expect(validateCertificate(certificate, all, now, other)).toEqual(err('certificateUnknown'));
  });

  it.each(['userAuthentication', 'signature'] as const)('signs with its key for %s', (purpose) => {
    const { certificate, privateKey } = pairOf(purpose);
    const signer = new X509Certificate(certificate);
    const signature = sign(hash, message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(signature.length).toBe(algorithm === 'ec-p384' ? 96 : 256);
    expect(signedBy(signer, message, signature)).toBe(true);
    expect(signedBy(signer, Buffer.from('something else'), signature)).toBe(false);
    expect(signedBy(signer, message, signature.subarray(1))).toBe(false);
    expect(signedBy(signer, message, new Uint8Array(signature.length))).toBe(false);
    const otherHash = sign('sha1', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(signedBy(signer, message, otherHash)).toBe(false);
    const asDer = sign(hash, message, privateKey);
    expect(signedBy(signer, message, asDer)).toBe(algorithm === 'rsa-2048');
    const otherKey = pairOf(purpose === 'signature' ? 'userAuthentication' : 'signature');
    expect(signedBy(new X509Certificate(otherKey.certificate), message, signature)).toBe(false);
  });
});

describe('the key of a certificate', () => {
  it.each([
    ['RSA of 1024 bits', false, () => generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['RSA of 3072 bits', true, () => generateKeyPairSync('rsa', { modulusLength: 3072 })],
    ['P-256', false, () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-384', true, () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['Ed25519', false, () => generateKeyPairSync('ed25519')],
  ] as const)('is accepted only if cards have keys like it (%s: %s)', (_, accepted, make) => {
    const [authority] = ca.authorities();
    if (!authority) throw new Error('no authority');
    const content: CertificateContent = {
      ...{ subject: [{ type: 'CN', value: 'TEST' }], publicKey: make().publicKey, otherNames: [] },
      ...{ notBefore: now - 1000, notAfter: now + 1000, authority: false },
      keyUsage: ['digitalSignature'],
      policy: '1.2.392.200149.8.5.1.3.30',
    };
    const answer = validateCertificate(writeCertificate(content, authority), anchors, now);
    expect(answer.ok).toBe(accepted);
    // Without digitalSignature in its key usage it may not log in, whatever its key.
    const unfit: CertificateContent = { ...content, keyUsage: ['contentCommitment'] };
    expect(validateCertificate(writeCertificate(unfit, authority), anchors, now).ok).toBe(false);
  });
});

describe('a user authentication certificate', () => {
  it('is valid from its first second to its last', () => {
    const { validFromDate, validToDate } = new X509Certificate(der);
    expect(refusalAt(validFromDate.getTime() - 1)).toBe('certificateNotYetValid');
    expect(refusalAt(validFromDate.getTime())).toBeNull();
    expect(refusalAt(validToDate.getTime())).toBeNull();
    expect(refusalAt(validToDate.getTime() + 1)).toBe('certificateExpired');
  });

  it('finds its issuer by key identifier among generations of one name', async () => {
    expect(new Set(anchors.map(({ certificate }) => certificate.subject)).size).toBe(1);
    const issuers = new Set<string>();
    // The test CA spreads its holders over the generations by their ids.
    for (const id of ['sample-a', 'sample-b']) {
      const answer = validateCertificate(await certificateOf({ ...sampleHolder, id }), anchors, now);
      if (!answer.ok) throw new Error(answer.error);
      issuers.add(answer.value.issuerKeyId);
    }
    expect(issuers.size).toBe(2);
  });

  it('is unknown to a center that does not trust its generation', () => {
    const answer = validateCertificate(der, anchors, now);
    if (!answer.ok) throw new Error(answer.error);
    const others = anchors.filter(({ keyId }) => keyId !== answer.value.issuerKeyId);
    expect(others).toHaveLength(2);
    expect(validateCertificate(der, others, now)).toEqual({ ok: false, error: 'certificateUnknown' });
  });

  it('with any byte changed is never valid and never crashes the center', () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(der, (byte, index) => (index === at ? byte ^ change : byte));
        expect(validateCertificate(changed, anchors, now)).toEqual({
          ok: false,
          error: 'certificateUnknown',
        });
      }),
      { numRuns: 400 },
    );
  });

  it('cut short or with bytes added is never valid', () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), (length) => {
        expect(validateCertificate(der.subarray(0, length), anchors, now).ok).toBe(false);
      }),
    );
    expect(validateCertificate(Buffer.concat([der, new Uint8Array(1)]), anchors, now).ok).toBe(false);
    const pem = Buffer.from(new X509Certificate(der).toString());
    expect(validateCertificate(pem, anchors, now)).toEqual({ ok: false, error: 'certificateUnknown' });
  });
});
