import { join } from 'node:path';
import {
  forgetCopies,
  formatOf,
  judgeJournal,
  keepJournal,
  prepareRestoring,
  restoreJournal,
  type JournalPlaces,
} from './journal-aside.ts';
import {
  factsFile,
  factsOf,
  healthyFile,
  lateFile,
  numberIn,
  stateOrFirst,
  treeOf,
  treesIn,
  wishIn,
  writeLaunchState,
} from './launch-files.ts';
import {
  decide,
  leftFor,
  stayedWith,
  wasLeft,
  type Decision,
  type LaunchState,
  type VersionFacts,
} from './trial.ts';
import type { UpdateFiles } from './update-files.ts';

export interface LaunchParts {
  readonly files: UpdateFiles;
  /** Where updates are; null: this kiosk takes none. */
  readonly folder: string | null;
  /** The code that is installed as a package, /usr/lib/komado. */
  readonly installed: string;
  readonly journal: JournalPlaces;
  readonly say: (line: string) => void;
}

export interface Launch {
  /** The version's number; 0: the installed package. */
  readonly number: number;
  /** Its code. */
  readonly place: string;
  /** It is ended when it has not said within this time that it works, s; null: it has. */
  readonly deadlineS: number | null;
}

/** From the start of a version on trial to its word that it works, s: devices are asked every ten seconds, and a printer may be warming up. */
export const deadlineS = 300;

/**
 * Decides which version is started now, and does what has to be done before. When something cannot be written, the version of before runs.
 * @throws nothing that a disk does
 */
export function launch(parts: LaunchParts): Launch {
  const { folder, installed } = parts;
  const own = { number: 0, place: installed, deadlineS: null };
  if (folder === null) return own;
  try {
    return launchIn(parts, folder);
  } catch (error) {
    parts.say(`updates cannot be looked at (${codeOf(error)}): the installed version is started`);
    return own;
  }
}

function launchIn({ files, installed, journal, say }: LaunchParts, folder: string): Launch {
  const facts = factsOf(files, join(installed, 'kiosk', factsFile)) ?? nothingKnown;
  const trees = treesIn(files, folder);
  const before = stateOrFirst(files, folder);
  const decision = decide(before, {
    ...{ installed: facts, trees, wish: wishIn(files, folder) },
    healthy: numberIn(files, folder, healthyFile),
    late: numberIn(files, folder, lateFile),
  });
  const newer = trees.filter(({ number }) => number > facts.number).sort((a, b) => b.number - a.number);
  const versions = [{ ...facts, number: 0 }, ...newer];
  const readable = (number: number): number => versions.find((each) => each.number === number)?.journal ?? 0;
  const keep = (state: LaunchState): boolean =>
    JSON.stringify(state) === JSON.stringify(before) ||
    tried(say, 'the state', () => writeLaunchState(files, folder, state));
  const start = (number: number, deadline: number | null = null): Launch => ({
    ...{ number, deadlineS: deadline },
    place: number === 0 ? installed : treeOf(folder, number),
  });
  const run = (number: number): Launch =>
    start(ableToRead(versions, number, formatOf(files, journal), decision.state));

  switch (decision.do) {
    case 'run':
      // It works whether or not that could be written down; the next start finds its word again.
      if (keep(decision.state) && decision.adopted) {
        say(`version ${decision.run} works: it stays`);
        tried(say, 'copies of the journal', () => forgetCopies(files, journal));
      }
      return run(decision.run);
    case 'try': {
      const { run: number, state, first } = decision;
      const isKept = !first || tried(say, 'a copy of the journal', () => keepJournal(files, journal, number));
      if (isKept && keep(state)) {
        say(`version ${number} is tried, start ${state.trying?.starts ?? 1}`);
        return start(number, deadlineS);
      }
      // Starts that cannot be counted would never end.
      return run(state.present);
    }
    case 'goBack':
      return goBack(decision, {
        ...{ keep, run, start, say },
        judge: () => judgeJournal(files, journal, { number: decision.from, readable: readable(decision.to) }),
        prepare: () => prepareRestoring(files, journal, decision.from),
        restore: () => restoreJournal(files, journal, decision.from),
      });
  }
}

interface Back {
  readonly keep: (state: LaunchState) => boolean;
  /** This version, or another where it could not read the journal. */
  readonly run: (number: number) => Launch;
  readonly start: (number: number) => Launch;
  readonly say: (line: string) => void;
  readonly judge: () => ReturnType<typeof judgeJournal>;
  readonly prepare: () => void;
  readonly restore: () => void;
}

function goBack(
  { state, from, to, why }: Extract<Decision, { do: 'goBack' }>,
  { keep, run, start, say, judge, prepare, restore }: Back,
): Launch {
  const { trying } = state;
  const isBegun = trying !== null && trying.restoring !== null;
  const verdict = isBegun ? 'restore' : judge();
  if (verdict === 'cannot' || (verdict === 'restore' && trying === null)) {
    say(`version ${from} is not left (${why}): no version before it can read the journal`);
    keep(trying === null ? state : stayedWith(state, from));
    return run(from);
  }
  if (verdict === 'restore' && trying !== null) {
    const begun = { ...state, trying: { ...trying, restoring: why } };
    if (!isBegun && !(tried(say, 'the journal of before', prepare) && keep(begun))) return run(from);
    // From here on the version that is left may write nothing more. The one of before refuses a journal that is not back yet.
    if (!tried(say, 'the journal of before', restore)) return start(to);
  }
  say(`version ${from} is left (${why}): ${to === 0 ? 'the installed version' : `version ${to}`} is started`);
  keep(leftFor(state, { from, to, why }));
  return start(to);
}

/** The version that is present, for whoever calls a command by hand; nothing changes. */
export function presentVersion({ files, folder, installed }: Omit<LaunchParts, 'say' | 'journal'>): string {
  try {
    if (folder === null) return installed;
    const { number: least } = factsOf(files, join(installed, 'kiosk', factsFile)) ?? nothingKnown;
    const { present, trying } = stateOrFirst(files, folder);
    const found = treesIn(files, folder).find(
      ({ number }) => number === (trying?.number ?? present) && number > least,
    );
    return found === undefined ? installed : treeOf(folder, found.number);
  } catch {
    // Whoever may not look there has the installed one.
    return installed;
  }
}

/** Where the state was lost, or files are gone: the version that was decided for, if it reads the journal, else the first that does. */
function ableToRead(
  versions: readonly VersionFacts[],
  number: number,
  format: number,
  state: LaunchState,
): number {
  const wanted = versions.find((each) => each.number === number);
  if (wanted !== undefined && wanted.journal >= format) return number;
  const other = versions.find((each) => each.journal >= format && !wasLeft(state, each.number));
  return other?.number ?? number;
}

const nothingKnown: VersionFacts = { number: 0, version: '', journal: Number.MAX_SAFE_INTEGER };

function tried(say: (line: string) => void, what: string, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    say(`${what} cannot be written (${codeOf(error)})`);
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'EUNKNOWN';
}
