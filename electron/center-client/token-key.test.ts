import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKioskTrust } from '../../issuing-center/kiosk-trust.ts';
import { admitKiosks, newEnrolmentServer, newLineServer } from '../../issuing-center/http/http-servers.ts';
import { serveEnrolment } from '../../issuing-center/http/serve-kiosk-credentials.ts';
import { serve, type CenterServer } from '../../issuing-center/http/serve.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { createKioskCredentials, makeKioskCode } from '../../issuing-center/tls-link/kiosk-credentials.ts';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { readKioskCode } from '../../shared/kiosk-code.ts';
import { err } from '../../shared/result.ts';
import { systemTimers } from '../../shared/timers.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { changingLine } from './changing-line.ts';
import { enrolKiosk } from './enrol.ts';
import { createCenterHttp } from './http.ts';
import { keepLineRenewed } from './renew-line.ts';
import { readLineFiles } from './tls-link-files.ts';
import type { TokenKey } from './token-key.ts';

const engines = ['x86_64', 'aarch64'].map((arch) => `/usr/lib/${arch}-linux-gnu/engines-3/pkcs11.so`);
const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
const hasToken = engines.some((file) => existsSync(file)) && existsSync(softhsm);
if (!hasToken)
  console.warn(
    'NOT TRIED HERE: a key in a PKCS #11 token, because softhsm2 or libengine-pkcs11-openssl is not installed',
  );

const lines: string[] = [];
const log = logInto(lines);
const pin = '7391';
let root: string;
let sql: Sql;
let transport: Transport;
let servers: CenterServer[];
let urls: string[];

/** Runs a tool of the token's. */
async function tool(name: 'softhsm2-util' | 'pkcs11-tool', ...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool(name, words);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.toString();
}

beforeAll(async () => {
  if (!hasToken) return;
  root = await mkdtemp(join(tmpdir(), 'komado-token-'));
  await mkdir(join(root, 'tokens'));
  await writeFile(join(root, 'softhsm2.conf'), `directories.tokendir = ${root}/tokens\nlog.level = ERROR\n`);
  vi.stubEnv('SOFTHSM2_CONF', join(root, 'softhsm2.conf'));
  await writeFile(join(root, 'pin'), pin, { mode: 0o600 });
  await tool(
    'softhsm2-util',
    '--init-token',
    '--free',
    '--label',
    'komado',
    '--pin',
    pin,
    '--so-pin',
    '5678',
  );
  for (const [id, label] of [
    ['01', 'line'],
    ['02', 'other'],
  ] as const)
    await tool(
      'pkcs11-tool',
      ...['--module', softhsm, '--token-label', 'komado', '--login', '--pin', pin, '--keypairgen'],
      ...['--key-type', 'EC:prime256v1', '--id', id, '--label', label],
    );
  sql = await openEmbedded();
  await migrate(sql);
  transport = await openTransport(join(root, 'center'), systemClock);
  const credentials = createKioskCredentials({ sql, transport, clock: systemClock, log });
  const first = newEnrolmentServer(transport.ca, await transport.server(), { log });
  const bindingKey = Buffer.from('MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=', 'base64');
  serveEnrolment(first, credentials, { timers: systemTimers, bindingKey });
  const line = newLineServer(transport.ca, await transport.server(), { log });
  admitKiosks(line, transport, createKioskTrust({ clock: systemClock, log }), sql);
  serve(line, endpoints.renewCertificate, ({ kiosk, body }) =>
    credentials.renew(kiosk, body, () => Promise.resolve(true)),
  );
  servers = [first, line];
  urls = await Promise.all(servers.map((server) => server.listen({ host: '127.0.0.1', port: 0 })));
});
afterAll(async () => {
  if (!hasToken) return;
  await Promise.all(servers.map((server) => server.close()));
  await sql.close();
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

const keyCalled = (object: string): TokenKey => ({
  uri: `pkcs11:token=komado;object=${object};type=private`,
  ...{ module: softhsm, pinFile: join(root, 'pin') },
});

describe.skipIf(!hasToken)('a kiosk whose key lies in a PKCS #11 token (softhsm2)', () => {
  it('enrols, speaks TLS with its center and renews its certificate, and no key is on its disk', async () => {
    const folder = join(root, 'kiosk');
    const files = {
      ...{ ca: join(folder, 'line-ca.pem'), certificate: join(folder, 'K-0001.pem') },
      ...{ key: keyCalled('line'), bindingKey: join(folder, 'binding.der') },
    };
    const made = await makeKioskCode(sql, 'K-0001', transport.ca, systemClock.now());
    const code = readKioskCode(made.code);
    if (typeof code === 'string' || 'group' in code) throw new Error('a code that cannot be read');
    const enrolling = { url: urls[0] ?? '', kiosk: 'K-0001', code, files, clock: systemClock };
    expect(await enrolKiosk(enrolling)).toEqual({ ok: true, value: { daysLeft: 396 } });
    // The key is the token's: what its own tool reads there is in the certificate.
    await tool(
      'pkcs11-tool',
      ...['--module', softhsm, '--token-label', 'komado', '--read-object', '--type', 'pubkey', '--id', '01'],
      ...['--output-file', join(root, 'public.der')],
    );
    const certificate = new X509Certificate(await readFile(files.certificate));
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    expect(spki.equals(await readFile(join(root, 'public.der')))).toBe(true);

    const read = await readLineFiles(files, 'K-0001', systemClock);
    if (!read.ok) throw new Error(read.error);
    const line = changingLine(read.value);
    const http = createCenterHttp(urls[1] ?? '', line.current);
    const ask = () => http.call(endpoints.renewCertificate, {}, { request: '' }, 60_000);
    const wrong = err({ fault: 'refused', code: 'certificateRequestWrong' });
    for (let times = 0; times < 3; times += 1) expect(await ask()).toEqual(wrong);

    const timers = createManualTimers();
    const late = { now: () => systemClock.now() + 370 * 86_400_000 };
    const end = keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: late, timers, log });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateRenewed').length > 0);
    await end();
    const next = new X509Certificate(await readFile(files.certificate));
    expect(next.serialNumber).not.toBe(certificate.serialNumber);
    expect(next.publicKey.equals(certificate.publicKey)).toBe(true);
    expect(await ask()).toEqual(wrong);
    expect((await readdir(folder)).toSorted()).toEqual(['K-0001.pem', 'binding.der', 'line-ca.pem']);
  });

  it('is told what is wrong with token, PIN or key, before it starts', async () => {
    const certificate = join(root, 'kiosk', 'K-0001.pem');
    const ca = join(root, 'kiosk', 'line-ca.pem');
    const faultOf = async (key: TokenKey): Promise<string> => {
      const read = await readLineFiles({ ca, certificate, key }, 'K-0001', systemClock);
      return read.ok ? 'good' : read.error;
    };
    expect(await faultOf(keyCalled('line'))).toBe('good');
    expect(await faultOf(keyCalled('other'))).toContain('expected the key of the certificate');
    expect(await faultOf(keyCalled('none'))).toContain('expected a key in a token');
    const open = join(root, 'open-pin');
    await writeFile(open, pin, { mode: 0o644 });
    expect((await stat(open)).mode & 0o044).not.toBe(0);
    expect(await faultOf({ ...keyCalled('line'), pinFile: open })).toContain('mode 0600');
  });
});
