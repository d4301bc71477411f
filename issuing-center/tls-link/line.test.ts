import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { tlsExchange, type TlsEnd } from '../../testing/center/tls-exchange.ts';
import { createKioskTrust } from '../kiosk-trust.ts';
import { admitKiosks, newLineServer } from '../http/http-servers.ts';
import type { CenterServer } from '../http/serve.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { openEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import type { Sql } from '../store/sql.ts';
import { revokeKiosk } from './revoked-kiosks.ts';
import { openTransport, type LineCredentials, type Transport } from './transport.ts';
import { writeLineCertificate, type LineCertificate } from '../pki/write-certificate.ts';

const dayMs = 86_400_000;
const lines: string[] = [];
const log = logInto(lines);
let directory: string;
let sql: Sql;
let transport: Transport;
/** An authority with the same name, which the center does not know. */
let stranger: Transport;
let server: CenterServer;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'komado-line-'));
  sql = await openEmbedded();
  await migrate(sql);
  transport = await openTransport(path.join(directory, 'own'), systemClock);
  stranger = await openTransport(path.join(directory, 'stranger'), systemClock);
  server = newLineServer(transport.ca, await transport.server(), { log });
  admitKiosks(server, transport, createKioskTrust({ clock: systemClock, log }), sql);
  server.get('/who', async (request, reply) => reply.send({ kiosk: request.kiosk }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await sql.close();
  await rm(directory, { recursive: true });
});

/** What comes back to `who`, or `cut off`: the server breaks off a handshake that it does not accept, and says no more. */
async function ask(end: TlsEnd): Promise<string> {
  try {
    const { status, text } = await tlsExchange(`${url}/who`, end);
    return `${String(status)} ${text}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && cutOff.includes(String(error.code))) return 'cut off';
    throw error;
  }
}

const cutOff = ['ECONNRESET', 'EPIPE', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'];

/** Credentials as a clock that is this many days wrong would issue them. */
async function issuedAt(days: number, kiosk = 'K-0001'): Promise<LineCredentials> {
  const clock = { now: () => systemClock.now() + days * dayMs };
  return (await openTransport(path.join(directory, 'own'), clock)).issueKiosk(kiosk);
}

/** A certificate of the known authority with any content. */
async function signedAs(content: Partial<LineCertificate>): Promise<LineCredentials> {
  const pem = await readFile(path.join(directory, 'own', 'transport-authority.pem'), 'utf8');
  const authority = createPrivateKey(pem);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = systemClock.now();
  const der = writeLineCertificate(
    {
      ...{ name: 'K-0001', publicKey, notBefore: now - dayMs, notAfter: now + dayMs },
      ...{ use: 'client', hosts: ['K-0001'], addresses: [], ...content },
    },
    { name: 'Komado transport CA', privateKey: authority, publicKey: createPublicKey(authority) },
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: new X509Certificate(der).toString(),
  };
}

describe('the center accepts', () => {
  it('a kiosk with a certificate of its authority, and knows its name', async () => {
    expect(await ask({ ca: transport.ca, ...transport.issueKiosk('K-0001') })).toBe('200 {"kiosk":"K-0001"}');
    expect(await ask({ ca: transport.ca, ...transport.issueKiosk('K-0002') })).toBe('200 {"kiosk":"K-0002"}');
    expect(await ask({ ca: transport.ca, ...(await signedAs({})) })).toBe('200 {"kiosk":"K-0001"}');
    expect(eventsIn(lines, 'serverFault')).toEqual([]);
  });
});

describe('the center refuses', () => {
  it.each<[string, string, () => Omit<TlsEnd, 'ca'> | Promise<Omit<TlsEnd, 'ca'>>]>([
    ['somebody without a certificate', 'cut off', () => ({})],
    ['a kiosk of another authority', 'cut off', () => stranger.issueKiosk('K-0001')],
    ['an expired certificate', 'cut off', () => issuedAt(-400)],
    ['a certificate not yet valid', 'cut off', () => issuedAt(3)],
    ['the certificate of the center itself', 'cut off', () => transport.server()],
    ['a name that is not a kiosk’s', '403 {"error":"forbidden"}', () => signedAs({ name: 'k 1' })],
    ['two names', '403 {"error":"forbidden"}', () => signedAs({ hosts: ['K-0001', 'K-0002'] })],
    ['names that differ', '403 {"error":"forbidden"}', () => signedAs({ hosts: ['K-0002'] })],
    ['no alternative name', '403 {"error":"forbidden"}', () => signedAs({ hosts: [] })],
  ])('%s', async (_who, answer, credentials) => {
    expect(await ask({ ca: transport.ca, ...(await credentials()) })).toBe(answer);
    expect(eventsIn(lines, 'serverFault')).toEqual([]);
  });

  it('a key that does not belong to the certificate', async () => {
    const { certificate } = transport.issueKiosk('K-0001');
    const { key } = transport.issueKiosk('K-0001');
    await expect(ask({ ca: transport.ca, certificate, key })).rejects.toThrow('key values mismatch');
  });

  it('anybody without TLS', async () => {
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
  });

  it('a revoked kiosk, until it has a certificate that begins later', async () => {
    const stolen = await issuedAt(-2, 'K-0007');
    const end = { ca: transport.ca, ...stolen };
    expect(await ask(end)).toBe('200 {"kiosk":"K-0007"}');
    await revokeKiosk(sql, 'K-0007', systemClock.now() - dayMs);
    expect(await ask(end)).toBe('403 {"error":"forbidden"}');
    await revokeKiosk(sql, 'K-0007', systemClock.now() - 3 * dayMs);
    expect(await ask(end)).toBe('403 {"error":"forbidden"}');
    expect(await ask({ ca: transport.ca, ...transport.issueKiosk('K-0007') })).toBe('200 {"kiosk":"K-0007"}');
    expect(await ask({ ca: transport.ca, ...(await issuedAt(-2, 'K-0008')) })).toBe('200 {"kiosk":"K-0008"}');
  });
});

describe('a kiosk does not believe', () => {
  it('a center of another authority', async () => {
    const end = { ca: stranger.ca, ...transport.issueKiosk('K-0001') };
    await expect(tlsExchange(`${url}/who`, end)).rejects.toThrow(/self-signed|verify/);
  });

  it.each<[string, string, () => LineCredentials | Promise<LineCredentials>]>([
    ['another kiosk', 'INVALID_PURPOSE', () => transport.issueKiosk('K-0009')],
    [
      'a machine with another name',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      () => signedAs({ name: 'localhost', use: 'server', hosts: ['center.example'] }),
    ],
    [
      'a center whose certificate has expired',
      'CERT_HAS_EXPIRED',
      () =>
        signedAs({
          ...{
            name: 'localhost',
            use: 'server',
            hosts: ['localhost'],
            addresses: [Uint8Array.of(127, 0, 0, 1)],
          },
          ...{ notBefore: systemClock.now() - 3 * dayMs, notAfter: systemClock.now() - dayMs },
        }),
    ],
  ])('%s that poses as the center', async (_who, code, credentials) => {
    const impostor = newLineServer(transport.ca, await credentials(), { log });
    impostor.get('/who', async (_request, reply) => reply.send({}));
    const address = await impostor.listen({ host: '127.0.0.1', port: 0 });
    const end = { ca: transport.ca, ...transport.issueKiosk('K-0001') };
    await expect(tlsExchange(`${address}/who`, end)).rejects.toMatchObject({ code });
    await impostor.close();
  });
});

describe('openssl as an independent client', () => {
  async function handshake(...more: readonly string[]): Promise<string> {
    const ca = path.join(directory, 'line-ca.pem');
    await writeFile(ca, transport.ca);
    const { stdout, stderr } = await runTool(
      'openssl',
      [
        ...['s_client', '-connect', new URL(url).host, '-CAfile', ca, '-verify_return_error', '-ign_eof'],
        ...more,
      ],
      { input: Buffer.from('GET /who HTTP/1.1\r\nHost: center\r\nConnection: close\r\n\r\n') },
    );
    return stdout.toString('utf8') + stderr;
  }
  async function own(): Promise<readonly string[]> {
    const { key, certificate } = transport.issueKiosk('K-0001');
    const [keyFile, certificateFile] = [path.join(directory, 'k.key'), path.join(directory, 'k.pem')];
    await writeFile(keyFile, key, { mode: 0o600 });
    await writeFile(certificateFile, certificate);
    return ['-cert', certificateFile, '-key', keyFile];
  }

  it('gets in with a kiosk’s certificate, over TLS 1.3', async () => {
    const said = await handshake(...(await own()));
    expect(said).toContain('Verify return code: 0 (ok)');
    expect(said).toMatch(/New, TLSv1\.3/);
    expect(said).toContain('{"kiosk":"K-0001"}');
  });

  it('does not get in without one, nor over TLS 1.2', async () => {
    expect(await handshake()).toContain('certificate required');
    const old = await handshake('-tls1_2', ...(await own()));
    expect(old).toContain('protocol version');
    expect(old).not.toContain('K-0001"}');
  });
});
