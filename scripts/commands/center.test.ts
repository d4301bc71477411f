import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runDemonstrationCenter } from '../../simulator/console/demonstration-center.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { withoutProgress } from '../../testing/without-progress.ts';
import { createCenterHttp } from '../../electron/center-client/http.ts';
import { readLineFiles } from '../../electron/center-client/tls-link-files.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { askedPath } from '../../shared/offers-api.ts';
import { systemClock } from '../../shared/dates.ts';

let state: string;
beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'komado-command-'));
});
afterAll(() => rm(state, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command; `listening` is given the printed URL and a way to send a signal. */
function center(
  args: readonly string[],
  listening: (url: string, signal: (name: NodeJS.Signals) => void) => Promise<void> = () => Promise.resolve(),
): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: '' };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'center.ts'), ...args], { env });
  let [out, err] = ['', ''];
  let heard = Promise.resolve();
  child.stdout.on('data', (chunk: Buffer) => {
    const before = out;
    out += chunk.toString();
    const url = /listening +(\S+)\n/.exec(out)?.[1];
    if (url !== undefined && !/listening +\S+\n/.test(before))
      heard = listening(url, (name) => child.kill(name)).finally(() => child.kill('SIGTERM'));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      heard.then(() => resolve({ code, out, err: withoutProgress(err) }), reject);
    });
  });
}

/** The same without a process of its own, which takes seconds of processor to load: for words that end by themselves. */
async function asked(args: readonly string[]): Promise<Ended> {
  let [out, err] = ['', ''];
  vi.stubEnv('DATABASE_URL', '');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  try {
    const code = await runDemonstrationCenter(args);
    return { code, out, err: withoutProgress(err) };
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

describe('npm run center', () => {
  it('prints the schema of a configuration to whoever has none yet', async () => {
    const ended = await center(['--config-schema']);
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(JSON.parse(ended.out)).toMatchObject({ properties: { handOut: {} } });
  });

  it('fills empty registers, serves, says where its key is, and ends cleanly when told to', async () => {
    const args = ['--port', '0', '--lists-port', '0', '--state', state];
    const ended = await center([...args, '--kiosk', 'K-0001'], async (url, signal) => {
      const at = (name: string) => path.join(state, 'kiosks', name);
      const files = { ca: at('line-ca.pem'), certificate: at('K-0001.pem'), key: at('K-0001.key.pem') };
      const line = await readLineFiles(files, 'K-0001', systemClock);
      if (!line.ok) throw new Error(line.error);
      const http = createCenterHttp(url, line.value);
      const served = [...(await loadMunicipalities()).keys()];
      const offers = await http.call(
        endpoints.offers,
        { municipalities: askedPath(served.slice(0, 12)) },
        undefined,
        30_000,
      );
      expect(offers).toMatchObject({ ok: true });
      expect(offers.ok && offers.value.municipalities).toHaveLength(12);
      const second = await asked(args);
      expect([second.code, second.err]).toEqual([1, expect.stringContaining('already')]);
      signal('SIGINT');
    });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^Demonstration center: its authorities, cards and residents are made up\./);
    expect(ended.out).toContain('made-up residents');
    const keyFile = /binding key +(\S+)/.exec(ended.out)?.[1] ?? '';
    const lists = /lists +(http:\S+)/.exec(ended.out)?.[1];
    expect(lists).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const rootFile = /seal root +(\S+)/.exec(ended.out)?.[1] ?? '';
    expect(await readFile(rootFile)).toHaveLength(32);
    const key = createPublicKey({ key: await readFile(keyFile), format: 'der', type: 'spki' });
    expect(key.asymmetricKeyType).toBe('ed25519');
  });

  it('lists enrolment requests, sets their state, and revokes a seal key', async () => {
    const list = await asked(['--state', state, '--enrolments']);
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(list.out).toMatch(/^E-0003-MHON {2}13103 +received +\d{4}-/m);
    const set = await asked(['--state', state, '--set-enrolment', 'E-0003-MHON=examined']);
    expect(set).toMatchObject({ code: 0, out: 'E-0003-MHON is examined\n' });
    expect((await asked(['--state', state, '--enrolments'])).out).toMatch(/E-0003-MHON.* examined/);
    expect(await asked(['--state', state, '--set-enrolment', 'E-9999-MHON=refused'])).toMatchObject({
      code: 1,
      err: 'center: there is no request E-9999-MHON\n',
    });
    expect((await asked(['--state', state, '--revoke-seal', '00'.repeat(8)])).code).toBe(1);
  });

  it('exits with 2 for a state that there is not, and for two tasks at once', async () => {
    expect((await asked(['--state', state, '--set-enrolment', 'E-0003-MHON=lost'])).code).toBe(2);
    expect((await asked(['--state', state, '--enrolments', '--revoke-seal', '00'])).code).toBe(2);
  });

  it('revokes a kiosk’s credentials when told to, and ends', async () => {
    const ended = await asked(['--state', state, '--revoke-kiosk', 'K-0001']);
    expect(ended).toEqual({
      ...{ code: 0, err: '' },
      out: 'K-0001 is no longer let in with the credentials it has so far\n',
    });
  });

  it('says what is wrong with a port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const taken = await asked(['--port', port, '--lists-port', '0', '--state', state]);
    expect([taken.code, taken.err]).toEqual([
      1,
      `center: port ${port} is in use: stop what listens there, or give --port and --lists-port 0 for free ones\n`,
    ]);
    await new Promise((resolve) => server.close(resolve));
  });

  const wrong = [
    [['--port', 'x']],
    [['--port', '65536']],
    [['--lists-port', '-1']],
    [['--kiosk', 'k-0001']],
    [['--revoke-kiosk', 'K']],
    [['--prot', '1']],
    [['loose']],
  ];
  it.each(wrong)('exits with 2 and one line for %j', async (args) => {
    const ended = await asked(args);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(/^center: [^\n]+ \(npm run center -- --help explains\)\n$/);
  });

  it('starts a municipality’s center when a configuration is named, and says what is wrong with the configuration', async () => {
    const none = path.join(state, 'none.json');
    for (const args of isLongRun ? [['--config', none], [`--config=${none}`]] : [[`--config=${none}`]])
      expect(await center(args)).toEqual({ code: 2, out: '', err: `center: ${none}: cannot be read\n` });
    const loose = await center(['--config', none, '--state', state]);
    expect([loose.code, loose.out]).toEqual([2, '']);
    expect(loose.err).toMatch(
      /^center: --state: there is no such option \(npm run center -- --config FILE .+\)\n$/,
    );
  });

  it('prints its help', async () => {
    const ended = await asked(['--help']);
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(ended.out).toContain('--state DIR');
    if (isLongRun) expect(await center(['--help'])).toEqual(ended);
  });
});
