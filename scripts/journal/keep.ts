import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readExportKey, type ExportKey } from '../../electron/journal/export-key.ts';
import { codeOf } from '../../electron/journal/journal-fault.ts';
import { packExport, type JournalFileName } from '../../electron/journal/journal-export.ts';
import { witnessFolderOf } from '../../electron/journal/journal.ts';
import { syncFolder } from '../../electron/journal/sync-folder.ts';
import type { JournalCheck } from '../../shared/attendants.ts';
import type { Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { judgeJournal, readBeside, whyNot, type Beside, type Judgement } from './judge.ts';
import { readSource } from './source.ts';

export interface Kept {
  readonly judgement: Judgement;
  /** Fingerprint of the key that signed it; null: it is not signed. */
  readonly key: string | null;
}

/**
 * Writes a journal into one file, signed where the kiosk's key is, beside a kiosk that may be running. One that does not hold is
 * kept all the same: it is evidence. The error is a sentence that begins with what could not be used.
 */
export function backUp(
  folder: string,
  to: string,
  { witness, clock }: { readonly witness: string | null; readonly clock: Clock },
): Result<Kept, string> {
  const beside = besideOf(witness ?? witnessFolderOf(folder), witness !== null);
  if (!beside.ok) return beside;
  const source = readSource(folder);
  if (!source.ok) return source;
  if (source.value.opened) return err(`${folder}: is a copy already: expected the folder of a journal`);
  const judgement = judgeJournal(source.value, { wanted: null, beside: beside.value?.beside ?? null });
  const { records, holds, findings } = judgement;
  const broken = findings.find((finding) => finding.holds === false);
  const check: JournalCheck = holds
    ? { whole: true, records: records.length, head: records.at(-1)?.hash ?? '0'.repeat(64) }
    : { whole: false, line: records.length + 1, what: broken && 'why' in broken ? broken.why : 'unknown' };
  const key = beside.value?.key ?? null;
  const { files } = source.value;
  try {
    writeNew(to, packExport({ kiosk: null, at: clock.now(), check, files }, key));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return err(`${to}: is there already: nothing is written over`);
    return err(`${to}: cannot be written: ${codeOf(error)}`);
  }
  return ok({ judgement, key: key?.fingerprint ?? null });
}

/**
 * Puts a copy's journal into a folder where there is none. It becomes a kiosk's journal only if its witness knows of nothing more:
 * the kiosk decides that at its next start, as always.
 * @returns what the witness will say of it; null: there is none, so that a person has to look and begin a new one
 */
export function restore(
  file: string,
  folder: string,
  { witness, wanted }: { readonly witness: string | null; readonly wanted: string | null },
): Result<Judgement | null, string> {
  const source = readSource(file);
  if (!source.ok) return source;
  if (!source.value.opened)
    return err(`${file}: expected a copy of a journal, as --backup or an operator writes it`);
  const alone = judgeJournal(source.value, { wanted, beside: null });
  if (!alone.holds)
    return err(`${file}: does not hold, and is not restored: without --restore the command says why`);
  if (!alone.named)
    return err(
      `${file}: is a journal of a build before there were witnesses: nothing would notice what is missing`,
    );
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return err(`${folder}: expected a folder that is not there, or empty: a journal is never written over`);
  try {
    writeFolder(folder, source.value.files);
  } catch (error) {
    return err(`${folder}: cannot be written: ${codeOf(error)}`);
  }
  const beside = besideOf(witness ?? witnessFolderOf(folder), witness !== null);
  if (!beside.ok) return beside;
  return ok(
    beside.value === null ? null : judgeJournal(source.value, { wanted, beside: beside.value.beside }),
  );
}

/** What is in a witness's folder; null: there is no such folder, and nobody has named one. */
function besideOf(
  folder: string,
  wasNamed: boolean,
): Result<{ readonly beside: Beside; readonly key: ExportKey | null } | null, string> {
  if (!existsSync(folder)) return wasNamed ? err(`${folder}: is not there`) : ok(null);
  try {
    return ok({ beside: readBeside(folder), key: readExportKey(folder) });
  } catch (error) {
    return err(`${folder}: ${whyNot(error)}`);
  }
}

/** All files under the folder's name, or none: a kiosk may be started at any moment. @throws the system's error */
function writeFolder(folder: string, files: ReadonlyMap<JournalFileName, Uint8Array>): void {
  const next = `${resolve(folder)}.restoring`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true, mode: 0o700 });
  for (const [name, bytes] of files) writeNew(join(next, name), bytes);
  syncFolder(next);
  renameSync(next, folder);
  syncFolder(dirname(resolve(folder)));
}

/** @throws the system's error; EEXIST: it is there already */
function writeNew(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let from = 0; from < bytes.length; from += writeSync(file, bytes, from));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(resolve(path)));
}
