import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { captureOutput } from '../../testing/captured-output.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { runPopulation } from './population.ts';

let state: string;
beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'komado-population-'));
});
afterAll(() => rm(state, { recursive: true }));

const written = captureOutput();
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(() => vi.unstubAllEnvs());

describe('npm run population', () => {
  it('fills the embedded registers of a center, which must not be running', async () => {
    await (await openEmbedded(path.join(state, 'registers'))).close();
    expect(await runPopulation(['--residents', '50', '--state', state])).toBe(0);
    expect(written.out).toContain('50 of 50 residents');
    const sql = await openEmbedded(path.join(state, 'registers'));
    try {
      expect(await sql.query('SELECT count(*) AS count FROM residents')).toEqual([{ count: 50 }]);
      expect(await runPopulation(['--residents', '50', '--state', state])).toBe(1);
      expect(written.err).toMatch(/^population: .*already.*\n$/);
    } finally {
      await sql.close();
    }
  });

  it('prints its help', async () => {
    expect(await runPopulation(['--help'])).toBe(0);
    expect(written.out).toContain('--residents N');
  });

  it.each([
    [[], '--residents'],
    [['--residents', '0', '--state', 'x'], '--residents'],
    [['--residents', '10000000', '--state', 'x'], '--residents'],
    [['--residents', '1e3', '--state', 'x'], '--residents'],
    [['--residents', '10', '--seed', '1000', '--state', 'x'], '--seed'],
    [['--residents', '10'], '--database'],
    [['--residents', '10', '--database', 'mysql://x'], '--database'],
    [['--residents', '10', '--database', 'postgres://x', '--state', 'x'], '--database, --state'],
    [['--residents', '10', '--sate', 'x'], '--sate'],
  ])('exits with 2 and one line for %j', async (args, said) => {
    expect(await runPopulation(args)).toBe(2);
    expect(written.err).toMatch(/^population: [^\n]+\n$/);
    expect(written.err.split('\n')[0]).toContain(said);
  });

  it('exits with 1 when there is no server, without revealing the password', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    vi.stubEnv('DATABASE_URL', `postgres://komado:secret@127.0.0.1:${port}/komado`);
    expect(await runPopulation(['--residents', '10'])).toBe(1);
    expect(written.err).toMatch(/^population: .*ECONNREFUSED.*\n$/);
    expect(written.err).not.toContain('secret');
  });
});
