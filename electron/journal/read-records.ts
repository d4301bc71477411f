import { jsonOf } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { journalEventSchema } from './event-schema.ts';
import { parseHeader, type JournalHeader } from './header.ts';
import type { JournalDamage, JournalFault } from './journal-fault.ts';
import type { Sealer } from './journal-key.ts';
import { createLineSplitter } from './line-splitter.ts';
import { firstPrevious, lineSchema, sealedText, sealRecord, type JournalRecord } from './record.ts';

export interface ReadFile {
  /** Null: the file is empty, or its first line was torn while being written. */
  readonly header: JournalHeader | null;
  readonly records: readonly JournalRecord[];
  /** How many bytes to keep; after them there is at most a torn last line. */
  readonly keep: number;
}

type Damage = JournalDamage['what'];
type LineFault = { readonly damage: Damage } | 'sealWrong' | { readonly unknownEvent: string };

/** One file of a journal, which comes in pieces; what was read of it is with whoever visits the records. */
export interface FileReader {
  /** Takes the next bytes. @returns what is wrong with them; nothing more may come then */
  take(bytes: Uint8Array): JournalFault | null;
  /** There are no more. */
  end(): Result<FileEnd, JournalFault>;
}

export interface FileEnd extends Omit<ReadFile, 'records'> {
  readonly records: number;
  /** The hash of the last record; null: it has none. */
  readonly head: string | null;
}

/**
 * Reads one file of a journal. A last line without its line end was torn by a power cut before its fsync returned: it is
 * left out, and `keep` says how many bytes are good. Anything else that is not as it was written is a fault.
 * @param sealer null: only the chain is looked at, not the seals
 * @param visit is called with each record, in order; what it was called with counts only if nothing is wrong in the end
 */
export function createFileReader(
  file: string,
  sealer: Sealer | null,
  visit: (record: JournalRecord) => void,
): FileReader {
  const splitter = createLineSplitter();
  let lines = 0;
  let keep = 0;
  let header: JournalHeader | null = null;
  let fault: JournalFault | null = null;
  let records = 0;
  let before = { seq: 0, hash: firstPrevious };

  const damaged = (line: number, what: Damage): JournalFault => ({
    ...{ fault: 'unreadable', damage: { file, line, what } },
  });
  const unsealed = (line: number): JournalFault => ({ fault: 'rolledBack', what: 'sealWrong', file, line });

  function takeHeader(text: string): JournalFault | null {
    const parsed = parseHeader(text, sealer);
    if (parsed === null) return damaged(1, 'noHeader');
    if (parsed === 'sealWrong') return unsealed(1);
    if (parsed === 'later') return { fault: 'version', version: versionIn(text), event: null };
    header = parsed;
    if (parsed.continues) before = { seq: parsed.continues.records, hash: parsed.continues.head };
    return null;
  }
  function takeRecord(text: string, { version, journal }: JournalHeader): JournalFault | null {
    const read = readLine(text, before, { journal, sealer });
    if (read.ok) {
      before = read.value;
      records += 1;
      visit(read.value);
      return null;
    }
    if (read.error === 'sealWrong') return unsealed(lines);
    if ('damage' in read.error) return damaged(lines, read.error.damage);
    return { fault: 'version', version, event: read.error.unknownEvent };
  }

  return {
    take(bytes) {
      splitter.take(bytes, (line) => {
        lines += 1;
        keep += line.length + 1;
        fault = header === null ? takeHeader(textOf(line)) : takeRecord(laterTextOf(line), header);
        return fault === null;
      });
      return fault;
    },
    end() {
      if (fault) return err(fault);
      const torn = splitter.rest();
      if (header === null)
        return mayBeTornHeader(torn)
          ? ok({ header, records, keep, head: null })
          : err(damaged(1, 'noHeader'));
      // A complete record with only its line end wrong was on disk: treating it as torn would lose it.
      const { journal } = header;
      if (torn.length > 1 && readLine(textOf(torn.subarray(0, -1)), before, { journal, sealer }).ok)
        return err(damaged(lines + 1, 'lineEndChanged'));
      return ok({ header, records, keep, head: records > 0 ? before.hash : null });
    },
  };
}

/** The same of a file that is in memory. */
export function readRecords(
  file: string,
  bytes: Uint8Array,
  sealer: Sealer | null,
): Result<ReadFile, JournalFault> {
  const records: JournalRecord[] = [];
  const reader = createFileReader(file, sealer, (record) => records.push(record));
  const fault = reader.take(bytes);
  if (fault) return err(fault);
  const read = reader.end();
  return read.ok ? ok({ header: read.value.header, records, keep: read.value.keep }) : read;
}

/** Bytes that are not UTF-8 become a replacement character, with which no record's hash matches. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A mark of byte order may begin a file, and no other line. */
function laterTextOf(bytes: Uint8Array): string {
  return laterLines.decode(bytes);
}
const laterLines = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a line must be sealed with. */
export interface LineSeal {
  /** Null: lines of this file have no seals. */
  readonly journal: string | null;
  readonly sealer: Sealer | null;
}

function readLine(
  line: string,
  before: { readonly seq: number; readonly hash: string },
  { journal, sealer }: LineSeal,
): Result<JournalRecord, LineFault> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // The parser's message would quote the line; the fault says which line it is.
    return err({ damage: 'notJson' });
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success || (journal !== null && parsed.data.seal === undefined))
    return err({ damage: 'notARecord' });
  const { seq, at, event, previous, hash, seal = '' } = parsed.data;
  const sealed = sealRecord({ seq, at, event, previous: before.hash });
  if (sealed.hash !== hash || previous !== before.hash || seq !== before.seq + 1)
    return err({ damage: 'chainBroken' });
  if (journal !== null && sealer && !sealer.isSealed(sealedText(journal, hash), seal))
    return err('sealWrong');
  // The chain is intact, so this is what was written; a build that does not understand it must not judge by the rest.
  const known = journalEventSchema.safeParse(event);
  if (!known.success) return err({ unknownEvent: event.type });
  return ok({ seq, at, event: known.data, previous, hash });
}

/**
 * The record in a line that is judged by itself, without the lines around it. `later`: it is sound, and of a build that is newer
 * than this one; null: none that can be trusted.
 */
export function recordAlone(line: string, seal: LineSeal): JournalRecord | 'later' | null {
  const parsed = lineSchema.pick({ seq: true, previous: true }).safeParse(jsonOf(line));
  if (!parsed.success) return null;
  const read = readLine(line, { seq: parsed.data.seq - 1, hash: parsed.data.previous }, seal);
  if (read.ok) return read.value;
  return typeof read.error === 'object' && 'unknownEvent' in read.error ? 'later' : null;
}

/** Bytes that are not UTF-8 become a replacement character, with which no record's hash matches. */
export function linesOf(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split('\n').slice(0, -1);
}

/**
 * Whether this is the beginning of a header, or zeros where the file system never got the bytes; never anything that may
 * have been records.
 */
function mayBeTornHeader(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const opening = '{"komadoJournal":';
  return (
    bytes.every((byte) => byte === 0) ||
    (bytes.length < longestHeader &&
      !text.includes('\ufffd') &&
      opening.startsWith(text.slice(0, opening.length)))
  );
}

/** Bytes: with the names of a hundred journals before it. */
const longestHeader = 4096;

function versionIn(header: string): number {
  return Number(/"komadoJournal":(\d+)/.exec(header)?.[1] ?? 0);
}
