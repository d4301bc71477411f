import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { captureOutput } from '../../testing/captured-output.ts';
import { withoutProgress } from '../../testing/without-progress.ts';
import { z } from 'zod';
import { suiteNames } from '../../electron/devices/conformance/suites.ts';
import { startReceiptPrinter } from '../../simulator/devices/receipt-printer/receipt-printer.ts';
import { simulatedWalletKey, startWalletSimulator } from '../../simulator/devices/wallet/wallet-simulator.ts';
import { runConformance } from './conformance.ts';

const written = captureOutput();

let folder: string;
let example: Record<string, unknown>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-conformance-command-'));
  const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
  example = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command without a terminal. `breakOffAt`: it is told to end as soon as it has printed this. */
function run(args: readonly string[], breakOffAt: string | null = null): Promise<Ended> {
  let awaited = breakOffAt;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'conformance.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (awaited === null || !out.includes(awaited)) return;
    awaited = null;
    child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err: withoutProgress(err) }));
  });
}

/** Where it ends by itself, without a process of its own, which takes seconds of processor to load: a test's process has no terminal either. */
async function told(...args: readonly string[]): Promise<Ended> {
  [written.out, written.err] = ['', ''];
  vi.spyOn(console, 'error').mockImplementation((line) => (written.err += `${String(line)}\n`));
  const code = await runConformance(args);
  return { code, out: written.out, err: written.err };
}

async function configured(changes: object): Promise<string> {
  const file = join(folder, 'kiosk.json');
  await writeFile(file, JSON.stringify({ ...example, ...changes }));
  return file;
}

it('prints its help, and lists what each step needs', async () => {
  const helped = await told('--help');
  expect(helped).toMatchObject({ code: 0, err: '' });
  for (const name of suiteNames) expect(helped.out).toContain(name);
  const listed = await told('--list', '--port', 'cash');
  expect(listed.code).toBe(0);
  expect(listed.out).toContain('takes a coin once (needs somebody at the device and --yes-money)');
  expect(listed.out).not.toContain('wallet');
});

it('says what is wrong with its arguments and with a configuration', async () => {
  const config = await configured({});
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [[], '--port: expected one of card-reader, cash'],
    [['--port', 'drawer'], '--port: expected one of'],
    [['--port', 'cash'], '--config, --simulated: expected one of them'],
    [['--port', 'cash', '--config', config, '--simulated'], '--config, --simulated: expected one of them'],
    [['--port', 'cash', '--config', join(folder, 'none.json')], 'none.json: cannot be read'],
    [['--port', 'wallet', '--config', config], 'kiosk.json: cashless.wallet: this site has none'],
  ];
  for (const [args, message] of wrong) {
    const ended = await told(...args);
    expect(ended.code, args.join(' ')).toBe(2);
    expect(ended.err).toContain(message);
  }
});

it('tries the simulated device with simulated hands', async () => {
  const ended = await run(['--port', 'receipt-printer', '--simulated']);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toMatch(/^6 passed, 0 failed, 0 skipped$/m);
});

it('without a terminal tries only what needs nobody, and says so', async () => {
  const printer = await startReceiptPrinter();
  const config = await configured({ receiptPrinter: { kind: 'esc-pos', interface: printer.interface } });
  const there = await told('--port', 'receipt-printer', '--config', config);
  expect(there.code).toBe(0);
  expect(there.out).toContain('only the steps that need nobody at the device are run');
  expect(there.out).toMatch(/^2 passed, 0 failed, 4 skipped$/m);
  expect(printer.receipts()).toHaveLength(1);
  await printer.close();
});

it('a missing device fails, with what was expected and seen', async () => {
  const cash = {
    ...z.record(z.string(), z.unknown()).parse(example['cash']),
    port: join(folder, 'no-such-port'),
  };
  const gone = await told('--port', 'cash', '--config', await configured({ cash }));
  expect(gone.code).toBe(1);
  expect(gone.out).toMatch(/FAILED\n +expected: status is ok.*\n +seen: acceptor: offline/);
  expect(gone.out).toContain('skipped: it moves real money');
});

it('moves no money unless told to, and says so beforehand', async () => {
  const wallet = await startWalletSimulator();
  const { apiKey, merchant, secret } = simulatedWalletKey;
  await writeFile(join(folder, 'wallet.secret'), secret, { mode: 0o600 });
  const settings = { url: wallet.url, apiKey, merchant, secretFile: 'wallet.secret', pollMs: 500 };
  const config = await configured({ cashless: { wallet: settings } });
  let codes = 0;
  wallet.onCode(() => {
    codes += 1;
  });
  const without = await told('--port', 'wallet', '--config', config);
  expect(without).toMatchObject({ code: 0, err: '' });
  expect(without.out).toContain('Steps that move real money are skipped: --yes-money allows them.');
  expect(without.out).toMatch(/^2 passed, 0 failed, 4 skipped$/m);
  expect(codes).toBe(0);
  const allowed = await told('--port', 'wallet', '--config', config, '--yes-money');
  expect(allowed).toMatchObject({ code: 0, err: '' });
  expect(allowed.out).toMatch(
    /· calls an attempt off\n +REAL MONEY: asks for 100 yen and calls it off.*\n +passed/,
  );
  expect(codes).toBe(1);
  expect(wallet.ledger().every(({ authorised }) => authorised === 0)).toBe(true);
  await wallet.close();
});

it('closes the device before it ends when interrupted', async () => {
  const ended = await run(['--port', 'cash', '--simulated'], 'takes a coin once');
  expect(ended.code).toBe(130);
  expect(ended.out).toContain('broken off: the device is being closed');
  expect(ended.out).not.toMatch(/ skipped$/m);
});
