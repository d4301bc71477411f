import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import {
  startOcspResponder,
  type OcspResponderSimulator,
} from '../../../simulator/authorities/ocsp-responder/ocsp-responder.ts';
import type { TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import { readAnchors, validateCertificate, type ValidCertificate } from '../certificate.ts';
import { createRevocationByAuthority } from './by-authority.ts';

let ca: TestCa;
let removeCa: () => Promise<void>;
let first: OcspResponderSimulator;
let second: OcspResponderSimulator;
let cards: readonly [ValidCertificate, ValidCertificate];

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  removeCa = () => temporary.remove();
  first = await startOcspResponder(ca, systemClock);
  second = await startOcspResponder(ca, systemClock);
  const valid = async (algorithm: 'rsa-2048' | 'ec-p384'): Promise<ValidCertificate> => {
    const { userAuthentication } = await ca.cardOf(sampleHolder, { algorithm });
    const anchors = readAnchors(ca.anchors().userAuthentication);
    const read = validateCertificate(
      userAuthentication?.certificate ?? new Uint8Array(),
      anchors,
      systemClock.now(),
    );
    if (!read.ok) throw new Error(read.error);
    return read.value;
  };
  cards = [await valid('rsa-2048'), await valid('ec-p384')];
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await removeCa();
});

it('asks each generation’s own sources, and trusts no generation that is not listed', async () => {
  const [one, other] = cards;
  expect(one.issuerKeyId).not.toBe(other.issuerKeyId);
  const sources = {
    one: { keyId: one.issuerKeyId, ocsp: [{ url: first.url }], crl: null },
    other: { keyId: other.issuerKeyId, ocsp: [{ url: second.url }], crl: null },
  };
  const check = (
    authorities: Parameters<typeof createRevocationByAuthority>[0],
    { certificate, anchor }: ValidCertificate,
  ) =>
    createRevocationByAuthority(authorities, { clock: systemClock }).check(
      new X509Certificate(certificate.raw),
      anchor,
    );
  expect(await check([sources.one, sources.other], one)).toBe('good');
  expect([first.requests, second.requests]).toEqual([1, 0]);
  expect(await check([sources.one, sources.other], other)).toBe('good');
  expect([first.requests, second.requests]).toEqual([1, 1]);
  expect(await check([sources.one], other)).toBe('unknown');
  expect([first.requests, second.requests]).toEqual([1, 1]);
  const crl = second.crlPoints.find(({ issuerKeyId }) => issuerKeyId === other.issuerKeyId)?.url ?? null;
  expect(await check([{ keyId: other.issuerKeyId, ocsp: [], crl }], other)).toBe('good');
  expect(() =>
    createRevocationByAuthority([{ keyId: one.issuerKeyId, ocsp: [], crl: null }], { clock: systemClock }),
  ).toThrow('expected an OCSP responder or a CRL');
});
