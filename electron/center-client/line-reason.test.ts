import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { writeLineCertificate, type LineCertificate } from '../../issuing-center/pki/write-certificate.ts';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import type { LineReason } from '../../shared/line-reasons.ts';
import { createCenterHttp } from './http.ts';
import { lineReasonOf } from './line-reason.ts';

const dayMs = 86_400_000;

let folder: string;
let transport: Transport;
let stranger: Transport;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-reason-'));
  transport = await openTransport(join(folder, 'own'), systemClock);
  stranger = await openTransport(join(folder, 'other'), systemClock);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no TCP address');
  return address.port;
}

/** A center with other credentials, or one that answers otherwise. */
async function center(options: ServerOptions = {}, status = 200): Promise<string> {
  const { key, certificate } = await transport.server();
  const server = createServer(
    { key, cert: certificate, ca: transport.ca, ...options },
    (_request, response) => {
      response.writeHead(status, { connection: 'close' }).end('{}');
    },
  );
  return `https://127.0.0.1:${await portOf(server)}`;
}

/** A certificate of the line's own authority that the center would not have made. */
async function posing(content: Partial<LineCertificate>): Promise<ServerOptions> {
  const authority = await readFile(join(folder, 'own', 'transport-authority.pem'), 'utf8');
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: 'Komado transport CA', publicKey: new X509Certificate(transport.ca).publicKey };
  const der = writeLineCertificate(
    {
      ...{ name: 'localhost', use: 'server', publicKey, hosts: ['localhost'] },
      ...{ notBefore: systemClock.now() - dayMs, notAfter: systemClock.now() + dayMs },
      addresses: [Uint8Array.of(127, 0, 0, 1)],
      ...content,
    },
    { ...issuer, privateKey: createPrivateKey(authority) },
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: new X509Certificate(der).toString(),
  };
}

const cases: readonly (readonly [LineReason, () => Promise<string>])[] = [
  ['connectionRefused', () => Promise.resolve('https://127.0.0.1:1')],
  ['otherName', async () => center(await posing({ addresses: [Uint8Array.of(192, 0, 2, 1)] }))],
  ['otherName', async () => center(await posing({ use: 'client' }))],
  [
    'otherAuthority',
    async () => {
      const { key, certificate } = await stranger.server();
      return center({ key, cert: certificate });
    },
  ],
  ['certificateTime', async () => center(await posing({ notAfter: systemClock.now() - 1_000 }))],
  ['certificateTime', async () => center(await posing({ notBefore: systemClock.now() + dayMs / 2 }))],
  ['noTls', async () => `https://127.0.0.1:${await portOf(createPlainServer())}`],
  ['noTls', () => center({ maxVersion: 'TLSv1.2' })],
  ['kioskNotAccepted', () => center({}, 403)],
  // TLS 1.3: the other end takes the kiosk's certificate only after this end is done, and Node hangs up without a word.
  ['brokenOff', () => center({ ca: stranger.ca, requestCert: true, rejectUnauthorized: true })],
  ['centerFailed', () => center({}, 500)],
];

it.each(cases)('says %s', async (reason, where) => {
  const seen: LineReason[] = [];
  const url = await where();
  const line = { ca: transport.ca, ...transport.issueKiosk('K-0001') };
  const http = createCenterHttp(url, line, (why) => seen.push(why));
  expect(await http.call(endpoints.municipalityIndex, {}, undefined, 30_000)).toEqual({
    ok: false,
    error: { fault: 'unreachable' },
  });
  expect(seen).toEqual([reason]);
});

it.each([
  ['ENOTFOUND', 'nameUnknown'],
  ['EAI_AGAIN', 'nameUnknown'],
  ['EHOSTUNREACH', 'noRoute'],
  ['ETIMEDOUT', 'timedOut'],
  ['ECONNRESET', 'brokenOff'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'kioskNotAccepted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'noTls'],
  ['EWHATEVER', 'unreachable'],
])('%s is %s', (code, reason) => {
  expect(lineReasonOf(Object.assign(new Error('broken'), { code }))).toBe(reason);
  expect(lineReasonOf('not even an error')).toBe('unreachable');
});
