import { readJournal } from '../electron/journal/journal-folder.ts';
import { witnessFolderOf } from '../electron/journal/journal.ts';
import { readKey } from '../electron/journal/journal-key.ts';
import type { JournalRecord } from '../electron/journal/record.ts';

/** Every record of a journal, as a start finds them. @throws when it cannot be read */
export function recordsIn(folder: string, witness = witnessFolderOf(folder)): readonly JournalRecord[] {
  const read = readJournal(folder, readKey(witness));
  if (!read.ok) throw new Error(read.error.fault);
  return read.value.records;
}
