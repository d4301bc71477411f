import { jsonOf } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { journalEventSchema } from './event-schema.ts';
import { parseHeader, type JournalHeader } from './header.ts';
import type { JournalDamage, JournalFault } from './journal-fault.ts';
import type { Sealer } from './journal-key.ts';
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

const lineFeed = 0x0a;

/**
 * Reads one file of a journal. A last line without its line end was torn by a power cut before its fsync returned: it is
 * left out, and `keep` says how many bytes are good. Anything else that is not as it was written is a fault.
 * @param sealer null: only the chain is looked at, not the seals
 */
export function readRecords(
  file: string,
  bytes: Uint8Array,
  sealer: Sealer | null,
): Result<ReadFile, JournalFault> {
  const damaged = (line: number, what: Damage) =>
    err({ fault: 'unreadable', damage: { file, line, what } } as const);
  const unsealed = (line: number) => err({ fault: 'rolledBack', what: 'sealWrong', file, line } as const);
  const keep = bytes.lastIndexOf(lineFeed) + 1;
  const torn = bytes.subarray(keep);
  if (keep === 0)
    return mayBeTornHeader(torn) ? ok({ header: null, records: [], keep }) : damaged(1, 'noHeader');

  const [first = '', ...lines] = linesOf(bytes.subarray(0, keep));
  const header = parseHeader(first, sealer);
  if (header === null) return damaged(1, 'noHeader');
  if (header === 'sealWrong') return unsealed(1);
  if (header === 'later') return err({ fault: 'version', version: versionIn(first), event: null });

  const records: JournalRecord[] = [];
  const start = header.continues ?? { records: 0, head: firstPrevious };
  const { journal } = header;
  for (const [index, line] of lines.entries()) {
    const before = records.at(-1) ?? { seq: start.records, hash: start.head };
    const read = readLine(line, before, { journal, sealer });
    if (read.ok) records.push(read.value);
    else if (read.error === 'sealWrong') return unsealed(index + 2);
    else if ('damage' in read.error) return damaged(index + 2, read.error.damage);
    else return err({ fault: 'version', version: header.version, event: read.error.unknownEvent });
  }
  // A complete record with only its line end wrong was on disk: treating it as torn would lose it.
  const last = records.at(-1) ?? { seq: start.records, hash: start.head };
  const [without = ''] = linesOf(Uint8Array.of(...torn.subarray(0, -1), lineFeed));
  if (torn.length > 1 && readLine(without, last, { journal, sealer }).ok)
    return damaged(lines.length + 2, 'lineEndChanged');
  return ok({ header, records, keep });
}

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
