import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * What an update does with its disk; tests supply one that is full, or loses its power at any step. Any of these may throw an
 * error with an errno code.
 */
export interface UpdateFiles {
  /** What is in a folder; nothing where there is none. */
  names(folder: string): readonly string[];
  /** All of a file; null: it is not there. */
  read(path: string): Uint8Array | null;
  /**
   * Makes a file with these bytes, or replaces what is in it, and waits for the disk. Only this user reads it; `shared`: whoever may
   * look into its folder.
   */
  write(path: string, bytes: Uint8Array, shared?: 'shared'): void;
  /** In the place of what has that name. */
  rename(from: string, to: string): void;
  makeFolder(path: string): void;
  /** With all that is in it; nothing where it is not there. */
  remove(path: string): void;
  /** A name that was made, changed or removed in a folder is on disk only afterwards. */
  syncFolder(folder: string): void;
}

export const nodeUpdateFiles: UpdateFiles = {
  names: (folder) => orNull(() => readdirSync(folder)) ?? [],
  read: (path) => orNull(() => readFileSync(path)),
  write(path, bytes, shared) {
    const file = openSync(path, 'w', 0o600);
    try {
      // Whatever the service's mask is.
      fchmodSync(file, shared === undefined ? 0o600 : 0o644);
      for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  rename: renameSync,
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  remove: (path) => {
    rmSync(path, { recursive: true, force: true });
  },
  syncFolder(folder) {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
};

/** A file by which kiosk, launcher and stager know of each other. Under its name it is whole: this one, or the one of before. */
export function writeWhole(files: UpdateFiles, path: string, bytes: Uint8Array): void {
  files.write(`${path}.new`, bytes, 'shared');
  files.rename(`${path}.new`, path);
  files.syncFolder(dirname(path));
}

function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw error;
  }
}
