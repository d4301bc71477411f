import { closeSync, constants, fsyncSync, ftruncateSync, unlinkSync, writeSync } from 'node:fs';
import { openOwnFile } from '../../logging/own-file.ts';

const { O_APPEND, O_CREAT, O_RDWR } = constants;

/**
 * What the journal does with its disk; tests supply one that is full, writes short, or is broken. Any of these may throw an
 * error with an errno code.
 */
export interface JournalFiles {
  /** Opens for reading and appending; a new file is accessible only to this user. @throws NotOwnError for what is not its own */
  open(path: string): number;
  /** Writes bytes from an offset on. @returns how many were written, possibly not all */
  write(file: number, bytes: Uint8Array, from: number): number;
  sync(file: number): void;
  truncate(file: number, length: number): void;
  close(file: number): void;
  remove(path: string): void;
}

export const nodeFiles: JournalFiles = {
  open: (path) => openOwnFile(path, O_RDWR | O_APPEND | O_CREAT),
  write: (file, bytes, from) => writeSync(file, bytes, from),
  sync: fsyncSync,
  truncate: ftruncateSync,
  close: closeSync,
  remove: unlinkSync,
};

/** write(2) may take fewer bytes than it was given. */
export function writeWhole(files: JournalFiles, file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length;) from += files.write(file, bytes, from);
}
