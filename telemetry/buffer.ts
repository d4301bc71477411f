import {
  closeSync,
  constants,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Clock, Instant } from '../shared/dates.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { NotOwnError, openOwnFile, openOwnFolder, ownerOnly, readOwnFile } from '../logging/own-file.ts';
import type { Loss } from './metric-catalogue.ts';
import { signals, type Signal } from './otlp.ts';

/** The body of one request, as it goes over the line: JSON, compressed (gzip). */
export interface Batch {
  readonly signal: Signal;
  /** Spans, points or records in it. */
  readonly items: number;
  readonly body: Uint8Array;
}

/** A batch that waits; null as name: in memory alone, as the disk did not take it. */
export interface Waiting extends Batch {
  readonly name: string | null;
}

/** The system calls that write the buffer; tests make them fail. */
export interface BufferFiles {
  /** Writes a whole new file. @throws the system's error */
  write(path: string, bytes: Uint8Array): void;
}

export interface BufferOptions {
  readonly folder: string;
  /** Bytes of all files together; the oldest go first. */
  readonly maxBytes: number;
  /** Older batches are dropped. */
  readonly maxAgeMs: number;
  readonly clock: Clock;
  readonly onLost: (signal: Signal, items: number, why: Loss) => void;
  readonly files?: BufferFiles;
}

export interface BatchBuffer {
  /** Keeps a batch until it was sent, or until there is no room or time for it. Never throws and never waits. */
  put(batch: Batch): void;
  /** The one that waits longest; null: nothing waits. */
  oldest(): Waiting | null;
  /** It was taken, or will never be. */
  remove(waiting: Waiting): void;
  /** Of all files. */
  bytes(): number;
}

export const systemBufferFiles: BufferFiles = {
  write(path, bytes) {
    const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
    const file = openOwnFile(path, O_WRONLY | O_CREAT | O_TRUNC, ownerOnly);
    try {
      for (let done = 0; done < bytes.length;) {
        const taken = writeSync(file, bytes, done);
        if (taken === 0) throw new Error('the disk took nothing');
        done += taken;
      }
    } finally {
      closeSync(file);
    }
  },
};

/** `000001793322000000-000001-logs-12.gz`: in the order of their names, the oldest is first. */
const pattern = new RegExp(`^(\\d{18})-(\\d{6})-(${signals.join('|')})-(\\d{1,9})\\.gz$`);
/** What is being written: left over when the power fails, and nothing whole. */
const unfinished = 'writing.tmp';
/** While the disk takes nothing, so much is kept in memory, bytes. */
const memoryMost = 2 * 1024 * 1024;

interface Kept {
  readonly name: string;
  readonly at: Instant;
  readonly signal: Signal;
  readonly items: number;
  readonly bytes: number;
}

/**
 * Opens the folder, with what an earlier run left in it.
 * @returns the error says which folder or file may be somebody else's, or cannot be used
 */
export function openBuffer(options: BufferOptions): Result<BatchBuffer, string> {
  const { folder } = options;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openOwnFolder(folder));
    return ok(bufferOn(options, found(folder)));
  } catch (error) {
    return err(error instanceof NotOwnError ? error.message : `${folder}: cannot be used as a folder`);
  }
}

function bufferOn(options: BufferOptions, kept: Kept[]): BatchBuffer {
  const { folder, maxBytes, maxAgeMs, clock, onLost, files = systemBufferFiles } = options;
  /** What the disk did not take, the oldest first. */
  let memory: (Batch & { readonly at: Instant })[] = [];
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  let number = 0;

  function forget(entry: Kept): void {
    const at = kept.indexOf(entry);
    if (at < 0) return;
    kept.splice(at, 1);
    total -= entry.bytes;
    try {
      unlinkSync(join(folder, entry.name));
    } catch {
      // Gone already, or it will be found at the next start, and be dropped when it is too old.
    }
  }

  function lose(entry: Kept, why: Loss): void {
    forget(entry);
    onLost(entry.signal, entry.items, why);
  }

  function makeRoom(bytes: number): void {
    const oldest = clock.now() - maxAgeMs;
    for (const entry of [...kept]) {
      if (entry.at >= oldest) break;
      lose(entry, 'age');
    }
    for (let [first] = kept; first && total + bytes > maxBytes; [first] = kept) lose(first, 'bound');
  }

  /** @returns whether it is on disk */
  function write({ signal, items, body }: Batch, at: Instant): boolean {
    number = (number + 1) % 1_000_000;
    const stamp = `${String(Math.max(0, Math.round(at))).padStart(18, '0')}-${String(number).padStart(6, '0')}`;
    const name = `${stamp}-${signal}-${items}.gz`;
    try {
      files.write(join(folder, unfinished), body);
      renameSync(join(folder, unfinished), join(folder, name));
    } catch {
      // A full or broken disk: it is tried again with the next one, and counted when memory is full, too.
      return false;
    }
    kept.push({ name, at, signal, items, bytes: body.length });
    total += body.length;
    return true;
  }

  function writeMemory(): void {
    const waiting = memory;
    memory = [];
    for (const [index, batch] of waiting.entries()) {
      makeRoom(batch.body.length);
      if (write(batch, batch.at)) continue;
      memory = waiting.slice(index);
      break;
    }
    while (memory.reduce((sum, { body }) => sum + body.length, 0) > Math.min(memoryMost, maxBytes)) {
      const lost = memory.shift();
      if (lost) onLost(lost.signal, lost.items, 'disk');
    }
  }

  function fileOf(entry: Kept): Waiting | null {
    const { name, signal, items } = entry;
    try {
      const body = readOwnFile(join(folder, name), ownerOnly);
      if (body.length > 0) return { name, signal, items, body };
    } catch {
      // Somebody took it away or put another in its place: counted below.
    }
    lose(entry, 'unreadable');
    return null;
  }

  return {
    put(batch) {
      if (batch.body.length > maxBytes) {
        onLost(batch.signal, batch.items, 'bound');
        return;
      }
      memory.push({ ...batch, at: clock.now() });
      writeMemory();
    },
    oldest() {
      makeRoom(0);
      for (let [first] = kept; first; [first] = kept) {
        const waiting = fileOf(first);
        if (waiting) return waiting;
      }
      const [batch] = memory;
      return batch ? { ...batch, name: null } : null;
    },
    remove(waiting) {
      const entry = kept.find(({ name }) => name === waiting.name);
      if (entry) forget(entry);
      memory = memory.filter(({ body }) => body !== waiting.body);
    },
    bytes: () => total,
  };
}

/** @throws the system's error */
function found(folder: string): Kept[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const [, at = '', , signal = '', items = ''] = pattern.exec(name) ?? [];
      const known = signals.find((each) => each === signal);
      if (known === undefined) return [];
      const { size } = statSync(join(folder, name));
      return [{ name, at: Number(at), signal: known, items: Number(items), bytes: size }];
    });
}
