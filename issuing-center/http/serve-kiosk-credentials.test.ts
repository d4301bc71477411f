import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCertificateRequest } from '../../electron/center-client/certificate-request.ts';
import { enrolKiosk } from '../../electron/center-client/enrol.ts';
import { createCenterHttp } from '../../electron/center-client/http.ts';
import { keyToCertify } from '../../electron/center-client/next-key.ts';
import { readLineFiles } from '../../electron/center-client/tls-link-files.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { readKioskCode } from '../../shared/kiosk-code.ts';
import { err } from '../../shared/result.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { keepOddReport, releaseKiosk } from '../store/distrusted-kiosks.ts';
import { makeKioskCode } from '../tls-link/kiosk-credentials.ts';
import { revokeKiosk } from '../tls-link/revoked-kiosks.ts';

let folder: string;
let center: SimulatedCenter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-first-'));
  center = await startSimulatedCenter(systemClock, undefined, { enrolment: { host: '127.0.0.1', port: 0 } });
});
afterAll(async () => {
  await center.close();
  await rm(folder, { recursive: true });
});

it('a kiosk with a code is served by the center, gets its next certificate there, and neither once it is distrusted or revoked', async () => {
  const files = {
    ...{ ca: join(folder, 'line-ca.pem'), certificate: join(folder, 'K-0101.pem') },
    ...{ key: join(folder, 'K-0101.key.pem'), bindingKey: join(folder, 'binding.der') },
  };
  const { transport } = center.options;
  const { code: text } = await makeKioskCode(center.sql, 'K-0101', transport.ca, systemClock.now());
  const code = readKioskCode(text);
  if (typeof code === 'string' || 'group' in code) throw new Error('a code that cannot be read');
  const url = center.enrolmentUrl ?? '';
  const enrolled = await enrolKiosk({ url, kiosk: 'K-0101', code, files, clock: systemClock });
  expect(enrolled).toMatchObject({ ok: true });

  const line = await readLineFiles(files, 'K-0101', systemClock);
  if (!line.ok) throw new Error(line.error);
  const http = createCenterHttp(center.url, line.value);
  const asks = () => http.call(endpoints.municipalityIndex, {}, undefined, 60_000);
  const renews = () => {
    const request = writeCertificateRequest('K-0101', keyToCertify(files));
    const body = { request: Buffer.from(request).toString('base64') };
    return http.call(endpoints.renewCertificate, {}, body, 60_000);
  };
  expect(await asks()).toMatchObject({ ok: true });
  expect(await renews()).toMatchObject({ ok: true });

  const odd = { kiosk: 'K-0101', about: 'ab'.repeat(16), oddity: 'sumsDiffer', report: {} } as const;
  await keepOddReport(center.sql, odd, systemClock.now());
  expect(await renews()).toEqual(err({ fault: 'refused', code: 'kioskNotTrusted' }));
  await releaseKiosk(center.sql, 'K-0101', systemClock.now());
  expect(await renews()).toMatchObject({ ok: true });
  await revokeKiosk(center.sql, 'K-0101', systemClock.now());
  expect(await renews()).toEqual(err({ fault: 'unreachable' }));
  expect(center.faults).toEqual([]);
});

it('what is for kiosks with a certificate is not at the port for those without', async () => {
  const { transport } = center.options;
  const http = createCenterHttp(center.enrolmentUrl ?? '', { ca: transport.ca });
  const nonsense = err({ fault: 'nonsense' });
  expect(await http.call(endpoints.municipalityIndex, {}, undefined, 60_000)).toEqual(nonsense);
  expect(await http.call(endpoints.sealKeys, {}, undefined, 60_000)).toEqual(nonsense);
});
