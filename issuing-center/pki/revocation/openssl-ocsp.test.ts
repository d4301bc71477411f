import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { listenOnLoopback } from '../../../simulator/listen-on-loopback.ts';
import { makeOcspSigner } from '../../../simulator/authorities/ocsp-responder/answer.ts';
import { runTool } from '../../../testing/pcscd/tool.ts';
import { keyAlgorithms } from '../../../simulator/authorities/test-ca/card-material.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { Authority, TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { readAnchors, type Anchor } from '../certificate.ts';
import { createRevocationChecker, type OcspResponder } from './checker.ts';

/** Who signs as the responder. */
type Signer =
  | 'authority'
  | 'delegated'
  | 'delegatedByOpenssl'
  | 'notForOcsp'
  | 'revocable'
  | 'ended'
  | 'ofForeignAuthority'
  | 'foreignAuthority';

const dayMs = 86_400_000;
let ca: TestCa;
let dir: string;
let server: Server;
let url: string;
/** What openssl is started with for the next request. */
let args: readonly string[] = [];
let toolErrors: string[] = [];
let removeCa: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  removeCa = () => temporary.remove();
  dir = await mkdtemp(join(tmpdir(), 'komado-ocsp-'));
  // openssl would listen on every address of the machine: instead it reads and writes files, and this server listens on
  // loopback.
  server = createServer((request, response) => {
    void request.toArray().then(async (parts) => {
      await writeFile(join(dir, 'request.der'), Buffer.concat(parts));
      const files = ['-reqin', join(dir, 'request.der'), '-respout', join(dir, 'response.der')];
      const { exitCode, stderr } = await runTool('openssl', ['ocsp', ...args, ...files]);
      if (exitCode !== 0) toolErrors.push(stderr);
      response.writeHead(200, { 'content-type': 'application/ocsp-response' });
      response.end(await readFile(join(dir, 'response.der')));
    });
  });
  const { port } = await listenOnLoopback(server, 0);
  url = `http://127.0.0.1:${String(port)}/`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(dir, { recursive: true });
  await removeCa();
});

async function writePem(name: string, certificate: Uint8Array, key?: KeyObject): Promise<string> {
  await writeFile(join(dir, `${name}.pem`), new X509Certificate(certificate).toString());
  if (key) await writeFile(join(dir, `${name}.key`), key.export({ type: 'pkcs8', format: 'pem' }));
  return join(dir, name);
}

describe.each(keyAlgorithms)('openssl answers for the authority of a card with %s keys', (algorithm) => {
  let certificate: X509Certificate;
  let anchor: Anchor;
  let authorityPem: string;
  let serial: string;

  beforeAll(async () => {
    const { userAuthentication } = await ca.cardOf(sampleHolder, { algorithm });
    if (!userAuthentication) throw new Error('a card without a certificate');
    certificate = new X509Certificate(userAuthentication.certificate);
    serial = certificate.serialNumber;
    const [found] = readAnchors([userAuthentication.authority]);
    const authority = ca.authorities().find(({ keyId }) => keyId === found?.keyId);
    if (!found || !authority) throw new Error('no authority');
    anchor = found;
    authorityPem = await writePem('authority', authority.certificate, authority.privateKey);
    await writeSigners(authority);
  });

  async function writeSigners(authority: Authority): Promise<void> {
    const now = systemClock.now();
    const sound = { notBefore: now - dayMs, notAfter: now + dayMs, forOcsp: true, noCheck: true };
    const foreign = ca.foreignAuthority(authority.purpose);
    const made = {
      delegated: await makeOcspSigner(authority, sound),
      notForOcsp: await makeOcspSigner(authority, { ...sound, forOcsp: false }),
      revocable: await makeOcspSigner(authority, { ...sound, notAfter: now + 300 * dayMs, noCheck: false }),
      ended: await makeOcspSigner(authority, { ...sound, notBefore: now - 2 * dayMs, notAfter: now - 1000 }),
      ofForeignAuthority: await makeOcspSigner(foreign, sound),
      foreignAuthority: foreign,
    };
    for (const [name, signer] of Object.entries(made))
      await writePem(name, signer.certificate, signer.privateKey);
    await delegateByOpenssl();
  }

  /** The same as our own delegate, written by openssl. */
  async function delegateByOpenssl(): Promise<void> {
    const base = join(dir, 'delegatedByOpenssl');
    const extensions = [
      'keyUsage = critical, digitalSignature',
      'extendedKeyUsage = OCSPSigning',
      'noCheck = ignored',
      'authorityKeyIdentifier = keyid:always',
    ];
    await writeFile(`${base}.ext`, extensions.join('\n'));
    const subject = ['-subj', '/C=JP/CN=TEST OCSP responder of openssl'];
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${base}.key`];
    const steps = [
      ['req', '-new', ...key, ...subject, '-out', `${base}.csr`],
      [
        'x509',
        '-req',
        '-in',
        `${base}.csr`,
        '-CA',
        `${authorityPem}.pem`,
        '-CAkey',
        `${authorityPem}.key`,
      ].concat([
        '-set_serial',
        '4711',
        '-days',
        '30',
        '-sha256',
        '-extfile',
        `${base}.ext`,
        '-out',
        `${base}.pem`,
      ]),
    ];
    for (const step of steps) {
      const { exitCode, stderr } = await runTool('openssl', step);
      if (exitCode !== 0) throw new Error(stderr);
    }
  }

  interface Answer {
    readonly signer?: Signer;
    /** What the authority's list says of the certificate; null when it is not listed. */
    readonly entry?: 'V' | 'R' | null;
    /** Of the revocation; default `keyCompromise`. */
    readonly reason?: string;
    readonly options?: readonly string[];
    readonly responder?: Partial<OcspResponder>;
    /** How far the center's clock is ahead of the responder's, ms. */
    readonly laterMs?: number;
  }

  async function check(answer: Answer): Promise<{ state: string; faults: string[] }> {
    const { signer = 'delegated', entry = 'V', options = ['-nmin', '10'], laterMs = 0 } = answer;
    const index = join(dir, 'index.txt');
    const { reason = 'keyCompromise' } = answer;
    const revoked = entry === 'R' ? `260101000000Z${reason && `,${reason}`}` : '';
    const other = 'V\t491231000000Z\t\t01\tunknown\t/CN=other\n';
    await writeFile(
      index,
      entry === null ? other : `${other}${entry}\t491231000000Z\t${revoked}\t${serial}\tunknown\t/CN=asked\n`,
    );
    const signerFile = join(dir, signer);
    args = [
      ...['-index', index, '-CA', `${authorityPem}.pem`],
      ...['-rsigner', `${signerFile}.pem`, '-rkey', `${signerFile}.key`],
      ...options,
    ];
    toolErrors = [];
    const faults: string[] = [];
    const checker = createRevocationChecker({
      ocsp: [{ url, ...answer.responder }],
      crl: [],
      clock: { now: () => systemClock.now() + laterMs },
      // openssl is started anew for each answer, on a machine that may be busy.
      limits: { ocspDeadlineMs: 60_000 },
      onFault: (_, fault) => faults.push(fault),
    });
    const state = await checker.check(certificate, anchor);
    expect(toolErrors).toEqual([]);
    return { state, faults };
  }

  const minuteMs = 60_000;
  it.each<[string, Answer, string]>([
    ['a valid entry', {}, 'good'],
    ['a valid entry, identified by SHA-256', { responder: { certIdHash: 'sha256' } }, 'good'],
    ['a valid entry, the responder named by its key', { options: ['-nmin', '10', '-resp_key_id'] }, 'good'],
    ['a valid entry, signed by the authority itself', { signer: 'authority' }, 'good'],
    ['a valid entry, signed by a signer that openssl made', { signer: 'delegatedByOpenssl' }, 'good'],
    ['a valid entry and no time for the next answer', { options: [] }, 'good'],
    ['a revoked entry', { entry: 'R' }, 'revoked'],
    ['a revoked entry, no reason given', { entry: 'R', reason: '' }, 'revoked'],
    ['an entry on hold', { entry: 'R', reason: 'certificateHold' }, 'revoked'],
    ['an entry that was replaced', { entry: 'R', reason: 'superseded' }, 'revoked'],
    ['an entry whose holder’s name changed', { entry: 'R', reason: 'affiliationChanged' }, 'changed'],
    [
      'a revoked entry, identified by SHA-256',
      { entry: 'R', responder: { certIdHash: 'sha256' } },
      'revoked',
    ],
    ['a revoked entry, signed by the authority itself', { entry: 'R', signer: 'authority' }, 'revoked'],
    ['no entry', { entry: null }, 'notKnown'],
    ['an answer for ten minutes, after twenty', { laterMs: 20 * minuteMs }, 'stale'],
    [
      'an answer for a day, after two',
      { options: ['-ndays', '1'], laterMs: 2 * dayMs, signer: 'authority' },
      'stale',
    ],
    ['no time for the next answer, after twenty minutes', { options: [], laterMs: 20 * minuteMs }, 'stale'],
    ['an answer from the future', { laterMs: -10 * minuteMs }, 'notYet'],
    ['a wrong signature', { options: ['-nmin', '10', '-badsig'] }, 'signature'],
    ['a signature with SHA-1', { options: ['-nmin', '10', '-rmd', 'sha1'] }, 'signature'],
    ['no certificate of the signer', { options: ['-nmin', '10', '-resp_no_certs'] }, 'signer'],
    ['a signer that is not for OCSP', { signer: 'notForOcsp' }, 'signer'],
    ['a signer that could be revoked', { signer: 'revocable' }, 'signer'],
    ['an expired signer', { signer: 'ended' }, 'signer'],
    ['a signer of a foreign authority', { signer: 'ofForeignAuthority' }, 'signer'],
    // It bears the same name as the right one, and openssl identifies it by name.
    ['a foreign authority itself', { signer: 'foreignAuthority' }, 'signature'],
    [
      'a foreign authority itself, named by its key',
      { signer: 'foreignAuthority', options: ['-nmin', '10', '-resp_key_id'] },
      'signer',
    ],
  ])('%s: %j is %s', async (_, answer, expected) => {
    const sound = ['good', 'revoked', 'changed'].includes(expected);
    expect(await check(answer)).toEqual({
      state: sound ? expected : 'unknown',
      faults: sound ? [] : [expected],
    });
  });
});
