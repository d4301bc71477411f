import { err, ok, type Result } from '../../shared/result.ts';
import { jsonOf } from '../../shared/json-of.ts';
import { chunksIn, openChunks, type ChunksOf } from './file-chunks.ts';
import { faultOf, type JournalFault } from './journal-fault.ts';
import { currentFile, earlierFiles, isBegunAnew, readHeader } from './journal-folder.ts';
import type { Sealer } from './journal-key.ts';
import { createLineSplitter } from './line-splitter.ts';
import { recordAlone, type LineSeal } from './read-records.ts';
import { lineSchema, type JournalRecord } from './record.ts';
import type { Steps } from './steps.ts';

/**
 * The records of a journal where they are kept, for whatever the books no longer hold. They were judged when the journal was
 * opened or written; each that is given out is judged by itself once more, and that so many are there.
 */
export interface StoredRecords {
  /**
   * The records in whose line `wants` something.
   * @param before only those with a smaller sequence number; so many must be there
   * @param wants is asked for each line, in order
   */
  find(before: number, wants: Wants): Steps<Result<readonly JournalRecord[], JournalFault>>;
}

/** What is asked of each line: by its sequence number and its bytes, without its line end. */
export type Wants = (seq: number, line: Buffer) => boolean;

/** Lines in which one of these words stands. Names are made of random digits: a line that has one speaks of it. */
export function namingAny(words: readonly string[]): Wants {
  const bytes = words.map((word) => Buffer.from(word));
  return (_, line) => bytes.some((word) => line.includes(word));
}

/** When a line was written, and what it is about, without judging it. */
export function outlineOf(line: Buffer): { readonly at: number; readonly type: string } | null {
  const outline = outlineSchema.safeParse(jsonOf(line.toString()));
  return outline.success ? { at: outline.data.at, type: outline.data.event.type } : null;
}
const outlineSchema = lineSchema.pick({ at: true, event: true });

/**
 * @param sealer the key of the journal's seals, asked for at each reading; null: seals are not looked at. What it throws is a
 * fault of the reading
 */
export function storedIn(folder: string, sealer: () => Sealer | null): StoredRecords {
  const chunksOf = chunksIn(folder);
  return {
    *find(before, wants) {
      const found: JournalRecord[] = [];
      let seq = 0;
      const key = keyOf(sealer);
      if (!key.ok) return key;
      const files = filesIn(chunksOf, key.value);
      if (!files.ok) return files;
      for (const { name, seal } of files.value) {
        if (seq + 1 >= before) break;
        const fault = yield* eachLine(chunksOf, name, (line) => {
          seq += 1;
          if (seq >= before) return 'enough';
          if (!wants(seq, line)) return null;
          const record = recordAlone(line.toString(), seal);
          // As it was appended or judged, it was a record of this build, with this number.
          if (record === null || record === 'later' || record.seq !== seq)
            return { fault: 'unreadable', damage: { file: name, line: 1, what: 'notARecord' } };
          found.push(record);
          return null;
        });
        if (fault) return err(fault);
      }
      return seq + 1 < before ? err(fewer) : ok(found);
    },
  };
}

/** Lines were taken away since the journal was opened. */
const fewer: JournalFault = {
  ...{ fault: 'rolledBack', what: 'recordsMissing', file: currentFile, line: null },
};

/** The same of records that are in memory anyway. */
export function storedInMemory(records: readonly JournalRecord[]): StoredRecords {
  return {
    *find(before, wants) {
      yield;
      return ok(
        records.filter(
          (record) => record.seq < before && wants(record.seq, Buffer.from(JSON.stringify(record))),
        ),
      );
    },
  };
}

function keyOf(sealer: () => Sealer | null): Result<Sealer | null, JournalFault> {
  try {
    return ok(sealer());
  } catch (error) {
    // Whoever asked is told what it was.
    return err(faultOf(error));
  }
}

interface StoredFile {
  readonly name: string;
  readonly seal: LineSeal;
}

/** The files of the journal that are there, in the order of their records. */
function filesIn(chunksOf: ChunksOf, sealer: Sealer | null): Result<readonly StoredFile[], JournalFault> {
  const current = readHeader(chunksOf, currentFile, sealer);
  if (!current.ok) return current;
  const files: StoredFile[] = [];
  if (!isBegunAnew(current.value))
    for (const name of earlierFiles) {
      const header = readHeader(chunksOf, name, sealer);
      if (!header.ok) return header;
      if (header.value) files.push({ name, seal: { journal: header.value.journal, sealer } });
    }
  if (current.value) files.push({ name: currentFile, seal: { journal: current.value.journal, sealer } });
  return ok(files);
}

/** Every line of a file after its header, until `line` has enough or a fault. @returns the fault; null: none */
function* eachLine(
  chunksOf: ChunksOf,
  name: string,
  line: (line: Buffer) => JournalFault | 'enough' | null,
): Steps<JournalFault | null> {
  const splitter = createLineSplitter();
  const chunks = openChunks(chunksOf, name);
  let header = true;
  const ended: (JournalFault | 'enough')[] = [];
  try {
    for (let next = chunks.next(); next !== 'end'; next = chunks.next()) {
      if (next === 'notThere') return fewer;
      if ('fault' in next) return next;
      splitter.take(next, (bytes) => {
        const end = header ? null : line(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
        header = false;
        if (end !== null) ended.push(end);
        return end === null;
      });
      const [end] = ended;
      if (end !== undefined) return end === 'enough' ? null : end;
      yield;
    }
    return null;
  } finally {
    chunks.close();
  }
}
