import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { rulesOfFiles } from '../../testing/center/rules-of-files.ts';
import { tlsExchange } from '../../testing/center/tls-exchange.ts';
import { openFleetTables } from '../../testing/console/fleet-tables.ts';
import { noLog } from '../../testing/log-lines.ts';
import { standardAlarmRules } from '../fleet/watch-kiosks.ts';
import { openConsolePort, type ConsolePort } from '../http/console-port.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { readTask, type TaskOptions } from '../operator-tasks.ts';
import { loopbackNames } from '../tls-link/transport.ts';
import { openConsoleAuthority } from './console-authority.ts';

let sql: Awaited<ReturnType<typeof openFleetTables>>;
let folder: string;
let port: ConsolePort;
const openAuthority = () => openConsoleAuthority(path.join(folder, 'keys'), systemClock, loopbackNames);

beforeAll(async () => {
  sql = await openFleetTables();
  folder = await mkdtemp(path.join(tmpdir(), 'komado-operators-'));
  const municipalities = await loadMunicipalities();
  const rules = rulesOfFiles(municipalities);
  port = await openConsolePort(
    { authority: await openAuthority() },
    { sql, clock: systemClock, log: noLog, rules, municipalities, alarmRules: standardAlarmRules },
    { timers: systemTimers, limits: undefined },
  );
});
afterAll(async () => {
  await port.server.close();
  await sql.close();
  await rm(folder, { recursive: true });
});

async function run(options: TaskOptions): Promise<string> {
  const task = readTask(options);
  if (task === null) throw new Error('no task');
  return task({
    ...{ withDatabase: (work) => work(sql), openConsole: openAuthority },
    ...{ handOut: path.join(folder, 'hand-out'), sealKeys: folder, line: folder },
    lineCa: () => Promise.reject(new Error('not asked for')),
    enrols: false,
  });
}

describe('--operator', () => {
  it('hands out what opens the console in a role, until it is withdrawn; a new one opens it again', async () => {
    const entering = async (): Promise<{ readonly status: number; readonly text: string }> => {
      const read = (file: string) => readFile(path.join(folder, 'hand-out', file), 'utf8');
      return tlsExchange(port.url, {
        ca: await read('console-ca.pem'),
        certificate: await read('console-OP-01.pem'),
        key: await read('console-OP-01.key.pem'),
      });
    };
    expect(await run({ operator: 'OP-01', role: 'viewer' })).toMatch(
      /^OP-01 may enter the console \(viewer\) until 20/,
    );
    const { mode } = await stat(path.join(folder, 'hand-out', 'console-OP-01.key.pem'));
    expect(mode & 0o777).toBe(0o600);
    expect(await entering()).toMatchObject({
      status: 200,
      text: expect.stringContaining('OP-01（閲覧）') as string,
    });
    expect(await run({ 'withdraw-operator': 'OP-01' })).toContain('certificates withdrawn: 1');
    expect((await entering()).status).toBe(403);
    await run({ operator: 'OP-01', role: 'administrator' });
    expect(await entering()).toMatchObject({
      status: 200,
      text: expect.stringContaining('OP-01（管理）') as string,
    });
  });

  it.each<[TaskOptions, RegExp]>([
    [{ operator: 'OP-01' }, /--role: expected viewer, operator, administrator/],
    [{ operator: 'OP-01', role: 'root' }, /--role: expected viewer/],
    [{ operator: '山田 花子', role: 'viewer' }, /--operator: expected 3 to 32 capital letters/],
    [{ operator: '../../OP', role: 'viewer' }, /--operator: expected 3 to 32 capital letters/],
    [{ role: 'viewer' }, /--role: goes with --operator NAME/],
    [{ operator: 'OP-01', role: 'viewer', enrolments: true }, /one task at a time/],
    [{ 'withdraw-operator': 'x' }, /--withdraw-operator: expected 3 to 32/],
  ])('refuses %j with a reason', (options, why) => {
    expect(() => readTask(options)).toThrow(why);
  });

  it('withdraws nobody whose name is misspelt', async () => {
    await expect(run({ 'withdraw-operator': 'OP-99' })).rejects.toThrow('OP-99 has no certificate');
  });
});
