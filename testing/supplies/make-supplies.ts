import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import { makePrimes } from './rsa-from-primes.ts';

/** Files that tests would otherwise make again and again. */
export interface Supplies {
  /** Tar file of an empty database as PGlite makes it at first use: making it takes four times as long as reading it. */
  readonly database: string;
  /** JSON file of the primes of test keys, hexadecimal. */
  readonly primes: string;
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
  const database = join(folder, `pglite-${await versionOfPglite()}.tar`);
  const primes = join(folder, `primes-${String(primeCount)}.json`);
  await makeOnce(primes, () => JSON.stringify(makePrimes(primeCount).map((prime) => prime.toString(16))));
  await makeOnce(database, emptyDatabase);
  project.provide('supplies', { database, primes });
}

/** Another run may make the same file at the same time: the last one stays, complete. */
async function makeOnce(file: string, make: () => string | Uint8Array | Promise<Uint8Array>): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  const half = `${file}.${String(process.pid)}`;
  await writeFile(half, await make(), { mode: 0o600 });
  await rename(half, file);
}

async function emptyDatabase(): Promise<Uint8Array> {
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('none');
  await database.close();
  return new Uint8Array(await dump.arrayBuffer());
}

async function versionOfPglite(): Promise<string> {
  const manifest = join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8'))).version;
}
