import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { openTemporaryCa, sampleHolder } from '../../simulator/test-ca/temporary-ca.ts';
import type { CardHolder, TestCa } from '../../simulator/test-ca/test-ca.ts';
import { readAnchors, validateCertificate, type Anchor } from './certificate.ts';

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

async function certificateOf(holder: CardHolder): Promise<Uint8Array> {
  const { userAuthentication } = await ca.cardOf(holder);
  if (!userAuthentication) throw new Error('a card without a certificate');
  return userAuthentication.certificate;
}

function refusalAt(time: number): string | null {
  const answer = validateCertificate(der, anchors, time);
  return answer.ok ? null : answer.error;
}

describe('a user authentication certificate', () => {
  it('holds from its first second to its last', () => {
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
    expect(others).toHaveLength(1);
    expect(validateCertificate(der, others, now)).toEqual({ ok: false, error: 'certificateUnknown' });
  });

  it('with any byte changed is never valid, and never breaks the center', () => {
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

  it('cut short or run on is never valid', () => {
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
