import { randomBytes } from 'node:crypto';
import { link, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readPlainFile } from '../../logging/own-file.ts';

const fileName = 'in-use-by';

/** Locks of this process: after a restart of the machine an old lock may bear the new process's number. */
const held = new Set<string>();

/**
 * Keeps a second process out of a folder: an embedded database with two writers breaks for both. The lock names its process;
 * one left behind by a process that is gone is taken over.
 * @returns a function that releases the folder
 * @throws when another living process works in the folder
 */
export async function lockFolder(directory: string): Promise<() => Promise<void>> {
  const file = path.resolve(directory, fileName);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (await writeNew(file)) {
      held.add(file);
      return async () => {
        held.delete(file);
        await unlink(file);
      };
    }
    // Gone meanwhile: nobody's, and taken on the next attempt.
    const owner = await ownerIn(file);
    if (owner === process.pid ? held.has(file) : isAlive(owner))
      throw new Error(`process ${owner} works in ${directory} already (see ${file})`);
    await unlink(file).catch(ignoreMissing);
  }
  throw new Error(`another process is just taking ${directory}`);
}

/** Whether a living process works in the folder. */
export async function isFolderTaken(directory: string): Promise<boolean> {
  return isAlive(await ownerIn(path.resolve(directory, fileName)));
}

/** 0: nobody, or no file of a number. */
async function ownerIn(file: string): Promise<number> {
  return Number((await readPlainFile(file))?.toString('utf8') ?? '');
}

/** Under its name the file is whole from the first moment: one that is still empty would be taken for nobody's, and taken over. */
async function writeNew(file: string): Promise<boolean> {
  const own = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(own, String(process.pid), { flag: 'wx' });
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(own);
  }
}

/** Signal 0 asks whether the process exists; EPERM means that it does, under another user. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function ignoreMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  throw error;
}
