import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A new file's name is on disk only once its folder has been synced as well. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
