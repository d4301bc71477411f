import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKioskTrust } from '../../issuing-center/kiosk-trust.ts';
import { admitKiosks, newLineServer } from '../../issuing-center/http/http-servers.ts';
import { serve, type CenterServer } from '../../issuing-center/http/serve.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import {
  createKioskCredentials,
  type KioskCredentials,
} from '../../issuing-center/tls-link/kiosk-credentials.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { lineTimes, openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { err, ok } from '../../shared/result.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import { writeCertificateRequest } from './certificate-request.ts';
import { changingLine } from './changing-line.ts';
import { createCenterHttp, type CenterHttp, type LineCredentials, type OwnEnd } from './http.ts';
import { nextKeyFile } from './next-key.ts';
import { keepLineRenewed, renewalTimes } from './renew-line.ts';
import { readLineFiles } from './tls-link-files.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lines: string[] = [];
const log = logInto(lines);

let root: string;
let sql: Sql;
let transport: Transport;
let credentials: KioskCredentials;
let server: CenterServer;
let url: string;
/** Serial numbers of the certificates that were shown to the center, one for each exchange. */
const shown: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'komado-renew-'));
  sql = await openEmbedded();
  await migrate(sql);
  transport = await openTransport(join(root, 'center'), systemClock);
  credentials = createKioskCredentials({ sql, transport, clock: systemClock, log });
  server = newLineServer(transport.ca, await transport.server(), { log });
  admitKiosks(server, transport, createKioskTrust({ clock: systemClock, log }), sql);
  server.server.on('secureConnection', (socket) => {
    shown.push(socket.getPeerX509Certificate()?.serialNumber ?? '');
  });
  serve(server, endpoints.renewCertificate, ({ kiosk, body, response: { socket } }) =>
    credentials.renew(
      kiosk,
      body,
      async () => socket !== null && (await transport.kioskOn(socket, sql)) === kiosk,
    ),
  );
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await sql.close();
  await rm(root, { recursive: true });
});
beforeEach(() => {
  lines.length = 0;
  shown.length = 0;
});

/** A kiosk whose certificate was issued so many days ago, by a center of the same authority. */
async function kioskOf(daysAgo: number) {
  const folder = await mkdtemp(join(root, 'kiosk-'));
  const then: Clock = { now: () => systemClock.now() - daysAgo * dayMs };
  const files = await writeKioskFiles(folder, 'K-0001', await openTransport(join(root, 'center'), then));
  const read = await readLineFiles(files, 'K-0001', systemClock);
  if (!read.ok) throw new Error(read.error);
  return { files, line: changingLine(read.value) };
}

function fileLine(end: OwnEnd): LineCredentials {
  if (!('key' in end)) throw new Error('expected the key of a file');
  return end;
}

const serialOf = (pem: string): string => new X509Certificate(pem).serialNumber;

describe('a kiosk whose certificate ends within 30 days', () => {
  it('gets the next one, for a new key, and shows it from the next exchange on', async () => {
    const { files, line } = await kioskOf(380);
    const before = fileLine(line.current());
    const http = createCenterHttp(url, line.current);
    const timers = createManualTimers();
    const end = keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: systemClock, timers, log });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateRenewed').length > 0);
    await end();
    expect(eventsIn(lines)).toMatchObject([
      { event: 'kioskCertified', kiosk: 'K-0001', by: 'renewal' },
      { event: 'requestAnswered', status: 200 },
      { event: 'lineCertificateRenewed', daysLeft: 396 },
    ]);
    const after = fileLine(line.current());
    expect(serialOf(after.certificate)).not.toBe(serialOf(before.certificate));
    expect(after.key).not.toBe(before.key);
    const onDisk = await readLineFiles(files, 'K-0001', systemClock);
    expect(onDisk).toMatchObject({ value: { ...after, daysLeft: 396 } });
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
    const judged = await runTool('openssl', [
      ...['verify', '-CAfile', files.ca, '-no-CApath', '-no-CAstore', '-x509_strict'],
      ...['-purpose', 'sslclient', files.certificate],
    ]);
    expect([judged.exitCode, judged.stderr]).toEqual([0, '']);

    const ask = (of: CenterHttp) => of.call(endpoints.renewCertificate, {}, { request: '' }, 60_000);
    const wrong: CenterFault = { fault: 'refused', code: 'certificateRequestWrong' };
    expect(await ask(http)).toEqual(err(wrong));
    // The one of before holds until its own end: an exchange that was under way with it is not cut off.
    expect(await ask(createCenterHttp(url, before))).toEqual(err(wrong));
    expect(shown).toEqual([before.certificate, after.certificate, before.certificate].map(serialOf));
  });

  it('goes on with the certificate of before when the power goes before the new one is in its place', async () => {
    const { files, line } = await kioskOf(380);
    const before = line.current().certificate;
    const timers = createManualTimers();
    const cut: Pick<CenterHttp, 'call'> = { call: () => Promise.resolve(err({ fault: 'unreachable' })) };
    const end = keepLineRenewed({ http: cut, line, files, kiosk: 'K-0001', clock: systemClock, timers, log });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateNotRenewed').length > 0);
    await end();
    const waiting = await readFile(nextKeyFile(files.key), 'utf8');
    expect(await readLineFiles(files, 'K-0001', systemClock)).toMatchObject({
      value: { certificate: before },
    });
    // The next start asks for the same key: no key of an answer that was lost stays behind.
    const again = keepLineRenewed({
      ...{
        http: createCenterHttp(url, line.current),
        line,
        files,
        kiosk: 'K-0001',
        clock: systemClock,
        timers,
        log,
      },
    });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateRenewed').length > 0);
    await again();
    expect(await readFile(files.key, 'utf8')).toBe(waiting);
  });
});

/** A kiosk that counts what it asks of a center that never answers, at a clock that the test moves. */
async function alone(clockIs: 'right' | 'past its end' = 'right') {
  const { files, line } = await kioskOf(0);
  const timers = createManualTimers(systemClock.now());
  if (clockIs === 'past its end') timers.setClock(398 * dayMs);
  let asked = 0;
  const http: Pick<CenterHttp, 'call'> = {
    call: () => {
      asked += 1;
      return Promise.resolve(err({ fault: 'unreachable' }));
    },
  };
  return {
    timers,
    asked: () => asked,
    end: keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: timers, timers, log }),
  };
}

describe('a kiosk that asks for its next certificate', () => {
  it('does not before the last 30 days, and then ever more seldom, at least every 6 hours', async () => {
    const kiosk = await alone();
    await kiosk.timers.runUntil(() => kiosk.timers.pending() === 1);
    const early = lineTimes.certificateMs - renewalTimes.beforeMs - dayMs;
    for (let passed = 0; passed < early; passed += renewalTimes.lookMs) {
      kiosk.timers.advance(renewalTimes.lookMs);
      await kiosk.timers.runUntil(() => kiosk.timers.pending() === 1);
    }
    expect([kiosk.asked(), lines]).toEqual([0, []]);

    const times: number[] = [];
    while (times.length < 9) {
      const before = kiosk.asked();
      kiosk.timers.advance(60_000);
      await kiosk.timers.runUntil(() => kiosk.timers.pending() === 1);
      if (kiosk.asked() > before) times.push(kiosk.timers.elapsed());
    }
    await kiosk.end();
    const waits = times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 60_000));
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 360, 360]);
    expect(new Set(eventsIn(lines).map(({ event }) => event))).toEqual(
      new Set(['lineCertificateNotRenewed']),
    );
    expect(eventsIn(lines)[0]).toMatchObject({ level: 'warn', why: 'notReached', daysLeft: 29 });
  });

  it('with an ended certificate asks nobody, and says once a day what a person has to do', async () => {
    const kiosk = await alone('past its end');
    for (let days = 1; days <= 3; days += 1) {
      await kiosk.timers.runUntil(() => kiosk.timers.pending() === 1);
      expect(eventsIn(lines, 'lineCertificateEnded')).toHaveLength(days);
      kiosk.timers.advance(dayMs);
    }
    await kiosk.end();
    expect(kiosk.asked()).toBe(0);
    expect(eventsIn(lines, 'lineCertificateEnded')[0]).toMatchObject({ level: 'error' });
  });

  it.each<[string, CenterFault]>([
    ['refused', { fault: 'refused', code: 'kioskNotTrusted' }],
    ['notUnderstood', { fault: 'nonsense' }],
    ['notReached', { fault: 'slow' }],
  ])('says why it got none: %s', async (why, fault) => {
    const { files, line } = await kioskOf(380);
    const timers = createManualTimers();
    const http: Pick<CenterHttp, 'call'> = { call: () => Promise.resolve(err(fault)) };
    const end = keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: systemClock, timers, log });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateNotRenewed').length > 0);
    await end();
    expect(eventsIn(lines)).toMatchObject([{ why, daysLeft: 16 }]);
  });

  it('does not take a certificate of another key, kiosk or authority, and keeps its own', async () => {
    const { files, line } = await kioskOf(380);
    const before = line.current().certificate;
    const stranger = await openTransport(join(root, 'stranger'), systemClock);
    for (const { certificate } of [transport.issueKiosk('K-0001'), stranger.issueKiosk('K-0001')]) {
      lines.length = 0;
      const timers = createManualTimers();
      // As an answer that has the right form.
      const http = { call: () => Promise.resolve(ok({ certificate })) } as unknown as Pick<
        CenterHttp,
        'call'
      >;
      const end = keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: systemClock, timers, log });
      await timers.runUntil(() => eventsIn(lines, 'lineCertificateNotRenewed').length > 0);
      await end();
      expect(eventsIn(lines)).toMatchObject([{ why: 'notUnderstood' }]);
    }
    expect(await readFile(files.certificate, 'utf8')).toBe(before);
  });

  it('says when a file in its way may be somebody else’s', async () => {
    const { files, line } = await kioskOf(380);
    await writeFile(nextKeyFile(files.key), 'another’s', { mode: 0o644 });
    const timers = createManualTimers();
    const http: Pick<CenterHttp, 'call'> = { call: () => Promise.resolve(err({ fault: 'unreachable' })) };
    const end = keepLineRenewed({ http, line, files, kiosk: 'K-0001', clock: systemClock, timers, log });
    await timers.runUntil(() => eventsIn(lines, 'lineCertificateNotRenewed').length > 0);
    await end();
    expect(eventsIn(lines)).toMatchObject([{ why: 'notWritten' }]);
  });
});

describe('the center', () => {
  const requestOf = (name: string, key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) => ({
    request: Buffer.from(writeCertificateRequest(name, key)).toString('base64'),
  });
  const admitted = () => Promise.resolve(true);

  it('gives a kiosk no certificate in another’s name, and none for a weak key', async () => {
    const wrong = err({ refused: 'certificateRequestWrong' });
    expect(await credentials.renew('K-0001', requestOf('K-0002'), admitted)).toEqual(wrong);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp224r1' });
    expect(await credentials.renew('K-0001', requestOf('K-0001', privateKey), admitted)).toEqual(wrong);
    expect(await credentials.renew('K-0001', { request: '' }, admitted)).toEqual(wrong);
  });

  it('gives none to a kiosk that was revoked while it asked', async () => {
    const revoked = await credentials.renew('K-0001', requestOf('K-0001'), () => Promise.resolve(false));
    expect(revoked).toEqual(err({ refused: 'kioskNotTrusted' }));
  });

  it('gives a replayed request nothing that is of use without its key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const request = requestOf('K-0001', privateKey);
    for (let times = 0; times < 2; times += 1) {
      const given = await credentials.renew('K-0001', request, admitted);
      if (!given.ok) throw new Error(given.error.refused);
      expect(new X509Certificate(given.value.certificate).publicKey.equals(publicKey)).toBe(true);
    }
  });
});
