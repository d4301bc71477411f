import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offersSchema } from '../../shared/center-api.ts';

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

/** Runs the command; `listening` is given the url when it says it, and a way to send it a signal. */
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
      heard.then(() => resolve({ code, out, err }), reject);
    });
  });
}

describe('npm run center', () => {
  it('fills empty registers, serves, says where its key is, and ends cleanly when told to', async () => {
    const ended = await center(['--port', '0', '--state', state], async (url, signal) => {
      const response = await fetch(`${url}/v1/offers`);
      expect(offersSchema.parse(await response.json()).municipalities).toHaveLength(5);
      const second = await center(['--port', '0', '--state', state]);
      expect([second.code, second.err]).toEqual([1, expect.stringContaining('already')]);
      signal('SIGINT');
    });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('made-up residents');
    const keyFile = /binding key +(\S+)/.exec(ended.out)?.[1] ?? '';
    const key = createPublicKey({ key: await readFile(keyFile), format: 'der', type: 'spki' });
    expect(key.asymmetricKeyType).toBe('ed25519');
  });

  it('says what is wrong with a port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const taken = await center(['--port', port, '--state', state]);
    expect([taken.code, taken.err]).toEqual([
      1,
      `center: port ${port} is in use: stop what listens there, or give --port 0 for a free one\n`,
    ]);
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([[['--port', 'x']], [['--port', '65536']], [['--prot', '1']], [['loose']]])(
    'ends with 2 and its help for %j',
    async (args) => {
      const ended = await center(args);
      expect([ended.code, ended.out]).toEqual([2, '']);
      expect(ended.err).toContain('Usage: npm run center');
    },
  );

  it('gives its help', async () => {
    const ended = await center(['--help']);
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(ended.out).toContain('--state DIR');
  });
});
