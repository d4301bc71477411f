import { rename, stat, writeFile } from 'node:fs/promises';

/** Writes a file that is not there. Another process may make the same file at the same time: the last one stays, complete. */
export async function makeOnce(
  file: string,
  make: () => string | Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  const half = `${file}.${String(process.pid)}`;
  await writeFile(half, await make(), { mode: 0o600 });
  await rename(half, file);
}
