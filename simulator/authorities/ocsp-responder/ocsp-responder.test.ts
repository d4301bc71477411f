import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { runTool } from '../../../testing/pcscd/tool.ts';
import { keyAlgorithms, signatureOf } from '../test-ca/card-material.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { TestCa } from '../test-ca/test-ca.ts';
import type { OcspFault } from './faults.ts';
import { startOcspResponder, type OcspResponderSimulator } from './ocsp-responder.ts';

let ca: TestCa;
let dir: string;
let responder: OcspResponderSimulator;
let close: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  dir = await mkdtemp(join(tmpdir(), 'komado-responder-'));
  responder = await startOcspResponder(ca, systemClock);
  close = async () => {
    await responder.close();
    await temporary.remove();
    await rm(dir, { recursive: true });
  };
});
afterAll(() => close());

interface OnCard {
  readonly certificate: Uint8Array;
  readonly authority: Uint8Array;
}

async function onCard(algorithm: (typeof keyAlgorithms)[number], renewal = 0): Promise<OnCard> {
  return signatureOf(await ca.cardOf(sampleHolder, { algorithm, renewal }));
}

async function pem(name: string, certificate: Uint8Array): Promise<string> {
  await writeFile(join(dir, name), new X509Certificate(certificate).toString());
  return join(dir, name);
}

/** What openssl, asking over HTTP, says of the responder's answer. */
async function ask({ certificate, authority }: OnCard, ...more: readonly string[]): Promise<string> {
  const issuer = await pem('issuer.pem', authority);
  const asked = await pem('asked.pem', certificate);
  const { stdout, stderr } = await runTool('openssl', [
    ...['ocsp', '-url', responder.url, '-nonce', ...more, '-issuer', issuer, '-cert', asked],
    ...['-CAfile', issuer, '-no-CApath', '-no-CAstore', '-timeout', '30'],
  ]);
  return `${stderr}${stdout.toString()}`;
}

describe.each(keyAlgorithms)(
  'the simulated OCSP responder, asked by openssl about an %s certificate,',
  (algorithm) => {
    it.each([
      ['-sha1', 1],
      ['-sha256', 3],
    ])('answers good and revoked with a valid signature (%s)', async (hash, renewal) => {
      const card = await onCard(algorithm, renewal);
      const good = await ask(card, hash);
      expect(good).toContain('Response verify OK');
      expect(good).toMatch(/asked\.pem: good/);
      expect(good).not.toMatch(/WARNING|error/i);
      const renewed = await onCard(algorithm, renewal + 1);
      await ca.register.revoke(card.certificate, systemClock.now(), 'affiliationChanged');
      const [before, after] = [await ask(card, hash), await ask(renewed, hash)];
      expect(before).toMatch(/Response verify OK[^]*asked\.pem: revoked[^]*Reason: affiliationChanged/);
      expect(after).toMatch(/Response verify OK[^]*asked\.pem: good/);
    });
  },
);

describe('an answer of the simulated OCSP responder with the fault', () => {
  it.each<[OcspFault, RegExp]>([
    ['stale', /status expired|WARNING: Status times invalid/i],
    ['future', /status not yet valid|WARNING: Status times invalid/i],
    ['wrongSigner', /Response Verify Failure/],
    ['unauthorizedSigner', /Response Verify Failure/],
    ['expiredSigner', /Response Verify Failure/],
    ['badSignature', /Response Verify Failure/],
    ['wrongNonce', /Nonce Verify error/],
    ['noNonce', /WARNING: no nonce in response/],
    ['otherCertificate', /No Status found/],
    ['tryLater', /Responder Error: trylater/],
    ['nonsense', /Error querying OCSP responder/],
    ['empty', /Error querying OCSP responder/],
    ['webPage', /Error querying OCSP responder/],
    ['hangUp', /Error querying OCSP responder/],
    ['serverError', /Error querying OCSP responder/],
  ])('%s is rejected by openssl too', async (fault, complaint) => {
    const card = await onCard('rsa-2048', 7);
    responder.setFault(fault);
    const heard = await ask(card);
    responder.setFault(null);
    expect(heard).toMatch(complaint);
    expect(await ask(card)).not.toMatch(complaint);
  });
});

it('the simulated OCSP responder refuses a malformed request and one about a foreign authority', async () => {
  const post = async (body: string): Promise<string> => {
    const response = await fetch(responder.url, { method: 'POST', body });
    return Buffer.from(await response.arrayBuffer()).toString('hex');
  };
  expect(await post('no request')).toBe('30030a0101');
  const { userAuthentication } = await ca.cardOf(sampleHolder, 'foreignIssuer');
  if (!userAuthentication) throw new Error('a card without a certificate');
  expect(await ask(userAuthentication)).toContain('Responder Error: unauthorized');
  expect((await fetch(`${responder.url}/elsewhere`)).status).toBe(404);
});
