import { randomUUID } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';

/** Writes a file that is not there. Somebody else may make the same file at the same time: the last one stays, complete. */
export async function makeOnce(
  file: string,
  make: () => string | Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  const half = `${file}.${randomUUID()}`;
  await writeFile(half, await make(), { mode: 0o600 });
  await rename(half, file);
}
