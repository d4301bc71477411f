import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { captureOutput } from '../../testing/captured-output.ts';
import { runPopulation } from './population.ts';
import { runRegisters } from './registers.ts';

let place: string;
let state: string;
let delivery: string;
beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'komado-registers-'));
  state = path.join(place, 'state');
  delivery = path.join(place, 'delivery');
  const sql = await openEmbedded(path.join(state, 'registers'));
  await migrate(sql);
  await sql.close();
});
afterAll(() => rm(place, { recursive: true }));

const written = captureOutput();
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(() => vi.unstubAllEnvs());

async function residents(): Promise<unknown> {
  const sql = await openEmbedded(path.join(state, 'registers'));
  const [row] = await sql.query('SELECT count(*) AS count FROM residents');
  await sql.close();
  return row?.['count'];
}

describe('npm run registers -- import', () => {
  it('tries, enters and repeats the delivery that npm run population writes', async () => {
    expect(await runPopulation(['--residents', '40', '--csv', delivery])).toBe(0);
    const words = ['import', delivery, '--state', state];
    expect(await runRegisters([...words, '--dry-run'])).toBe(0);
    expect(written.out).toContain('residents.csv: 40 rows, 40 added, 0 changed, 0 ended');
    expect(written.out).toContain('nothing is entered: this was a dry run');
    expect(await residents()).toBe(0);
    expect(await runRegisters(words)).toBe(0);
    expect(await residents()).toBe(40);
    expect(written.err).toContain('registers: entering residents.csv');
    written.out = '';
    expect(await runRegisters(words)).toBe(0);
    expect(written.out).toContain('residents.csv: 40 rows, 0 added, 0 changed, 0 ended');
  });

  it('ends with 1 and a report when something is wrong', async () => {
    const wrong = await mkdtemp(path.join(place, 'wrong-'));
    await writeFile(
      path.join(wrong, 'households.csv'),
      'id,municipality,address,head\nh1,08220,\u{1f600},a\n',
    );
    expect(await runRegisters(['import', wrong, '--state', state])).toBe(1);
    expect(written.out).toBe(
      'households.csv:2: address: a character cannot be printed: U+1F600\n1 fault: nothing is entered\n',
    );
  });

  it('prints its help', async () => {
    expect(await runRegisters(['--help'])).toBe(0);
    expect(written.out).toContain('--accept-unprintable');
  });

  it('ends with 1 when there is no server, without revealing the password', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://komado:secret@127.0.0.1:1/komado');
    expect(await runRegisters(['import', delivery])).toBe(1);
    expect(written.err).toMatch(/^registers: .*ECONNREFUSED.*\n$/);
    expect(written.err).not.toContain('secret');
  });
});
