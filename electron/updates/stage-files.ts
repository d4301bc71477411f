import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { nodeUpdateFiles, type UpdateFiles } from './launch/update-files.ts';

/** What the stager does besides with its disk. */
export interface StageFiles extends UpdateFiles {
  /** Bytes; null: it is not there. */
  size(path: string): number | null;
  /** Fewer bytes where the file ends. */
  readPart(path: string, offset: number, length: number): Uint8Array;
  /** Copies a part of a file into a new one, and waits for the disk. @returns its SHA-256, hex */
  copyPart(from: string, offset: number, size: number, to: string): string;
  /** Room that is left for this user, bytes. */
  free(folder: string): number;
  /** Unpacks a package into a folder. @throws what the program says */
  unpack(deb: string, into: string): void;
  /** Waits until all of the disk on which a folder lies is written. */
  syncDisk(folder: string): void;
}

const chunkBytes = 1024 * 1024;
/** Unpacking and waiting for the slowest disk, ms. */
const longestMs = 600_000;

export const nodeStageFiles: StageFiles = {
  ...nodeUpdateFiles,
  // The kiosk, another user, runs what is unpacked.
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o755 }),
  size(path) {
    try {
      const file = openSync(path, 'r');
      try {
        return fstatSync(file).size;
      } finally {
        closeSync(file);
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  },
  readPart(path, offset, length) {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
    } finally {
      closeSync(file);
    }
  },
  copyPart(from, offset, size, to) {
    const hash = createHash('sha256');
    const source = openSync(from, 'r');
    try {
      const target = openSync(to, 'w', 0o600);
      try {
        const chunk = Buffer.alloc(chunkBytes);
        for (let done = 0; done < size;) {
          const read = readSync(source, chunk, 0, Math.min(chunkBytes, size - done), offset + done);
          if (read === 0) break;
          hash.update(chunk.subarray(0, read));
          for (let written = 0; written < read;) written += writeSync(target, chunk, written, read - written);
          done += read;
        }
        fsyncSync(target);
      } finally {
        closeSync(target);
      }
    } finally {
      closeSync(source);
    }
    return hash.digest('hex');
  },
  free(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  unpack: (deb, into) => {
    run('dpkg-deb', ['--extract', deb, into]);
  },
  syncDisk: (folder) => {
    run('sync', ['--file-system', folder]);
  },
};

function run(program: string, words: readonly string[]): void {
  const { status, error } = spawnSync(program, [...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: longestMs,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}`);
}
