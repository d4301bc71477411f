import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import {
  extension,
  writeCertificate,
  writeName,
} from '../../../simulator/authorities/test-ca/certificate-writer.ts';
import type { CertificateContent } from '../../../simulator/authorities/test-ca/certificate-writer.ts';
import { keyIdentifier, signed } from '../../../simulator/authorities/test-ca/signing.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { Authority, TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { readAnchors } from '../certificate.ts';
import { DerError } from '../der.ts';
import * as der from '../../../shared/der-writer.ts';
import { judgeOcsp, type OcspQuestion } from './judge-ocsp.ts';
import { certIdHashes, certIdOf, type CertId } from './ocsp-request.ts';
import { signatureOf } from '../../../simulator/authorities/test-ca/card-material.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nonce = Buffer.alloc(32, 0x5a);
const now = Math.floor(systemClock.now() / 1000) * 1000;
const responderKey = generateKeyPairSync('ec', { namedCurve: 'P-384' });
let ca: TestCa;
let close: () => Promise<void>;
let question: OcspQuestion;
let authority: Authority;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  close = () => temporary.remove();
  const digitalSignature = signatureOf(await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' }));
  const [issuer] = readAnchors([digitalSignature.authority]);
  const found = ca.authorities().find(({ keyId }) => keyId === issuer?.keyId);
  if (!issuer || !found) throw new Error('no authority');
  authority = found;
  const id = certIdOf(new X509Certificate(digitalSignature.certificate), issuer.certificate, 'sha256');
  question = { id, nonce, issuer, now, skewMs: 300_000, maxAgeMs: 600_000 };
});
afterAll(() => close());

const good = der.tlv(0x80);
const revoked = der.explicit(1, der.generalizedTime(now - hourMs), der.explicit(0, der.enumerated(1)));

function writeId(id: CertId, hash: string = certIdHashes[id.hash]): Uint8Array {
  return der.sequence(
    der.sequence(der.oid(hash)),
    ...[der.octetString(id.issuerNameHash), der.octetString(id.issuerKeyHash), der.integer(id.serial)],
  );
}

interface Single {
  readonly id?: Uint8Array;
  readonly status?: Uint8Array;
  readonly from?: number;
  readonly to?: number | null;
  readonly more?: readonly Uint8Array[];
}

function writeSingle(single: Single): Uint8Array {
  const { id = writeId(question.id), status = good, from = now, to = now + hourMs, more = [] } = single;
  return der.sequence(
    ...[id, status, der.generalizedTime(from)],
    ...(to === null ? [] : [der.explicit(0, der.generalizedTime(to))]),
    ...(more.length > 0 ? [der.explicit(1, der.sequence(...more))] : []),
  );
}

interface Answer {
  readonly singles?: readonly Single[];
  readonly before?: readonly Uint8Array[];
  readonly producedAt?: number;
  readonly extensions?: readonly Uint8Array[];
  readonly responder?: Uint8Array;
  readonly key?: KeyObject;
  readonly certificates?: readonly Uint8Array[];
  readonly type?: string;
}

const nonceExtension = extension('1.3.6.1.5.5.7.48.1.2', der.octetString(nonce));

function write(answer: Answer): Uint8Array {
  const { singles = [{}], before = [], producedAt = now, extensions = [nonceExtension] } = answer;
  const { key = responderKey.privateKey, certificates = [signerCertificate({})] } = answer;
  const body = der.sequence(
    ...before,
    answer.responder ?? der.explicit(2, der.octetString(keyIdentifier(createPublicKey(key)))),
    der.generalizedTime(producedAt),
    der.sequence(...singles.map(writeSingle)),
    ...(extensions.length > 0 ? [der.explicit(1, der.sequence(...extensions))] : []),
  );
  const basic = signed(body, key, der.explicit(0, der.sequence(...certificates)));
  const type = der.oid(answer.type ?? '1.3.6.1.5.5.7.48.1.1');
  return der.sequence(der.enumerated(0), der.explicit(0, der.sequence(type, der.octetString(basic))));
}

const forOcsp = extension('2.5.29.37', der.sequence(der.oid('1.3.6.1.5.5.7.3.9')));
const noCheck = extension('1.3.6.1.5.5.7.48.1.5', der.nothing());
const subject = [{ type: 'CN', value: 'TEST OCSP responder' }] as const;

function signerCertificate(content: Partial<CertificateContent>, issuer: Authority = authority): Uint8Array {
  return writeCertificate(
    {
      ...{ subject, publicKey: responderKey.publicKey, authority: false, policy: null, otherNames: [] },
      ...{ notBefore: now - hourMs, notAfter: now + dayMs, more: [forOcsp, noCheck] },
      ...{ keyUsage: ['digitalSignature'], ...content },
    },
    issuer,
  );
}

function judge(answer: Answer): string {
  const judged = judgeOcsp(write(answer), question);
  return judged.ok ? judged.value : judged.error;
}

describe('an OCSP answer', () => {
  it('says good or revoked', () => {
    expect(judge({})).toBe('good');
    expect(judge({ singles: [{ status: revoked }] })).toBe('revoked');
    expect(judge({ singles: [{ status: der.tlv(0x82) }] })).toBe('notKnown');
  });

  it('says of a revoked certificate that its holder’s name or address changed, when that is the reason', () => {
    const because = (...more: readonly Uint8Array[]) => ({
      singles: [{ status: der.explicit(1, der.generalizedTime(now - hourMs), ...more) }],
    });
    expect(judge(because())).toBe('revoked');
    for (const reason of [0, 1, 2, 3, 4, 5, 6, 8, 9, 10])
      expect([reason, judge(because(der.explicit(0, der.enumerated(reason))))]).toEqual([
        reason,
        reason === 3 ? 'changed' : 'revoked',
      ]);
    expect(() => judge(because(der.enumerated(3)))).toThrow(DerError);
    expect(() => judge(because(der.explicit(0, der.integer(Uint8Array.of(3)))))).toThrow(DerError);
  });

  it('may also speak of other certificates', () => {
    const other = { id: writeId({ ...question.id, serial: Uint8Array.of(7) }), status: revoked };
    expect(judge({ singles: [other, {}] })).toBe('good');
    expect(judge({ singles: [other] })).toBe('otherCertificate');
    expect(judge({ singles: [] })).toBe('otherCertificate');
  });

  it('that speaks of the certificate twice says nothing', () => {
    expect(judge({ singles: [{}, { status: revoked }] })).toBe('otherCertificate');
    expect(judge({ singles: [{ status: revoked }, {}] })).toBe('otherCertificate');
  });

  it.each(['issuerNameHash', 'issuerKeyHash', 'serial'] as const)(
    'is about another certificate when its %s differs',
    (field) => {
      const other = question.id[field].map((byte, index) => (index === 0 ? byte ^ 1 : byte));
      expect(judge({ singles: [{ id: writeId({ ...question.id, [field]: other }) }] })).toBe(
        'otherCertificate',
      );
    },
  );

  it('is about another certificate when the hash differs', () => {
    expect(judge({ singles: [{ id: writeId(question.id, certIdHashes.sha1) }] })).toBe('otherCertificate');
  });

  it.each([
    ['of a past day', { from: now - dayMs, to: now - hourMs }, {}, 'stale'],
    ['that ends before it begins', { from: now + 60_000, to: now - 60_000 }, {}, 'stale'],
    ['without an end', { to: null }, {}, 'good'],
    ['without an end and old', { from: now - hourMs, to: null }, {}, 'stale'],
    ['that begins in an hour', { from: now + hourMs, to: now + dayMs }, {}, 'notYet'],
    ['made an hour from now', {}, { producedAt: now + hourMs }, 'notYet'],
  ] as const)('%s is judged by its times', (_, single, answer, expected) => {
    expect(judge({ singles: [single], ...answer })).toBe(expected);
  });

  it('has our nonce exactly once, or is not for us', () => {
    expect(judge({ extensions: [] })).toBe('nonce');
    const shorter = extension('1.3.6.1.5.5.7.48.1.2', der.octetString(nonce.subarray(1)));
    expect(judge({ extensions: [shorter] })).toBe('nonce');
    expect(() => judge({ extensions: [nonceExtension, nonceExtension] })).toThrow(DerError);
  });

  it('is refused with an unknown critical extension, its own or the certificate’s', () => {
    const [critical, other] = [
      extension('1.2.3.4', der.nothing(), 'critical'),
      extension('1.2.3.4', der.nothing()),
    ];
    expect(judge({ extensions: [nonceExtension, other], singles: [{ more: [other] }] })).toBe('good');
    expect(judge({ extensions: [nonceExtension, critical] })).toBe('extension');
    expect(judge({ singles: [{ more: [critical] }] })).toBe('extension');
    expect(judge({ singles: [{ to: null, more: [critical] }] })).toBe('extension');
  });

  it.each<[string, Answer]>([
    ['another version', { before: [der.explicit(0, der.integer(Uint8Array.of(1)))] }],
    ['another kind of answer', { type: '1.3.6.1.5.5.7.48.1.99' }],
    ['content after good', { singles: [{ status: der.tlv(0x80, Uint8Array.of(1)) }] }],
    ['content after unknown', { singles: [{ status: der.tlv(0x82, Uint8Array.of(1)) }] }],
    ['an invalid state', { singles: [{ status: der.nothing() }] }],
    ['an invalid responder', { responder: der.explicit(3, der.octetString(nonce)) }],
  ])('is refused with %s', (_, answer) => {
    expect(() => judge(answer)).toThrow(DerError);
  });

  it('with any byte changed, or cut short, is never believed', () => {
    const answer = write({});
    fc.assert(
      fc.property(fc.nat(answer.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        for (const bytes of [
          answer.map((byte, index) => (index === at ? byte ^ change : byte)),
          answer.subarray(0, at),
        ]) {
          try {
            expect(judgeOcsp(bytes, question).ok).toBe(false);
          } catch (error) {
            expect(error).toBeInstanceOf(DerError);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('the signer of an OCSP answer', () => {
  const byName = der.explicit(1, writeName(subject));

  it('is the authority, or a signer that it authorized', () => {
    expect(judge({ key: authority.privateKey, certificates: [] })).toBe('good');
    const name = der.explicit(1, writeName(authority.name));
    expect(judge({ key: authority.privateKey, certificates: [], responder: name })).toBe('good');
    expect(judge({ responder: byName })).toBe('good');
  });

  it('is found among several of its name', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const certificates = [signerCertificate({ publicKey: other.publicKey }), signerCertificate({})];
    expect(judge({ responder: byName, certificates })).toBe('good');
    expect(judge({ responder: byName, certificates: certificates.slice(0, 1) })).toBe('signature');
    // A delegated signer may bear the authority's own name.
    const name = der.explicit(1, writeName(authority.name));
    expect(judge({ responder: name, certificates: [signerCertificate({ subject: authority.name })] })).toBe(
      'good',
    );
    expect(judge({ responder: name })).toBe('signature');
  });

  it.each<[string, Partial<CertificateContent>, string]>([
    ['is valid for three days and could be revoked', { notAfter: now + 3 * dayMs, more: [forOcsp] }, 'good'],
    ['is valid for a year', { notAfter: now + 365 * dayMs }, 'good'],
    ['is valid for a year and could be revoked', { notAfter: now + 365 * dayMs, more: [forOcsp] }, 'signer'],
    ['is not for OCSP', { more: [noCheck] }, 'signer'],
    [
      'is for everything but OCSP',
      { more: [extension('2.5.29.37', der.sequence(der.oid('2.5.29.37.0')))] },
      'signer',
    ],
    ['may not sign', { keyUsage: ['contentCommitment'] }, 'signer'],
    ['is an authority', { authority: true, keyUsage: ['digitalSignature', 'keyCertSign'] }, 'signer'],
    ['has expired', { notBefore: now - 2 * hourMs, notAfter: now - 1000 }, 'signer'],
    ['is not yet valid', { notBefore: now + 1000 }, 'signer'],
    [
      'has an unknown critical extension',
      { more: [forOcsp, noCheck, extension('1.2.3.4', der.nothing(), 'critical')] },
      'signer',
    ],
  ])('that %s: %s', (_, content, expected) => {
    expect(judge({ certificates: [signerCertificate(content)] })).toBe(expected);
  });

  it('must be just as the authority signed it', () => {
    const certificate = Buffer.from(signerCertificate({}));
    expect(judge({ certificates: [certificate] })).toBe('good');
    certificate.write('d', certificate.indexOf('responder') + 'responde'.length);
    expect(judge({ certificates: [certificate] })).toBe('signer');
  });

  it('must be of the same generation as the certificate', () => {
    for (const other of [...ca.authorities(), ca.foreignAuthority(authority.purpose)]) {
      const certificates = [signerCertificate({}, other)];
      expect(judge({ certificates })).toBe(other.keyId === authority.keyId ? 'good' : 'signer');
    }
  });

  it.each([
    ['RSA of 1024 bits', () => generateKeyPairSync('rsa', { modulusLength: 1024 }), 'signature'],
    ['RSA of 2048 bits', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), 'good'],
    // SHA-384 with the shorter curve is not unusual.
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'good'],
    ['secp256k1', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }), 'signature'],
  ])('must have a key that is strong enough (%s)', (_, make, expected) => {
    const { publicKey, privateKey } = make();
    const certificates = [signerCertificate({ publicKey })];
    expect(judge({ key: privateKey, certificates })).toBe(expected);
  });
});
