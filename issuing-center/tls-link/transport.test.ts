import { X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { writeKioskFiles } from './kiosk-files.ts';
import { kioskOf } from './kiosk-name.ts';
import { lineTimes, openTransport, type Transport } from './transport.ts';

const dayMs = 86_400_000;
let directory: string;
let transport: Transport;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'komado-transport-'));
  transport = await openTransport(path.join(directory, 'own'), systemClock);
});
afterAll(() => rm(directory, { recursive: true }));

/** What openssl says of this authority's certificate for one end of a TLS connection. */
async function judge(
  certificate: string,
  purpose: 'sslclient' | 'sslserver',
  more: readonly string[] = [],
): Promise<string> {
  const [ca, leaf] = [path.join(directory, 'ca.pem'), path.join(directory, 'leaf.pem')];
  await writeFile(ca, transport.ca);
  await writeFile(leaf, certificate);
  const { exitCode, stderr } = await runTool('openssl', [
    ...['verify', '-CAfile', ca, '-no-CApath', '-no-CAstore', '-x509_strict', '-check_ss_sig'],
    ...['-purpose', purpose, ...more, leaf],
  ]);
  return exitCode === 0 ? 'OK' : stderr;
}

describe('certificates of the line', () => {
  it('are good X.509 to openssl, each for its own end only', async () => {
    const kiosk = transport.issueKiosk('K-0001').certificate;
    const center = (await transport.server()).certificate;
    expect(await judge(kiosk, 'sslclient')).toBe('OK');
    expect(await judge(center, 'sslserver')).toBe('OK');
    expect(await judge(kiosk, 'sslserver')).toContain('unsuitable certificate purpose');
    expect(await judge(center, 'sslclient')).toContain('unsuitable certificate purpose');
  });

  it('name the kiosk and the machine, and are valid for a little more than a year', async () => {
    const kiosk = new X509Certificate(transport.issueKiosk('K-0001').certificate);
    expect([kiosk.subject, kiosk.subjectAltName, kioskOf(kiosk)]).toEqual([
      'CN=K-0001',
      'DNS:K-0001',
      'K-0001',
    ]);
    const held = kiosk.validToDate.getTime() - kiosk.validFromDate.getTime();
    expect(held).toBe(lineTimes.certificateMs);
    const center = new X509Certificate((await transport.server()).certificate);
    expect([center.checkHost('localhost'), center.checkIP('127.0.0.1')]).toEqual(['localhost', '127.0.0.1']);
    expect(kioskOf(center)).toBeNull();
    expect(kioskOf(new X509Certificate(transport.ca))).toBeNull();
  });

  it('hold from the moment in which they are made, also to a clock that is a tick behind', async () => {
    const second = Math.ceil(systemClock.now() / 1000);
    const made = await openTransport(path.join(directory, 'own'), { now: () => second * 1000 });
    const { certificate } = made.issueKiosk('K-0001');
    expect(await judge(certificate, 'sslclient', ['-attime', String(second - 1)])).toBe('OK');
    expect(await judge(certificate, 'sslclient', ['-attime', String(second - 2)])).toContain('not yet valid');
  });

  it('each have a key and a number of their own', () => {
    const made = [1, 2, 3].map(() => transport.issueKiosk('K-0001'));
    expect(new Set(made.map(({ key }) => key)).size).toBe(3);
    const numbers = made.map(({ certificate }) => new X509Certificate(certificate).serialNumber);
    expect(new Set(numbers).size).toBe(3);
  });

  it.each(['k-0001', 'K', 'K-0001\n', 'K=1', '', 'K'.repeat(33)])('are not issued to %j', (name) => {
    expect(() => transport.issueKiosk(name)).toThrow();
  });
});

describe('the authority of the line', () => {
  it('is made once, readable by its owner alone, and stays the same', async () => {
    const folder = path.join(directory, 'twice');
    const opened = await Promise.all([1, 2, 3].map(() => openTransport(folder, systemClock)));
    opened.push(await openTransport(folder, systemClock));
    expect(new Set(opened.map(({ ca }) => ca)).size).toBe(1);
    const centers = await Promise.all(opened.map((each) => each.server()));
    expect(new Set(centers.map(({ certificate }) => certificate)).size).toBe(1);
    for (const name of await readdir(folder))
      expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
    await chmod(path.join(folder, 'transport-authority.pem'), 0o644);
    await expect(openTransport(folder, systemClock)).rejects.toThrow('mode 0600');
  });

  it('is refused when its file is not what it should be', async () => {
    const folder = path.join(directory, 'broken');
    const file = path.join(folder, 'transport-authority.pem');
    await openTransport(folder, systemClock);
    const { key, certificate } = transport.issueKiosk('K-0001');
    await writeFile(file, key + certificate);
    await expect(openTransport(folder, systemClock)).rejects.toThrow('certificate of an authority');
    await writeFile(file, transport.issueKiosk('K-0001').key + certificate);
    await expect(openTransport(folder, systemClock)).rejects.toThrow('of another key');
    await writeFile(file, 'nothing');
    await expect(openTransport(folder, systemClock)).rejects.toThrow('expected a private key');
  });

  it('renews the center’s certificate shortly before it ends, under the same authority', async () => {
    const folder = path.join(directory, 'renewed');
    const clock = { time: systemClock.now(), now: () => clock.time };
    const opened = await openTransport(folder, clock);
    const first = await opened.server();
    clock.time += lineTimes.certificateMs - lineTimes.renewBeforeMs - 2 * lineTimes.skewMs;
    expect(await opened.server()).toEqual(first);
    clock.time += dayMs;
    const second = await opened.server();
    expect(second.certificate).not.toBe(first.certificate);
    expect(new X509Certificate(second.certificate).verify(new X509Certificate(opened.ca).publicKey)).toBe(
      true,
    );
    expect((await (await openTransport(folder, clock)).server()).certificate).toBe(second.certificate);
  });

  it('issues a new certificate when the center gets another name, and not when the name is the same', async () => {
    const folder = path.join(directory, 'named');
    const first = await (await openTransport(folder, systemClock)).server();
    const names = ['center.example.jp', 'localhost', '192.0.2.7'];
    const opened = await openTransport(folder, systemClock, names);
    const { certificate } = await opened.server();
    expect(certificate).not.toBe(first.certificate);
    const read = new X509Certificate(certificate);
    expect(read.subjectAltName).toBe('DNS:center.example.jp, DNS:localhost, IP Address:192.0.2.7');
    expect(read.verify(new X509Certificate(opened.ca).publicKey)).toBe(true);
    expect((await (await openTransport(folder, systemClock, names)).server()).certificate).toBe(certificate);
  });

  it('outlives what it signs, and is not used after its own end', async () => {
    const folder = path.join(directory, 'ended');
    const clock = { time: systemClock.now(), now: () => clock.time };
    const opened = await openTransport(folder, clock);
    const end = new X509Certificate(opened.ca).validToDate.getTime();
    clock.time = end - dayMs;
    const last = new X509Certificate(opened.issueKiosk('K-0001').certificate);
    expect(last.validToDate.getTime()).toBe(end);
    clock.time = end + 1;
    expect(() => opened.issueKiosk('K-0001')).toThrow('has ended');
    await expect(openTransport(folder, clock)).rejects.toThrow('has not ended');
  });
});

describe('a kiosk’s credentials', () => {
  it('are three files that belong together, the key readable by its owner alone', async () => {
    const files = await writeKioskFiles(path.join(directory, 'kiosks'), 'K-0001', transport);
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
    const { exitCode, stdout } = await runTool('openssl', [
      'x509',
      '-in',
      files.certificate,
      '-noout',
      '-subject',
    ]);
    expect([exitCode, stdout.toString().trim()]).toEqual([0, 'subject=CN = K-0001']);
    const again = await writeKioskFiles(path.join(directory, 'kiosks'), 'K-0001', transport);
    expect(again).toEqual(files);
  });
});
