import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Replaces a file's content, whole or not at all; readable by its owner alone (0600). */
export async function replaceSecretFile(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await replaceFile(file, content, 0o600);
}

/**
 * The same of a file that everybody may read: whatever stands in its place, a link or a pipe, is replaced itself and neither
 * followed nor waited for.
 */
export function replacePublicFile(file: string, content: string | Uint8Array): Promise<void> {
  return replaceFile(file, content, 0o644);
}

async function replaceFile(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
    await rename(draft, file);
  } catch (error) {
    await unlink(draft);
    throw error;
  } finally {
    await handle.close();
  }
}
