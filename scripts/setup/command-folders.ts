import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { WrongWords } from '../../shared/command-options.ts';

/**
 * A folder that a command writes into: made when it is not there.
 * @throws WrongWords when it cannot be: the message names the option and what is in the way
 */
export async function folderToWrite(option: string, folder: string): Promise<string> {
  if (folder === '') throw new WrongWords(`${option}: expected a folder`);
  const wanted = path.resolve(folder);
  // One after the other: Node's own recursive way never ends in a folder like /proc, where nothing can be made.
  const missing: string[] = [];
  let there = wanted;
  while (!(await isFolder(option, there))) {
    missing.unshift(there);
    there = path.dirname(there);
  }
  try {
    await access(there, constants.W_OK | constants.X_OK);
    for (const each of missing) await mkdir(each).catch(unlessThere);
    return wanted;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new WrongWords(`${option}: nothing can be written in ${there} (${reasons[code] ?? code})`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'it is read-only',
  ENOENT: 'the system makes no folders there',
  ENOSPC: 'the disk is full',
};

async function isFolder(option: string, place: string): Promise<boolean> {
  const found = await stat(place).catch(() => null);
  if (found !== null && !found.isDirectory()) throw new WrongWords(`${option}: ${place} is no folder`);
  return found !== null;
}

function unlessThere(error: unknown): void {
  // Another process makes it at the same time.
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
}

/**
 * A folder whose contents a command replaces: empty, not there yet, or one that the same command has filled.
 * @param marks names of which an earlier run has left at least one
 * @throws WrongWords when it holds something else, or cannot be written
 */
export async function folderToReplace(
  option: string,
  folder: string,
  marks: readonly string[],
): Promise<string> {
  const place = await folderToWrite(option, folder);
  const inside = await readdir(place);
  if (inside.length > 0 && !inside.some((name) => marks.includes(name)))
    throw new WrongWords(`${option}: ${place} holds other things: give a new or an empty folder`);
  return place;
}
