import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../shared/dates.ts';
import { fingerprintLetters, readKioskCode } from '../shared/kiosk-code.ts';
import { readTask, type TaskPlace } from './operator-tasks.ts';
import { openEmbedded } from './store/embedded.ts';
import { migrate } from './store/migrate.ts';
import type { Sql } from './store/sql.ts';
import { wasIssued } from './tls-link/issued-kiosks.ts';
import { openTransport } from './tls-link/transport.ts';

let folder: string;
let sql: Sql;
let place: TaskPlace;
let ca: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-code-'));
  sql = await openEmbedded();
  ({ ca } = await openTransport(folder, systemClock));
  place = {
    withDatabase: (work) => work(sql),
    ...{ sealKeys: path.join(folder, 'seals'), line: folder, enrols: true },
    lineCa: () => Promise.resolve(ca),
    openConsole: () => Promise.reject(new Error('not asked for')),
    handOut: folder,
  };
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true });
});

const task = (
  options: Parameters<typeof readTask>[0],
  differing: Partial<TaskPlace> = {},
): Promise<string> => {
  const read = readTask(options);
  if (read === null) throw new Error('no task');
  return read({ ...place, ...differing });
};
const codes = () => sql.query('SELECT kiosk FROM kiosk_codes');

it('--enrol-code makes no code where no kiosk could use it, or no center ever worked', async () => {
  await expect(task({ 'enrol-code': 'K-0001' }, { enrols: false })).rejects.toThrow('set listen.enrolment');
  await expect(task({ 'enrol-code': 'K-0001' })).rejects.toThrow('no center ever worked on this database');
  expect(() => readTask({ 'enrol-code': 'k 1' })).toThrow('--enrol-code: expected 3 to 32');
  expect(() => readTask({ 'enrol-code': 'K-0001', enrolments: true })).toThrow('one task at a time');
});

it('--enrol-code prints a code with the fingerprint of the line’s authority, and what to do with it', async () => {
  await migrate(sql);
  const [code = '', until, next] = (await task({ 'enrol-code': 'K-0001' })).split('\n');
  const sha256 = createHash('sha256').update(new X509Certificate(ca).raw).digest();
  expect(readKioskCode(code)).toMatchObject({ fingerprint: fingerprintLetters(sha256) });
  expect(until).toMatch(/^for K-0001 alone, once, until 20\d\d/);
  expect(next).toContain('komado-kiosk --enrol');
  expect(wasIssued(folder, 'K-0001')).toBe(true);
  // One for each kiosk: the latest.
  await task({ 'enrol-code': 'K-0001' });
  await task({ 'enrol-code': 'K-0002' });
  expect((await codes()).length).toBe(2);
});

it('--revoke-kiosk takes back the code, too', async () => {
  await task({ 'revoke-kiosk': 'K-0001' });
  expect(await codes()).toEqual([{ kiosk: 'K-0002' }]);
});
