import { closeSync, constants, fdatasync, fdatasyncSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { journalHeadSchema, type JournalHead } from '../../shared/journal-head.ts';
import { openOwnFile, readOwnFile } from '../../logging/own-file.ts';
import { codeOf } from './journal-fault.ts';
import type { Sealer } from './journal-key.ts';

/*
 * The witness says, outside the journal's folder, how far the journal has come. It is written only after the journal's own
 * fsync has returned, so it is never ahead of the journal, whatever of its writes a power cut takes: what it names is on disk.
 * Two slots are written in turn: a write that is cut off leaves the other one, which is one record older.
 */
export const witnessFile = 'journal.witness';
/** Each slot is in a block of its own; a slot's text is shorter than a sector, which disks write whole. */
const slotBytes = 512;
const slotStarts = [0, 4096] as const;

const stateSchema = z.strictObject({
  ...journalHeadSchema.shape,
  /** False: this journal is about to be begun; its file may not be there yet. */
  begun: z.boolean(),
  /** Of the two slots the later one counts. */
  turn: z.int().positive(),
});
type State = z.infer<typeof stateSchema>;
const slotSchema = z.strictObject({ ...stateSchema.shape, seal: z.string() });

/** What the witness does with its disk; tests supply one that loses what was not synced. */
export interface WitnessFiles {
  open(path: string): number;
  write(file: number, bytes: Uint8Array, position: number): void;
  /** Waits until everything is on disk. */
  sync(file: number): void;
  /** Calls back when everything written so far is on disk, or with the error. */
  syncLater(file: number, done: (error: Error | null) => void): void;
  close(file: number): void;
}

export const nodeWitnessFiles: WitnessFiles = {
  open: (path) => openOwnFile(path, constants.O_RDWR | constants.O_CREAT),
  write: (file, bytes, position) => {
    writeSync(file, bytes, 0, bytes.length, position);
  },
  sync: fdatasyncSync,
  syncLater: fdatasync,
  close: closeSync,
};

/** What a witness says: nothing yet, a head, or that it cannot be read. */
export type Witnessed = { readonly begun: boolean; readonly head: JournalHead } | 'nothing' | 'unreadable';

/** Reads a witness and changes nothing. @throws NotOwnError, or the system's error */
export function readWitness(folder: string, sealer: Sealer | null): Witnessed {
  const state = readState(folder, sealer);
  if (state === 'nothing' || state === 'unreadable') return state;
  const { begun, journal, seq, hash } = state;
  return { begun, head: { journal, seq, hash } };
}

function readState(folder: string, sealer: Sealer | null): State | 'nothing' | 'unreadable' {
  let bytes: Buffer;
  try {
    bytes = readOwnFile(join(folder, witnessFile));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'nothing';
    throw error;
  }
  // Created, and cut off before its first word; nothing was begun then. Emptied by somebody, it looks the same: the journal tells.
  if (bytes.every((byte) => byte === 0)) return 'nothing';
  const states = slotStarts.flatMap((start) => {
    const state = sealer && stateIn(bytes.subarray(start, start + slotBytes).toString('latin1'), sealer);
    return state ? [state] : [];
  });
  return states.toSorted((a, b) => b.turn - a.turn)[0] ?? 'unreadable';
}

function stateIn(text: string, sealer: Sealer): State | null {
  try {
    const { seal, ...state } = slotSchema.parse(JSON.parse(text));
    return sealer.isSealed(textOf(state), seal) ? state : null;
  } catch {
    // A slot that was cut off, or changed: the other one counts.
    return null;
  }
}

const textOf = ({ begun, journal, seq, hash, turn }: State): string =>
  JSON.stringify(['witness', begun, journal, seq, hash, turn]);

export interface Witness {
  /**
   * Notes how far the journal has come; to be called only with what is on disk. It reaches the disk soon, without being
   * waited for. @throws the system's error
   */
  note(head: JournalHead): void;
  /** The same, and waits for the disk. @param begun false: the journal is about to be begun */
  noteAtOnce(head: JournalHead, begun: boolean): void;
  close(): void;
}

/** Opens the witness for writing. @throws NotOwnError, or the system's error */
export function openWitness(folder: string, sealer: Sealer, files: WitnessFiles = nodeWitnessFiles): Witness {
  const before = readState(folder, sealer);
  let turn = typeof before === 'string' ? 0 : before.turn;
  const file = files.open(join(folder, witnessFile));
  let syncing = false;
  let behind = false;
  let failed: Error | null = null;
  let closing = false;

  function put(head: JournalHead, begun: boolean): void {
    turn += 1;
    const { journal, seq, hash } = head;
    const state = { begun, journal, seq, hash, turn };
    const text = JSON.stringify({ ...state, seal: sealer.seal(textOf(state)) }).padEnd(slotBytes);
    files.write(file, new TextEncoder().encode(text), slotStarts[turn % 2 === 0 ? 0 : 1]);
  }
  function syncSoon(): void {
    behind = true;
    if (syncing || closing) return;
    syncing = true;
    behind = false;
    files.syncLater(file, (error) => {
      syncing = false;
      failed ??= error;
      if (closing) files.close(file);
      else if (behind) syncSoon();
    });
  }

  return {
    note(head) {
      if (failed) throw failed;
      put(head, true);
      syncSoon();
    },
    noteAtOnce(head, begun) {
      put(head, begun);
      files.sync(file);
    },
    close() {
      if (closing) return;
      closing = true;
      try {
        files.sync(file);
      } finally {
        // The number of a closed file may soon be another file's: what is under way ends first.
        if (!syncing) files.close(file);
      }
    },
  };
}
