import { X509Certificate } from 'node:crypto';
import { setImmediate as ioTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { ocspFaults, type OcspFault } from '../../../simulator/authorities/ocsp-responder/faults.ts';
import {
  startOcspResponder,
  type OcspResponderSimulator,
} from '../../../simulator/authorities/ocsp-responder/ocsp-responder.ts';
import { keyAlgorithms, type CardOrder } from '../../../simulator/authorities/test-ca/card-material.ts';
import { writeCertificate } from '../../../simulator/authorities/test-ca/certificate-writer.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { systemClock } from '../../../shared/dates.ts';
import { readAnchors, validateCertificate, type Anchor } from '../certificate.ts';
import { createRevocationChecker, revocationLimits, type RevocationOptions } from './checker.ts';
import type { RevocationFault } from './fault.ts';

let ca: TestCa;
let responder: OcspResponderSimulator;
let second: OcspResponderSimulator;
let close: () => Promise<void>;
let faults: string[] = [];

interface Asked {
  readonly certificate: X509Certificate;
  readonly anchor: Anchor;
}

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  responder = await startOcspResponder(ca, systemClock);
  second = await startOcspResponder(ca, systemClock);
  close = async () => {
    await responder.close();
    await second.close();
    await temporary.remove();
  };
});
afterEach(() => {
  responder.setFault(null);
  second.setFault(null);
  faults = [];
});
afterAll(() => close());

async function asked(order: CardOrder, purpose: 'userAuthentication' | 'signature'): Promise<Asked> {
  const card = await ca.cardOf(sampleHolder, order);
  const pair = purpose === 'signature' ? card.digitalSignature : card.userAuthentication;
  if (!pair) throw new Error('a card without a certificate');
  const { userAuthentication, digitalSignature } = ca.anchors();
  const anchors = readAnchors(purpose === 'signature' ? digitalSignature : userAuthentication);
  const valid = validateCertificate(pair.certificate, anchors, systemClock.now() + 1000, purpose);
  if (!valid.ok) throw new Error(valid.error);
  return valid.value;
}

async function revoked(order: CardOrder): Promise<Asked> {
  const found = await asked(order, 'userAuthentication');
  await ca.register.revoke(found.certificate.raw, systemClock.now());
  return found;
}

function checkWith(options: Partial<RevocationOptions>): (of: Asked) => Promise<string> {
  const checker = createRevocationChecker({
    ...{ ocsp: [{ url: responder.url }], crl: [], clock: systemClock },
    onFault: (source, fault) => faults.push(`${source} ${fault}`),
    ...options,
  });
  return ({ certificate, anchor }) => checker.check(certificate, anchor);
}

describe.each(keyAlgorithms)('the certificate of a card with %s keys', (algorithm) => {
  it.each(['sha1', 'sha256'] as const)('is good or revoked by OCSP, identified by %s', async (certIdHash) => {
    const check = checkWith({ ocsp: [{ url: responder.url, certIdHash }] });
    expect(await check(await asked({ algorithm }, 'userAuthentication'))).toBe('good');
    expect(await check(await asked({ algorithm }, 'signature'))).toBe('good');
    expect(await check(await revoked({ algorithm, renewal: 1 }))).toBe('revoked');
    expect(faults).toEqual([]);
  });

  it('is good or revoked by a CRL', async () => {
    const check = checkWith({ ocsp: [], crl: responder.crlPoints });
    expect(await check(await asked({ algorithm }, 'userAuthentication'))).toBe('good');
    // The list held does not know yet; one fetched after the revocation does.
    const late = await revoked({ algorithm, renewal: 2 });
    expect(await check(late)).toBe('good');
    expect(await checkWith({ ocsp: [], crl: responder.crlPoints })(late)).toBe('revoked');
    expect(faults).toEqual([]);
  });
});

/** What the checker makes of each of a responder's faults. */
const reasons: Readonly<Record<OcspFault, RevocationFault>> = {
  stale: 'stale',
  future: 'notYet',
  wrongSigner: 'signer',
  unauthorizedSigner: 'signer',
  expiredSigner: 'signer',
  revocableSigner: 'signer',
  badSignature: 'signature',
  wrongNonce: 'nonce',
  noNonce: 'nonce',
  otherCertificate: 'otherCertificate',
  criticalExtension: 'extension',
  noAnswer: 'late',
  halfAnswer: 'late',
  hangUp: 'unreachable',
  nonsense: 'form',
  empty: 'form',
  webPage: 'contentType',
  endless: 'tooLarge',
  tryLater: 'responder',
  serverError: 'http',
  redirect: 'unreachable',
};
/** Faults without any answer, for which the policy may let a list suffice. */
const silent = ['noAnswer', 'halfAnswer', 'hangUp', 'tryLater', 'serverError', 'redirect'];

describe.each(ocspFaults)('a responder with the fault %s', (fault) => {
  /** Where the fault is that nothing comes, time stands still until the request has arrived, and then the deadline passes. */
  async function checked(of: Asked, options: Partial<RevocationOptions>): Promise<string> {
    if (reasons[fault] !== 'late') return checkWith(options)(of);
    const timers = createManualTimers();
    const before = responder.requests;
    const answer = checkWith({ ...options, timers })(of);
    while (responder.requests === before) await ioTurn();
    timers.advance(revocationLimits.ocspDeadlineMs);
    return answer;
  }

  it('lets nobody log in', async () => {
    const good = await asked({}, 'userAuthentication');
    responder.setFault(fault);
    expect(await checked(good, {})).toBe('unknown');
    expect(faults).toEqual([`ocsp ${reasons[fault]}`]);
  });

  it('cannot be replaced by a list, unless it is silent and the policy allows it', async () => {
    const good = await asked({}, 'userAuthentication');
    responder.setFault(fault);
    const crl = responder.crlPoints;
    expect(await checked(good, { crl })).toBe('unknown');
    const policy = { crlSufficesWhenOcspIsSilent: true };
    expect(await checked(good, { crl, policy })).toBe(silent.includes(fault) ? 'good' : 'unknown');
  });

  it('does not hide a revocation in a list', async () => {
    const bad = await revoked({ renewal: 3 });
    responder.setFault(fault);
    expect(await checked(bad, { crl: responder.crlPoints })).toBe('revoked');
  });

  it('is followed by the next responder', async () => {
    const good = await asked({}, 'userAuthentication');
    responder.setFault(fault);
    const ocsp = [{ url: responder.url }, { url: second.url }];
    expect(await checked(good, { ocsp })).toBe('good');
    second.setFault('wrongNonce');
    expect(
      await checked(good, { ocsp, crl: responder.crlPoints, policy: { crlSufficesWhenOcspIsSilent: true } }),
    ).toBe('unknown');
  });
});

describe('the revocation check', () => {
  it('is unknown for a certificate that the responder does not know', async () => {
    const { certificate, anchor } = await asked({}, 'userAuthentication');
    const authority = ca.authorities().find(({ keyId }) => keyId === anchor.keyId);
    if (!authority) throw new Error('no authority');
    const unregistered = writeCertificate(
      {
        ...{ subject: [{ type: 'CN', value: 'TEST' }], publicKey: certificate.publicKey },
        ...{ notBefore: systemClock.now(), notAfter: systemClock.now() + 1000, authority: false },
        ...{ keyUsage: ['digitalSignature'], policy: null, otherNames: [] },
      },
      authority,
    );
    const policy = { crlSufficesWhenOcspIsSilent: true };
    const check = checkWith({ crl: responder.crlPoints, policy });
    expect(await check({ certificate: new X509Certificate(unregistered), anchor })).toBe('unknown');
    expect(faults).toEqual(['ocsp notKnown']);
  });

  it('is unknown for a certificate of an authority that the responder does not know', async () => {
    const stranger = await openTemporaryCa();
    const other = await startOcspResponder(stranger.ca, systemClock);
    const good = await asked({}, 'userAuthentication');
    expect(await checkWith({ ocsp: [{ url: other.url }] })(good)).toBe('unknown');
    expect(faults).toEqual(['ocsp request']);
    await other.close();
    await stranger.remove();
  });

  it('is unknown, without an error thrown, when nobody listens', async () => {
    const gone = await startOcspResponder(ca, systemClock);
    await gone.close();
    const good = await asked({}, 'userAuthentication');
    expect(await checkWith({ ocsp: [{ url: gone.url }], crl: gone.crlPoints })(good)).toBe('unknown');
    expect(faults.sort()).toEqual(['crl unreachable', 'ocsp unreachable']);
  });

  it('trusts an answer for its time plus five minutes of clock difference', async () => {
    const good = await asked({}, 'userAuthentication');
    const at = (ms: number): Promise<string> =>
      checkWith({ clock: { now: () => systemClock.now() + ms } })(good);
    const [minute, skew] = [60_000, revocationLimits.skewMs];
    expect(await at(10 * minute + skew - minute)).toBe('good');
    expect(await at(10 * minute + skew + minute)).toBe('unknown');
    expect(await at(-skew + minute)).toBe('good');
    expect(await at(-skew - minute)).toBe('unknown');
    expect(faults).toEqual(['ocsp stale', 'ocsp notYet']);
  });

  it('needs no responder where the list says revoked, and no list where the responder does', async () => {
    const good = await asked({}, 'userAuthentication');
    const bad = await revoked({ renewal: 4 });
    const crl = [{ issuerKeyId: good.anchor.keyId, url: 'http://127.0.0.1:1/none' }];
    expect(await checkWith({ crl })(good)).toBe('good');
    expect(await checkWith({ crl })(bad)).toBe('revoked');
    expect(faults).toEqual(['crl unreachable', 'crl unreachable']);
  });

  it('knows from list and responder alike that name or address changed', async () => {
    const changed = await asked({ renewal: 5 }, 'signature');
    await ca.register.revoke(changed.certificate.raw, systemClock.now(), 'affiliationChanged');
    for (const options of [{}, { ocsp: [], crl: responder.crlPoints }, { crl: responder.crlPoints }])
      expect(await checkWith(options)(changed)).toBe('changed');
  });

  it('leaves no timer behind', async () => {
    const timers = createManualTimers(systemClock.now());
    const good = await asked({}, 'userAuthentication');
    expect(await timers.runFor(checkWith({ timers, crl: responder.crlPoints })(good))).toBe('good');
    expect(timers.pending()).toBe(0);
  });

  it.each([
    [{ ocsp: [] }],
    [{ ocsp: [{ url: 'file:///etc/hosts' }] }],
    [{ ocsp: [{ url: 'responder' }] }],
    [{ crl: [{ issuerKeyId: '00', url: 'ftp://127.0.0.1/list' }] }],
  ])('cannot be created with %j', (options) => {
    expect(() => checkWith(options)).toThrow('expected');
  });
});
