import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../electron/journal/journal-fault.ts';
import { currentFile } from '../../electron/journal/journal-folder.ts';
import { witnessFolderOf } from '../../electron/journal/journal.ts';
import {
  filesOf,
  journalFiles,
  openExport,
  type JournalFileName,
  type OpenedExport,
} from '../../electron/journal/journal-export.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** What the command was given to read. */
export interface Source {
  readonly files: ReadonlyMap<JournalFileName, Uint8Array>;
  /** Null: it is a journal itself, or a plain copy of one. */
  readonly opened: OpenedExport | null;
  /** Where the witness of this journal would be; null: nowhere, it is a copy. */
  readonly witness: string | null;
}

/** Reads an export, a journal's folder, or its file. The error is a sentence that begins with the path. */
export function readSource(path: string): Result<Source, string> {
  try {
    if (statSync(path).isDirectory()) return folder(path);
    const bytes = readFileSync(path);
    return bytes.subarray(0, 2).toString('latin1') === 'PK' ? archive(path, bytes) : lines(path, bytes);
  } catch (error) {
    return err(`${path}: cannot be read: ${codeOf(error)}`);
  }
}

/** @throws the system's error */
function folder(path: string): Result<Source, string> {
  const files = filesOf((name) => readFileSync(join(path, name)));
  if (files.size === 0) return err(`${path}: there is no journal in this folder`);
  const witness = witnessFolderOf(path);
  return ok({ files, opened: null, witness: existsSync(witness) ? witness : null });
}

function archive(path: string, bytes: Uint8Array): Result<Source, string> {
  const opened = openExport(bytes);
  if (opened.ok) return ok({ files: opened.value.files, opened: opened.value, witness: null });
  const why = { noExport: 'is no copy of a journal', tooLarge: 'is too large' } as const;
  return err(`${path}: ${why[opened.error]}`);
}

/** @throws the system's error */
function lines(path: string, bytes: Uint8Array): Result<Source, string> {
  const name = basename(path);
  if (journalFiles.some((each) => each === name)) return folder(dirname(path));
  return ok({ files: new Map([[currentFile, bytes]]), opened: null, witness: null });
}
