import { closeSync, fsyncSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';

/** What the journal does to its disk; tests hand in a disk that is full, slow to tell, or broken. Everything may throw errno's errors. */
export interface JournalFiles {
  /** Opens for reading and appending; a new file is for this user alone. */
  open(path: string): number;
  /** Takes bytes from an offset on, and tells how many it took: it may be fewer than there are. */
  write(file: number, bytes: Uint8Array, from: number): number;
  sync(file: number): void;
  truncate(file: number, length: number): void;
  close(file: number): void;
  remove(path: string): void;
}

export const nodeFiles: JournalFiles = {
  open: (path) => openSync(path, 'a+', 0o600),
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
