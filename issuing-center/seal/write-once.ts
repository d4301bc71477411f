import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { hasOwnFile, NotOwnError, ownerOnly, readOwnFile } from '../../logging/own-file.ts';

const privateMode = 0o600;
/** The draft beside it, until it is taken away; a power cut may leave it. */
const names = 2;

/**
 * Writes a file that is never written again: in full beside its place, then linked there, so that of two centers starting at
 * once one wins and nobody reads half a file. Readable by its owner alone.
 * @returns what the file holds: the given text, or that of whoever came first
 */
export async function writeOnce(file: string, text: () => string): Promise<string> {
  const there = readPrivate(file);
  if (there !== null) return there;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', privateMode);
  try {
    await handle.writeFile(text());
    await handle.sync();
    await link(draft, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await handle.close();
    await unlink(draft);
  }
  const written = readPrivate(file);
  if (written === null) throw new Error(`${path.basename(file)}: gone as soon as it was written`);
  return written;
}

/**
 * A key that seals paper and is then lost in a power cut would make that paper look forged: the file's name must be on disk
 * too.
 */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The file's text, or null when there is none. A link in its place is not followed, and no pipe is waited for.
 * @throws when others may read it, or it may be somebody else's: a person has to find out who did that
 */
export function readPrivate(file: string): string | null {
  try {
    return readOwnFile(file, ownerOnly, names).toString('utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw withPlainWords(file, error);
  }
}

/**
 * Whether a file is there, without reading it.
 * @throws as `readPrivate`
 */
export function isPrivate(file: string): boolean {
  try {
    return hasOwnFile(file, ownerOnly, names);
  } catch (error) {
    throw withPlainWords(file, error);
  }
}

function withPlainWords(file: string, error: unknown): unknown {
  return error instanceof NotOwnError && error.what === 'openToOthers'
    ? new Error(`${path.basename(file)}: expected to be readable by its owner alone (mode 0600)`)
    : error;
}

/** Removes a file; one already gone is fine. */
export async function remove(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
