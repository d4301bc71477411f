import { closeSync, constants, fstatSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openOwnFile } from '../../logging/own-file.ts';
import { codeOf, faultOf, type JournalFault } from './journal-fault.ts';

/** Where the bytes of a journal's files come from, by their names. Each is to be used before the next is asked for. */
export type ChunksOf = (name: string) => Iterable<Uint8Array>;

/** Bytes: some hundred records, which are judged in a few milliseconds. */
const chunkBytes = 64 * 1024;

/**
 * The files of a folder, each as long as it is when it is opened: what is appended meanwhile is not read.
 * Iterating throws NotOwnError or the system's error; ENOENT where there is no such file.
 */
export function chunksIn(folder: string): ChunksOf {
  return function* chunks(name) {
    const file = openOwnFile(join(folder, name), constants.O_RDONLY, undefined, 0);
    try {
      const { size } = fstatSync(file);
      const buffer = Buffer.allocUnsafe(chunkBytes);
      for (let at = 0; at < size;) {
        const read = readSync(file, buffer, 0, Math.min(chunkBytes, size - at), at);
        if (read === 0) return;
        at += read;
        yield buffer.subarray(0, read);
      }
    } finally {
      closeSync(file);
    }
  };
}

/** The same files, and of one of them no more than its first bytes. */
export function upTo(chunksOf: ChunksOf, file: string, most: number): ChunksOf {
  return function* chunks(name) {
    let left = name === file ? most : Number.POSITIVE_INFINITY;
    for (const chunk of chunksOf(name)) {
      yield chunk.subarray(0, Math.min(left, chunk.length));
      left -= chunk.length;
      if (left <= 0) return;
    }
  };
}

export interface OpenChunks {
  next(): Uint8Array | 'end' | 'notThere' | JournalFault;
  close(): void;
}

/** The bytes of one file, with what goes wrong as a value. */
export function openChunks(chunksOf: ChunksOf, name: string): OpenChunks {
  let chunks: Iterator<Uint8Array> | null = null;
  return {
    next() {
      try {
        chunks ??= chunksOf(name)[Symbol.iterator]();
        const next = chunks.next();
        return next.done === true ? 'end' : next.value;
      } catch (error) {
        // The journal fault is logged with its code, or said to whoever asked.
        return codeOf(error) === 'ENOENT' ? 'notThere' : faultOf(error);
      }
    },
    close: () => void chunks?.return?.(),
  };
}
