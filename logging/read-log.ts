import { constants, fstat, read, close } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { faultReferenceSchema } from '../shared/fault-reference.ts';
import type { Instant } from '../shared/dates.ts';
import {
  eventCatalogue,
  logLevels,
  type CatalogueEntry,
  type EventName,
  type LogLevel,
} from './event-catalogue.ts';
import { logFilesIn } from './log-folder.ts';
import { openOwnFile } from './own-file.ts';

/** A line of the log's files, as the catalogue has it: nothing that the catalogue does not name is in it. */
export interface LoggedEvent<N extends EventName = EventName> {
  readonly at: Instant;
  readonly level: LogLevel;
  readonly event: N;
  /** By their names in the catalogue, each checked by its kind. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reference: string | null;
}

export interface ReadLogOptions<T> {
  readonly folder: string;
  readonly name: 'kiosk' | 'center';
  /** Files of this day alone (in Japan); null: all. */
  readonly day: string | null;
  /** What is taken from a line; null: nothing. */
  readonly take: (line: LoggedEvent) => T | null;
  readonly signal?: AbortSignal;
  readonly bounds?: ReadLogBounds;
}

/** Beyond these the search ends: somebody stands at the screen, and residents' kiosk must not wait for it. */
export interface ReadLogBounds {
  /** Most that is taken. */
  readonly taken: number;
  /** Bytes that are read in all. */
  readonly bytes: number;
  /** Bytes at a time; between two the rest of the program goes on. */
  readonly piece: number;
  /** A longer line is none of ours, bytes. */
  readonly line: number;
}
const usualBounds: ReadLogBounds = {
  ...{ taken: 600, bytes: 48 * 1024 * 1024, piece: 64 * 1024, line: 64 * 1024 },
};

export interface ReadLog<T> {
  /** Newest first. */
  readonly taken: readonly T[];
  /** Lines that are none of the catalogue: cut off by a power cut, damaged, or of another version. */
  readonly unreadable: number;
  /** A bound was met: there are older lines that nobody has looked at. */
  readonly older: boolean;
}

const [statOf, readPiece, closeFile] = [promisify(fstat), promisify(read), promisify(close)];

/**
 * Reads the log's files from their ends, newest line first, within bounds. A file that may be somebody else's is not read, and
 * counts as one unreadable line. @throws the system's error where the folder cannot be listed
 */
export async function readLog<T>(options: ReadLogOptions<T>): Promise<ReadLog<T>> {
  const { folder, name, day, take, signal, bounds = usualBounds } = options;
  const taken: T[] = [];
  let [unreadable, bytes] = [0, 0];
  const files = logFilesIn(folder, name).filter((each) => day === null || each.day === day);
  for (const { file } of files.toReversed()) {
    try {
      for await (const text of linesFromEnd(join(folder, file), bounds)) {
        if (signal?.aborted === true) return { taken, unreadable, older: true };
        bytes += text === null ? bounds.line : Buffer.byteLength(text) + 1;
        const line = text === null ? null : readLine(text);
        if (line === null) unreadable += 1;
        const found = line === null ? null : take(line);
        if (found !== null) taken.push(found);
        if (taken.length >= bounds.taken || bytes >= bounds.bytes) return { taken, unreadable, older: true };
      }
    } catch {
      // Gone by rotation, or not our own: the others are worth reading all the same.
      unreadable += 1;
    }
  }
  return { taken, unreadable, older: false };
}

/** The lines of a file, the last first; null: one that is longer than it may be. @throws NotOwnError, or the system's error */
async function* linesFromEnd(path: string, bounds: ReadLogBounds): AsyncGenerator<string | null> {
  const file = openOwnFile(path, constants.O_RDONLY);
  try {
    let at = (await statOf(file)).size;
    /** The beginning of what was read, of which the line is not whole yet. */
    let rest = Buffer.alloc(0);
    let tooLong = false;
    while (at > 0) {
      const size = Math.min(bounds.piece, at);
      at -= size;
      const piece = Buffer.alloc(size);
      const { bytesRead } = await readPiece(file, piece, 0, size, at);
      let from = Buffer.concat([piece.subarray(0, bytesRead), rest]);
      for (let end = from.lastIndexOf(0x0a); end >= 0; end = from.lastIndexOf(0x0a)) {
        const line = from.subarray(end + 1);
        from = from.subarray(0, end);
        if (tooLong || line.length > bounds.line) yield null;
        else if (line.length > 0) yield line.toString('utf8');
        tooLong = false;
      }
      tooLong ||= from.length > bounds.line;
      rest = tooLong ? Buffer.alloc(0) : from;
    }
    if (tooLong) yield null;
    else if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    await closeFile(file);
  }
}

const lineSchema = z.looseObject({
  level: z.enum(logLevels),
  time: z.iso.datetime(),
  event: z.string(),
  reference: faultReferenceSchema.nullable().optional(),
});

function isEvent(name: string): name is EventName {
  return Object.hasOwn(eventCatalogue, name);
}

/** Null: it is no line of the catalogue. */
function readLine(text: string): LoggedEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Cut off, or damaged: it is counted.
    return null;
  }
  const line = lineSchema.safeParse(json);
  if (!line.success || !isEvent(line.data.event)) return null;
  const { event, level, time, reference = null } = line.data;
  const entry: CatalogueEntry = eventCatalogue[event];
  const fields: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(entry.fields)) {
    const value = schema.safeParse(line.data[field]);
    if (!value.success) return null;
    fields[field] = value.data;
  }
  return { at: Date.parse(time), level, event, fields, reference };
}
