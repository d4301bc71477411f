import { dirname, resolve } from 'node:path';
import { createCenterHttp } from '../../electron/center-client/http.ts';
import { centerPaths } from '../../electron/kiosk/center-files.ts';
import { readLineFiles } from '../../electron/center-client/tls-link-files.ts';
import { beginAnew } from '../../electron/journal/begin-anew.ts';
import { witnessFolderOf } from '../../electron/journal/journal.ts';
import { adviseOnFault } from '../../electron/journal/journal-fault.ts';
import { bootJournal, type BootedJournal } from '../../electron/kiosk/open-journal.ts';
import type { KioskConfig } from '../../electron/kiosk/config.ts';
import { nothingStands, standingAfter } from '../../electron/recovery/standing.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** Absolute paths of a kiosk's journal and of its witness. */
export interface JournalFolders {
  readonly folder: string;
  readonly witness: string;
}

/** Where a site's journal and its witness are; without a configuration, those of the console in its folder `state`. */
export function journalFolders(
  site: { readonly file: string; readonly value: KioskConfig } | null,
  state: string,
): JournalFolders {
  const beside = (path: string): string => resolve(site === null ? state : dirname(site.file), path);
  const folder = beside(site?.value.journal ?? 'journal');
  const witness = site?.value.witness ?? null;
  return { folder, witness: witness === null ? witnessFolderOf(folder) : beside(witness) };
}

/** Why a command could not do it, for the person who called it; `besideKiosk`: what to do instead where one runs. */
function sayWhyNot(folder: string, { fault }: BootedJournal, besideKiosk = ''): void {
  const why = fault ? adviseOnFault(fault) : 'the journal cannot be written';
  console.error(`start: ${folder}: ${why}.${fault?.fault === 'inUse' ? besideKiosk : ''}`);
}

/** Writes into the kiosk's journal that a person has cleared the alarm. False when the journal cannot be written. */
export function clearAlarm({ folder, witness }: JournalFolders): boolean {
  let standing = nothingStands;
  const booted = bootJournal(folder, systemClock, {
    ...{ witness, as: '--clear-alarm' },
    readAlong() {
      standing = nothingStands;
      return (record) => {
        standing = standingAfter(standing, record);
      };
    },
  });
  const { locked } = standing;
  // Of a journal that another process works with, nothing is said: it may be writing just now.
  const may = booted.fault === null || booted.heads !== null;
  const done = may && (!locked || booted.journal.append({ type: 'alarm-cleared', by: null }).ok);
  booted.journal.close();
  if (done) console.log(locked ? 'The alarm is cleared.' : 'There is no alarm in the journal.');
  else sayWhyNot(folder, booted, ' An operator can clear an alarm at the running kiosk (operator, service).');
  return done;
}

/** Writes into the kiosk's journal that its clock is right now. False when the journal cannot be written. */
export function acceptClock({ folder, witness }: JournalFolders): boolean {
  const booted = bootJournal(folder, systemClock, { witness, clockIsRight: true, as: '--clock-is-right' });
  const done = booted.journal.append({ type: 'clock-accepted' }).ok;
  booted.journal.close();
  if (done) console.log('The journal goes on with the clock as it is.');
  else sayWhyNot(folder, booted);
  return done;
}

/**
 * Begins a new journal in place of one that cannot go on, and says what was carried over and what is open.
 * @returns false when it could not be begun
 */
export async function beginJournal(
  folders: JournalFolders,
  config: { readonly file: string; readonly value: KioskConfig } | null,
): Promise<boolean> {
  const { folder, witness } = folders;
  const known = config === null ? ok(null) : await knownToCenter(config);
  if (!known.ok)
    console.log(
      'The center could not be asked. If the kiosk stays out of service because the center knows of other records, do this again when it answers.',
    );
  const begun = beginAnew(folders, systemClock, known.ok ? known.value : null);
  if (!begun.ok) {
    console.error(`start: ${folder}: ${adviseOnFault(begun.error)}`);
    return false;
  }
  const { carried, leftOut, kept } = begun.value;
  console.log(`A new journal is begun. Carried over: ${carried} records. Left out: ${leftOut} lines.`);
  console.log(`The old files are in ${kept}.`);
  const { books, journal } = bootJournal(folder, systemClock, {
    witness,
    clockIsRight: true,
    as: '--begin-journal',
  });
  for (const { code, owed } of books.openCases()) console.log(`Open: ${code}, owed ${owed} yen.`);
  journal.close();
  console.log(
    'Count the cash at the kiosk (operator, cash), and compare the codes of paper slips with what is open.',
  );
  return true;
}

/** The name of the journal that the center knows of; null: of none. */
async function knownToCenter({
  file,
  value: { center, kiosk },
}: {
  readonly file: string;
  readonly value: KioskConfig;
}): Promise<Result<string | null, 'notAsked'>> {
  const line = await readLineFiles(centerPaths({ center }, file), kiosk, systemClock);
  if (!line.ok) return err('notAsked');
  const http = createCenterHttp(center.url, line.value);
  const told = await http.call(endpoints.journalHead, {}, { head: null, after: null, missing: null }, askMs);
  return told.ok ? ok(told.value.known?.journal ?? null) : err('notAsked');
}

/** ms */
const askMs = 10_000;
