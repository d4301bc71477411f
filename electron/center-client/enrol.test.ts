import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newEnrolmentServer } from '../../issuing-center/http/http-servers.ts';
import { serveEnrolment } from '../../issuing-center/http/serve-kiosk-credentials.ts';
import type { CenterServer } from '../../issuing-center/http/serve.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import {
  codeLastsMs,
  createKioskCredentials,
  makeKioskCode,
} from '../../issuing-center/tls-link/kiosk-credentials.ts';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { readKioskCode, writeKioskCode, type KioskCode } from '../../shared/kiosk-code.ts';
import { systemTimers } from '../../shared/timers.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { enrolKiosk, type EnrolFault } from './enrol.ts';
import { nextKeyFile } from './next-key.ts';
import { readLineFiles } from './tls-link-files.ts';

const bindingKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
const lines: string[] = [];
const log = logInto(lines);
/** The center's clock for codes, which stands still; certificates and TLS go by the machine's. */
const clock = { at: systemClock.now(), ahead: 0, now: () => clock.at + clock.ahead };

/** Between two tests so much time passes that the limit of an address begins anew. */
const timers = { ...systemTimers, rested: 0, elapsed: () => timers.rested };

let root: string;
let sql: Sql;
let transport: Transport;
let server: CenterServer;
let url: string;
/** The kiosk's folder, new for each test. */
let folder: string;

async function serveAs(of: Transport): Promise<{ server: CenterServer; url: string }> {
  const opened = newEnrolmentServer(of.ca, await of.server(), { log });
  const credentials = createKioskCredentials({ sql, transport: of, clock, log });
  serveEnrolment(opened, credentials, { timers, bindingKey });
  return { server: opened, url: await opened.listen({ host: '127.0.0.1', port: 0 }) };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'komado-enrol-'));
  sql = await openEmbedded();
  await migrate(sql);
  transport = await openTransport(join(root, 'center'), systemClock);
  ({ server, url } = await serveAs(transport));
});
afterAll(async () => {
  await server.close();
  await sql.close();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'kiosk-'));
  lines.length = 0;
  clock.at = systemClock.now();
  clock.ahead = 0;
  timers.rested += 3_600_000;
  await sql.query('DELETE FROM kiosk_codes');
});

const filesIn = (of: string) => ({
  ...{ ca: join(of, 'line', 'line-ca.pem'), certificate: join(of, 'line', 'K-0001.pem') },
  ...{ key: join(of, 'line', 'K-0001.key.pem'), bindingKey: join(of, 'line', 'binding-public-key.der') },
});

async function newCode(kiosk = 'K-0001'): Promise<KioskCode> {
  const { code } = await makeKioskCode(sql, kiosk, transport.ca, clock.now());
  const read = readKioskCode(code);
  if (typeof read === 'string' || 'group' in read) throw new Error('a code that cannot be read');
  return read;
}

async function enrol(
  code: KioskCode,
  differing: { kiosk?: string; url?: string; in?: string } = {},
): Promise<EnrolFault | 'done'> {
  const files = filesIn(differing.in ?? folder);
  const at = { url: differing.url ?? url, kiosk: differing.kiosk ?? 'K-0001' };
  const enrolled = await enrolKiosk({ ...at, code, files, clock: systemClock });
  return enrolled.ok ? 'done' : enrolled.error;
}

const refused = { fault: 'codeRefused' };
const whys = (): unknown[] => eventsIn(lines, 'kioskCodeRefused').map(({ why }) => why);

describe('a kiosk with a one-time code', () => {
  it('makes its key itself and gets certificate, authority and binding key, good to openssl and to the kiosk', async () => {
    const files = filesIn(folder);
    const enrolled = await enrolKiosk({
      ...{ url, kiosk: 'K-0001', code: await newCode(), files, clock: systemClock },
    });
    expect(enrolled).toEqual({ ok: true, value: { daysLeft: 396 } });
    const judged = await runTool('openssl', [
      ...['verify', '-CAfile', files.ca, '-no-CApath', '-no-CAstore', '-x509_strict'],
      ...['-purpose', 'sslclient', files.certificate],
    ]);
    expect([judged.exitCode, judged.stderr]).toEqual([0, '']);
    const [ofCertificate, ofKey] = await Promise.all([
      runTool('openssl', ['x509', '-in', files.certificate, '-noout', '-pubkey']),
      runTool('openssl', ['pkey', '-in', files.key, '-pubout']),
    ]);
    expect(ofCertificate.stdout.equals(ofKey.stdout)).toBe(true);
    expect(await readFile(files.ca, 'utf8')).toBe(transport.ca);
    expect((await readFile(files.bindingKey)).equals(bindingKey)).toBe(true);
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
    expect((await readdir(join(folder, 'line'))).toSorted()).toEqual([
      'K-0001.key.pem',
      'K-0001.pem',
      'binding-public-key.der',
      'line-ca.pem',
    ]);
    expect((await readLineFiles(files, 'K-0001', systemClock)).ok).toBe(true);
    expect(eventsIn(lines, 'kioskCertified')).toMatchObject([{ kiosk: 'K-0001', by: 'code' }]);
  });

  it('the code is in no log, and in the database as a hash alone', async () => {
    const code = await newCode();
    const rows = JSON.stringify(await sql.query('SELECT * FROM kiosk_codes'));
    expect(await enrol(code)).toBe('done');
    for (const text of [rows, lines.join('\n')]) expect(text).not.toContain(code.secret);
  });

  it('gets it once: whoever comes second with the code gets nothing, and the center’s log shows it', async () => {
    const code = await newCode();
    const thief = await mkdtemp(join(root, 'thief-'));
    expect(await enrol(code, { in: thief })).toBe('done');
    expect(await enrol(code)).toEqual(refused);
    expect(whys()).toEqual(['reused']);
  });

  it('hears the same of every code that is not good: wrong, too old, replaced, of another kiosk, of none', async () => {
    const code = await newCode();
    const other = await newCode('K-0002');
    expect(await enrol({ ...code, secret: other.secret })).toEqual(refused);
    expect(await enrol(code, { kiosk: 'K-0002' })).toEqual(refused);
    expect(await enrol(code, { kiosk: 'K-0404' })).toEqual(refused);
    clock.ahead = codeLastsMs;
    expect(await enrol(code)).toEqual(refused);
    clock.ahead = 0;
    await newCode();
    expect(await enrol(code)).toEqual(refused);
    expect(whys()).toEqual(['wrong', 'wrong', 'expired', 'wrong']);
    expect((await sql.query("SELECT 1 FROM failed_tries WHERE subject = 'kiosk-code:K-0404'")).length).toBe(
      0,
    );
  });

  it('has a few tries; then even the right code is not looked at, until the center makes another', async () => {
    const code = await newCode();
    const wrong = { ...code, secret: '0'.repeat(16) };
    // The waits between them, and not the limit of the address.
    for (let tries = 0; tries < 6; tries += 1) expect(await enrol(wrong)).toEqual(refused);
    expect(await enrol(code)).toEqual(refused);
    expect(whys()).toEqual([...Array<string>(6).fill('wrong'), 'tooManyTries']);
    expect(await enrol(await newCode())).toBe('done');
  });
});

describe('a kiosk that enrols', () => {
  it('says nothing to a center whose authority is not that of the code', async () => {
    const stranger = await serveAs(await openTransport(join(root, 'stranger'), systemClock));
    expect(await enrol(await newCode(), { url: stranger.url })).toEqual({ fault: 'otherCenter' });
    await stranger.server.close();
    expect(eventsIn(lines, 'requestAnswered')).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says nothing to somebody in between who shows the right authority’s certificate and has not its key', async () => {
    const impostor = await openTransport(join(root, 'impostor'), systemClock);
    const between = newEnrolmentServer(transport.ca, await impostor.server(), { log });
    const at = await between.listen({ host: '127.0.0.1', port: 0 });
    expect(await enrol(await newCode(), { url: at })).toMatchObject({ fault: 'line' });
    await between.close();
    expect(eventsIn(lines, 'requestAnswered')).toEqual([]);
  });

  it('says nothing to a kiosk that plays the center', async () => {
    const kiosk = transport.issueKiosk('K-0009');
    const between = newEnrolmentServer(transport.ca, kiosk, { log });
    const at = await between.listen({ host: '127.0.0.1', port: 0 });
    expect(await enrol(await newCode(), { url: at })).toEqual({ fault: 'line', why: 'otherName' });
    await between.close();
    expect(eventsIn(lines, 'requestAnswered')).toEqual([]);
  });

  it('goes on where an answer was lost: the same code and key get the same certificate', async () => {
    const code = await newCode();
    const files = filesIn(folder);
    // Breaks off once the center has answered, before the kiosk hears it.
    const { port } = new URL(url);
    const cut = createServer((socket) => {
      const center = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined).pipe(center.on('error', () => undefined));
      let answers = 0;
      center.on('data', (bytes: Buffer) => {
        answers += 1;
        if (eventsIn(lines, 'kioskCertified').length > 0) socket.destroy();
        else socket.write(bytes);
      });
      center.on('close', () => answers > 0 && socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(cut, 'listening');
    const at = cut.address();
    const lost = typeof at === 'object' && at !== null ? `https://127.0.0.1:${String(at.port)}` : '';
    expect(await enrol(code, { url: lost })).toMatchObject({ fault: 'line' });
    cut.close();
    expect(await readdir(join(folder, 'line'))).toEqual(['K-0001.key.pem.next']);
    const key = await readFile(nextKeyFile(files.key), 'utf8');
    const [stored] = await sql.query('SELECT certificate FROM kiosk_codes');
    expect(await enrol(code)).toBe('done');
    expect(await readFile(files.key, 'utf8')).toBe(key);
    expect(await readFile(files.certificate, 'utf8')).toBe(stored?.['certificate']);
    expect(eventsIn(lines, 'kioskCertified')).toHaveLength(1);
  });

  it('goes on with the same command after a power cut between any two steps', async () => {
    const code = await newCode();
    const files = filesIn(folder);
    expect(await enrol(code)).toBe('done');
    // As it is when the certificate is in its place, and the key still waits.
    await rename(files.key, nextKeyFile(files.key));
    expect((await readLineFiles(files, 'K-0001', systemClock)).ok).toBe(true);
    // The same before the certificate was there, and before authority and binding key were.
    for (const missing of [files.certificate, files.bindingKey, files.ca]) {
      await rm(missing);
      expect(await enrol(code)).toBe('done');
      expect((await readLineFiles(files, 'K-0001', systemClock)).ok).toBe(true);
      await rename(files.key, nextKeyFile(files.key));
      await rm(files.certificate);
    }
    // A key that was half written when the power went.
    const half = (await readFile(nextKeyFile(files.key), 'utf8')).slice(0, 40);
    await writeFile(nextKeyFile(files.key), half);
    expect(await enrol(await newCode())).toBe('done');
  });

  it('replaces credentials that it has, of another center too, only once it was given better ones', async () => {
    const files = filesIn(folder);
    expect(await enrol(await newCode())).toBe('done');
    const before = await readFile(files.certificate, 'utf8');
    expect(await enrol({ ...(await newCode()), secret: 'A'.repeat(16) })).toEqual(refused);
    const line = await readLineFiles(files, 'K-0001', systemClock);
    expect(line).toMatchObject({ value: { certificate: before } });
    expect(await enrol(await newCode())).toBe('done');
    const after = new X509Certificate(await readFile(files.certificate));
    expect(after.publicKey.equals(new X509Certificate(before).publicKey)).toBe(false);
  });

  it('names the file that may be somebody else’s, and does not write there', async () => {
    const files = filesIn(folder);
    expect(await enrol(await newCode())).toBe('done');
    await writeFile(nextKeyFile(files.key), 'another’s', { mode: 0o600 });
    await chmod(nextKeyFile(files.key), 0o644);
    expect(await enrol(await newCode())).toMatchObject({ fault: 'files', code: 'ENOTOWN' });
  });

  it('says why the center is not reached', async () => {
    const code = await newCode();
    expect(await enrol(code, { url: 'https://127.0.0.1:1' })).toEqual({
      ...{ fault: 'line', why: 'connectionRefused' },
    });
  });
});

describe('the port for kiosks without a certificate', () => {
  it('shows its authority to openssl, by TLS 1.3 alone', async () => {
    const ca = join(root, 'shown-ca.pem');
    await writeFile(ca, transport.ca);
    const words = ['s_client', '-connect', new URL(url).host, '-CAfile', ca, '-verify_return_error'];
    const shown = await runTool('openssl', [...words, '-showcerts'], { input: new Uint8Array() });
    const said = shown.stdout.toString();
    expect(said).toContain('Verify return code: 0 (ok)');
    expect(said).toContain(transport.ca.trim());
    const old = await runTool('openssl', [...words, '-tls1_2'], { input: new Uint8Array() });
    expect(old.exitCode).not.toBe(0);
  });

  it('gives nothing for a request with another name than a kiosk’s, whatever the code', async () => {
    expect(await enrol(await newCode('K-0001'), { kiosk: 'k 1' })).toEqual({ fault: 'notUnderstood' });
  });

  it('is asked so often from one address, and no more', async () => {
    const own = await serveAs(transport);
    const code = await newCode();
    const faults: string[] = [];
    for (let tries = 0; tries < 22; tries += 1) {
      const fault = await enrol(code, { url: own.url, kiosk: 'K-0404' });
      faults.push(fault === 'done' ? fault : fault.fault);
    }
    await own.server.close();
    expect(faults).toEqual([...Array<string>(20).fill('codeRefused'), 'tooOften', 'tooOften']);
  });

  it('writes a code as it is read aloud', async () => {
    expect(writeKioskCode(await newCode())).toHaveLength(53);
  });
});
