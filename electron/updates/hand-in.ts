import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { syncFolder } from '../journal/sync-folder.ts';
import { places } from './launch/launch-files.ts';
import { incomingFolder } from './stage.ts';
import { headBytes, updateName } from './update-file.ts';

export type HandInFault =
  /** There is no update in the folder, or no file of that name. */
  | 'none'
  /** It is not the one that was wanted. */
  | 'changed'
  | 'noRoom'
  | 'io';

export interface HandInChecks {
  /** Whether the copy is what was wanted, by its first bytes; left out: any is. */
  readonly isWanted?: (head: Uint8Array) => boolean;
  /** Ends the copying. */
  readonly signal?: AbortSignal;
}

/** Bytes: far more than kiosk and runtime take. */
const largest = 2 * 1024 ** 3;
const chunkBytes = 1024 * 1024;

/**
 * Hands an update in, from wherever it comes: the stager looks at it, and it is taken when nobody is served. One that was handed in
 * before and was not looked at yet is replaced.
 * @param folder of the updates
 * @param file a path; it is copied
 * @returns the name of the offer
 */
export async function handIn(
  folder: string,
  file: string,
  { isWanted, signal }: HandInChecks = {},
): Promise<Result<string, HandInFault>> {
  const offer = randomBytes(16).toString('hex');
  const making = join(folder, places.kiosk, 'offer.new');
  const incoming = join(folder, incomingFolder);
  try {
    const before = await readdir(incoming);
    await Promise.all(before.map((name) => rm(join(incoming, name), { force: true })));
    const source = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = await source.stat();
      if (!stats.isFile() || stats.size > largest) return err('none');
      await copyTo(source, making, signal);
    } finally {
      await source.close();
    }
    if (isWanted !== undefined && !isWanted(await headOf(making))) {
      await rm(making, { force: true });
      return err('changed');
    }
    // Under its name it is whole: what looks for it there is told by the name.
    await rename(making, join(incoming, `${offer}.update`));
    syncFolder(incoming);
    return ok(offer);
  } catch (error) {
    await rm(making, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOSPC' || code === 'EDQUOT') return err('noRoom');
    return err(code === 'ENOENT' ? 'none' : 'io');
  }
}

/** The first bytes of an update, as many as its manifest and signature can take. @throws the system's error */
export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function copyTo(source: FileHandle, path: string, signal?: AbortSignal): Promise<void> {
  const target = await open(path, 'w', 0o640);
  try {
    // The stager reads it by the folder's group, whatever the service's mask is.
    await target.chmod(0o640);
    const chunk = Buffer.alloc(chunkBytes);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await source.read(chunk, 0, chunkBytes, null);
      if (bytesRead === 0) break;
      for (let from = 0; from < bytesRead;)
        from += (await target.write(chunk, from, bytesRead - from)).bytesWritten;
    }
    await target.sync();
  } finally {
    await target.close();
  }
}

/** The newest update in a folder, as on a memory stick; null: there is none. @throws the system's error */
export async function newestUpdateIn(folder: string): Promise<string | null> {
  const names = (await readdir(folder)).filter((name) => updateName.test(name));
  const found = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  return found.toSorted((one, other) => other.at - one.at)[0]?.path ?? null;
}

/** Removes what the stager has answered. */
export async function removeAnswered(folder: string, offer: string): Promise<void> {
  await rm(join(folder, incomingFolder, `${offer}.update`), { force: true });
}
