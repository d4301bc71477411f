import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { emptyCluster } from '../../simulator/residents/empty-cluster.ts';
import { makeOnce } from '../../simulator/residents/made-once.ts';
import { makePrimes } from './rsa-from-primes.ts';

/** Files that tests would otherwise make again and again. */
export interface Supplies {
  /** Tar file of an empty database as PGlite makes it at first use: making it takes four times as long as reading it. */
  readonly database: string;
  /** JSON file of the primes of test keys, hexadecimal. */
  readonly primes: string;
  /**
   * Tar file of a database with the made-up residents as they are on the day of most tests: filling one takes longer than starting it. The first
   * test that needs it makes it.
   */
  readonly registers: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    supplies: Supplies;
  }
}

const root = join(import.meta.dirname, '..', '..');
/** Enough for 2,016 keys in each test file. */
const primeCount = 64;

/** Before all tests: makes the missing supplies, which stay in out/ for the next run. */
export default async function makeSupplies(project: TestProject): Promise<void> {
  const folder = join(root, 'out', 'test-supplies');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // So that workers, and commands that tests start, compile nothing twice.
  process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled');
  const primes = join(folder, `primes-${String(primeCount)}.json`);
  await makeOnce(primes, () => JSON.stringify(makePrimes(primeCount).map((prime) => prime.toString(16))));
  project.provide('supplies', {
    database: await emptyCluster(),
    primes,
    registers: await registersIn(folder),
  });
}

/** What the registers are made from. */
const sources = ['issuing-center', 'printing', 'shared', 'simulator', 'testing'] as const;
/** How long registers of other sources are kept, ms: another run may be using them. */
const keptMs = 60 * 60 * 1000;

/** @returns the file for the present sources; those of others are deleted after a while */
async function registersIn(folder: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')));
  const patterns = sources.map((source) => `${source}/**/*.{ts,sql,json}`);
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root })) if (!file.endsWith('.test.ts')) files.push(file);
  for (const file of files.sort()) {
    hash.update(file).update('\0');
    hash.update(await readFile(join(root, file))).update('\0');
  }
  const registers = join(folder, `registers-${hash.digest('hex').slice(0, 16)}.tar`);
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!name.startsWith('registers-') || file === registers) continue;
    const made = await stat(file).catch(() => null);
    if (made && Date.now() - made.mtimeMs > keptMs) await rm(file, { force: true });
  }
  return registers;
}
