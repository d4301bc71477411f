import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './journal-fault.ts';
import { writeWhole, type JournalFiles } from './journal-files.ts';

/** Room for some two hundred records, bytes: far more than a session under way can write. */
export const reserveBytes = 64 * 1024;
export const reserveFile = 'journal.reserve';

/**
 * Takes the reserve's room on disk, with actual bytes rather than a hole. False when there is no room for it: then there is
 * none for a session either. @throws NotOwnError, or the system's error (errno) for anything else
 */
export function takeReserve(folder: string, files: JournalFiles): boolean {
  const path = join(folder, reserveFile);
  // Opened even when it is large enough: what is not this kiosk's own file reserves nothing.
  const file = files.open(path);
  try {
    if (sizeOf(path) >= reserveBytes) return true;
    files.truncate(file, 0);
    writeWhole(files, file, new Uint8Array(reserveBytes).fill(0x2e));
    files.sync(file);
    return true;
  } catch (error) {
    // A full disk is a journal fault and is logged as such.
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
    // There was none to give: the full disk is logged as a journal fault.
    return false;
  }
}

/** Whether there is no room on the disk, or none left in this user's quota. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
