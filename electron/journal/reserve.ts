import { statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './journal-fault.ts';
import { writeWhole, type JournalFiles } from './journal-files.ts';

/** Room for some two hundred records: far more than a session that is under way can write. */
export const reserveBytes = 64 * 1024;
export const reserveFile = 'journal.reserve';

/**
 * Takes the reserve's room on disk, with bytes and not with a hole. False when there is no room for it: then there is none
 * for a session either. @throws errno's error for anything else.
 */
export function takeReserve(folder: string, files: JournalFiles): boolean {
  const path = join(folder, reserveFile);
  if (sizeOf(path) >= reserveBytes) return true;
  const file = files.open(path);
  try {
    files.truncate(file, 0);
    writeWhole(files, file, new Uint8Array(reserveBytes).fill(0x2e));
    files.sync(file);
    return true;
  } catch (error) {
    // A full disk is the journal's fault, and logged as that.
    if (!isFull(error)) throw error;
    files.remove(path);
    return false;
  } finally {
    files.close(file);
  }
}

/** Gives the room back to the disk. False when there was none to give. */
export function giveReserve(folder: string, files: JournalFiles): boolean {
  try {
    files.remove(join(folder, reserveFile));
    return true;
  } catch {
    // There was none to give: that the disk is full is logged as the journal's fault.
    return false;
  }
}

/** No room on the disk, or none in this user's share of it. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
