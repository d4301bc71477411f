import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const supplies = path.join(import.meta.dirname, '..', '..', 'out', 'test-supplies');

/**
 * Copies the files of an empty cluster, which the first test that needs one keeps for the others: making them takes twenty times as
 * much of the processor. A copy keeps its owner, as whom the server runs.
 */
export async function putEmptyCluster(
  data: string,
  version: string,
  make: () => Promise<unknown>,
): Promise<void> {
  const empty = path.join(supplies, `postgres-${version}`);
  if (existsSync(empty)) {
    await run('cp', ['-a', empty, data]);
    return;
  }
  await make();
  await mkdir(supplies, { recursive: true, mode: 0o700 });
  const half = `${empty}.${randomUUID()}`;
  await run('cp', ['-a', data, half]);
  try {
    await rename(half, empty);
  } catch (cause) {
    // Somebody else was quicker, and theirs is as good.
    await rm(half, { recursive: true, force: true });
    if (!existsSync(empty)) throw cause;
  }
}
