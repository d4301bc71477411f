import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as ioTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { listenOnLoopback } from '../../../simulator/listen-on-loopback.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { writeCrl } from '../../../simulator/authorities/test-ca/crl-writer.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { Authority, TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { readAnchors, type Anchor } from '../certificate.ts';
import { createRevocationChecker, revocationLimits, type RevocationOptions } from './checker.ts';
import { signatureOf } from '../../../simulator/authorities/test-ca/card-material.ts';

const hourMs = 3_600_000;
let ca: TestCa;
let dir: string;
let file: string;
let certificate: X509Certificate;
let anchor: Anchor;
let authority: Authority;
let closeCa: () => Promise<void>;
let begin: number;
let now: number;
let faults: string[] = [];
let closings: (() => void)[] = [];

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  closeCa = () => temporary.remove();
  dir = await mkdtemp(join(tmpdir(), 'komado-crl-'));
  const digitalSignature = signatureOf(await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' }));
  certificate = new X509Certificate(digitalSignature.certificate);
  const [found] = readAnchors([digitalSignature.authority]);
  const issuer = ca.authorities().find(({ keyId }) => keyId === found?.keyId);
  if (!found || !issuer) throw new Error('no authority');
  anchor = found;
  authority = issuer;
});
beforeEach(() => {
  file = join(dir, 'list.crl');
  begin = Math.floor(systemClock.now() / 1000) * 1000;
  now = begin;
});
afterEach(() => {
  for (const close of closings) close();
  closings = [];
  faults = [];
});
afterAll(async () => {
  await rm(dir, { recursive: true });
  await closeCa();
});

/** A list valid for two hours. */
function list(number: number, revoked: boolean, from = now): Uint8Array {
  const serial = certificate.serialNumber.toLowerCase();
  return writeCrl(
    {
      ...{ number, thisUpdate: from, nextUpdate: from + 2 * hourMs },
      revoked: revoked ? [{ serial, at: from }] : [],
    },
    authority,
  );
}

function openChecker(
  url = pathToFileURL(file).href,
  more: Partial<RevocationOptions> = {},
): () => Promise<string> {
  const checker = createRevocationChecker({
    ...{ ocsp: [], crl: [{ issuerKeyId: anchor.keyId, url }], clock: { now: () => now } },
    onFault: (_, fault) => faults.push(fault),
    ...more,
  });
  return () => checker.check(certificate, anchor);
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const { port } = await listenOnLoopback(server, 0);
  closings.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${String(port)}/list`;
}

/** Waits for what was begun in the background. */
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await ioTurn();
}

describe('the list held', () => {
  it('answers until half its time is over, and is then replaced without anybody waiting', async () => {
    const check = openChecker();
    await writeFile(file, list(1, false));
    expect(await check()).toBe('good');
    await writeFile(file, list(2, true, begin + hourMs / 2));
    now = begin + hourMs;
    expect(await check()).toBe('good');
    now += 1;
    expect(await check()).toBe('good');
    await until(async () => (await check()) === 'revoked');
    expect(faults).toEqual([]);
  });

  it('counts to its end when no newer one comes, and proves nothing from then on', async () => {
    const check = openChecker();
    await writeFile(file, list(1, false));
    expect(await check()).toBe('good');
    await rm(file);
    now = begin + 1.5 * hourMs;
    expect(await check()).toBe('good');
    await until(() => faults.length === 1);
    // It is not fetched again at every login: the next attempt is a minute later.
    for (let login = 0; login < 20; login += 1) expect(await check()).toBe('good');
    expect(faults).toEqual(['unreachable']);
    now += revocationLimits.crlRetryMs;
    expect(await check()).toBe('good');
    await until(() => faults.length === 2);
    now = begin + 2 * hourMs + revocationLimits.skewMs + 1;
    expect(await check()).toBe('unknown');
    expect(faults).toEqual(['unreachable', 'unreachable', 'unreachable']);
    await writeFile(file, list(2, false));
    expect(await check()).toBe('good');
  });

  it.each([
    ['a lower number', 4, hourMs],
    ['an earlier time', 5, -1000],
  ])('is not replaced by one with %s, even when its own time is over', async (_, number, laterMs) => {
    const check = openChecker();
    await writeFile(file, list(5, true));
    expect(await check()).toBe('revoked');
    await writeFile(file, list(number, false, begin + laterMs));
    now = begin + 1.5 * hourMs;
    expect(await check()).toBe('revoked');
    await until(() => faults.length === 1);
    expect(await check()).toBe('revoked');
    now = begin + 2 * hourMs + revocationLimits.skewMs - 1000;
    expect(await check()).toBe('revoked');
    expect(new Set(faults)).toEqual(new Set(['rollback']));
    now = begin + 2 * hourMs + revocationLimits.skewMs + 1000;
    expect(await check()).toBe('unknown');
    await writeFile(file, list(6, false));
    expect(await check()).toBe('good');
  });

  it('counts for its own authority only', async () => {
    await writeFile(file, list(1, false));
    const [other] = readAnchors(ca.anchors().digitalSignature);
    if (!other) throw new Error('no anchor');
    const options = {
      ...{ ocsp: [], clock: { now: () => now } },
      onFault: (_: string, fault: string) => faults.push(fault),
    };
    const point = { issuerKeyId: other.keyId, url: pathToFileURL(file).href };
    const checker = createRevocationChecker({ ...options, crl: [point] });
    expect(await checker.check(certificate, anchor)).toBe('unknown');
    expect(await checker.check(certificate, other)).toBe('unknown');
    expect(faults).toEqual(['noList', 'signer']);
  });

  it('is fetched once for all who wait for it', async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end(list(1, false));
    });
    const check = openChecker(url);
    expect(await Promise.all([check(), check(), check()])).toEqual(['good', 'good', 'good']);
    expect(requests).toBe(1);
  });
});

describe('a server of lists that', () => {
  it.each<[string, RequestListener, string]>([
    ['has no list', (_, response) => response.writeHead(404).end(), 'http'],
    ['redirects', (_, response) => response.writeHead(302, { location: '/' }).end(), 'unreachable'],
    ['answers with a web page', (_, response) => response.end('<title>Please sign in</title>'), 'form'],
    ['hangs up', (_, response) => response.destroy(), 'unreachable'],
    ['sends too much', (_, response) => response.end(Buffer.alloc(2000)), 'tooLarge'],
  ])('%s leaves everything unknown', async (_, listener, fault) => {
    const url = await serve(listener);
    expect(await openChecker(url, { limits: { crlMaxBytes: 1000 } })()).toBe('unknown');
    expect(faults).toEqual([fault]);
  });

  it('has no list and never ends its answer is cut off', async () => {
    let left = false;
    const url = await serve((_, response) => {
      response.on('close', () => (left = true));
      response.writeHead(404).write('not');
    });
    expect(await openChecker(url)()).toBe('unknown');
    await until(() => left);
    expect(faults).toEqual(['http']);
  });

  it.each<[string, RequestListener]>([
    ['does not answer', () => undefined],
    ['stops in the middle', (_, response) => response.write(list(1, false).subarray(0, 100))],
  ])('%s holds nobody up', async (_, listener) => {
    let asked = false;
    const url = await serve((request, response) => {
      asked = true;
      listener(request, response);
    });
    const timers = createManualTimers();
    const answer = openChecker(url, { timers })();
    await until(() => asked);
    timers.advance(revocationLimits.crlDeadlineMs);
    expect(await answer).toBe('unknown');
    expect(faults).toEqual(['late']);
    expect(timers.pending()).toBe(0);
  });
});
