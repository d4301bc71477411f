/*
 * Which version of the kiosk is started. Pure: what it sees goes in, what is to be done comes out, so that every step can be repeated after
 * a power cut. Versions are called by their numbers, which only go up; 0 is the installed package.
 */

/** Why a version was left again. */
export type WhyBack =
  /** It ended this often before it said that it works. */
  | 'endedEarly'
  /** It ran, and did not say in time that it works. */
  | 'late'
  /** Its files are gone. */
  | 'treeMissing'
  | 'byOperator';
export const whysBack: readonly WhyBack[] = ['endedEarly', 'late', 'treeMissing', 'byOperator'];

/** A version on trial; `restoring`: it is being left, and the journal of before is being put back. */
export interface Trying {
  readonly number: number;
  /** How often it was started, this time included. */
  readonly starts: number;
  readonly restoring: WhyBack | null;
}

/** What the launcher keeps from start to start. */
export interface LaunchState {
  readonly present: number;
  /** To which an operator can go back. */
  readonly before: number;
  readonly trying: Trying | null;
  /** Never tried again. */
  readonly rolledBack: readonly { readonly number: number; readonly why: WhyBack }[];
  /** A version that failed and stayed all the same: the journal has records that no version before it can read. */
  readonly stayed: number | null;
  /** The wish that was dealt with. */
  readonly answered: string | null;
}

export const firstState: LaunchState = {
  ...{ present: 0, before: 0, trying: null, rolledBack: [], stayed: null, answered: null },
};

/** What the kiosk asks for, between two residents. */
export interface Wish {
  /** Another one for each wish: none is granted twice. */
  readonly id: string;
  readonly what: 'take' | 'back';
  /** The version to be taken, or to be left. */
  readonly number: number;
}

/** A version whose files are whole. */
export interface VersionFacts {
  readonly number: number;
  readonly version: string;
  /** The newest format of a journal that it can read, and the one that it writes. */
  readonly journal: number;
}

export interface Seen {
  /** What is installed as a package. */
  readonly installed: VersionFacts;
  readonly trees: readonly VersionFacts[];
  readonly wish: Wish | null;
  /** The version that has said that it works; null: none has. */
  readonly healthy: number | null;
  /** The version that was ended since it had not said so in time. */
  readonly late: number | null;
}

export type Decision =
  | { readonly do: 'run'; readonly state: LaunchState; readonly run: number; readonly adopted: boolean }
  /** `first`: the journal is copied aside before. */
  | { readonly do: 'try'; readonly state: LaunchState; readonly run: number; readonly first: boolean }
  | {
      readonly do: 'goBack';
      readonly state: LaunchState;
      readonly from: number;
      readonly to: number;
      readonly why: WhyBack;
    };

/** Starts that may end before the version says that it works. */
export const mostStarts = 3;

export function decide(state: LaunchState, seen: Seen): Decision {
  const isThere = (number: number): boolean =>
    // A package that is newer than an update has overtaken it.
    number > seen.installed.number && seen.trees.some((tree) => tree.number === number);
  const orInstalled = (number: number): number => (isThere(number) ? number : 0);
  const now = { ...state, present: orInstalled(state.present), before: orInstalled(state.before) };
  const { trying } = now;
  // What was begun with the journal is ended first, whatever was installed since.
  if (trying !== null && (trying.restoring !== null || trying.number > seen.installed.number)) {
    const { number, starts, restoring } = trying;
    const back = (why: WhyBack): Decision => ({
      ...{ do: 'goBack', state: now, from: number, to: now.present, why },
    });
    if (restoring !== null) return back(restoring);
    if (!isThere(number)) return back('treeMissing');
    if (seen.healthy === number) {
      const adopted = adoptedState(now, number);
      const run = { do: 'run', state: adopted, run: number, adopted: true } as const;
      return granted(adopted, seen, isThere) ?? run;
    }
    if (seen.late === number) return back('late');
    if (starts >= mostStarts) return back('endedEarly');
    const again = { ...now, trying: { ...trying, starts: starts + 1 } };
    return { do: 'try', state: again, run: number, first: false };
  }
  const settled = { ...now, trying: null };
  return granted(settled, seen, isThere) ?? { do: 'run', state: settled, run: now.present, adopted: false };
}

/** The state of a version that works. */
export function adoptedState(state: LaunchState, number: number): LaunchState {
  return { ...state, present: number, before: state.present, trying: null, stayed: null };
}

function granted(
  state: LaunchState,
  { wish, installed }: Seen,
  isThere: (number: number) => boolean,
): Decision | null {
  if (wish === null || wish.id === state.answered) return null;
  const { id, what, number } = wish;
  const answered = { ...state, answered: id };
  if (what === 'back') {
    if (state.present === 0 || number !== state.present) return null;
    return { do: 'goBack', state: answered, from: number, to: state.before, why: 'byOperator' };
  }
  const isNew = number > Math.max(state.present, installed.number);
  if (!isNew || !isThere(number) || wasLeft(state, number)) return null;
  const trying = { number, starts: 1, restoring: null };
  return { do: 'try', state: { ...answered, trying }, run: number, first: true };
}

export function wasLeft({ rolledBack }: LaunchState, number: number): boolean {
  return rolledBack.some((left) => left.number === number);
}

/** The state after a version was left. */
export function leftFor(
  state: LaunchState,
  { from, to, why }: { readonly from: number; readonly to: number; readonly why: WhyBack },
): LaunchState {
  const rolledBack = [...state.rolledBack, { number: from, why }].slice(-mostRemembered);
  return { ...state, present: to, before: 0, trying: null, rolledBack, stayed: null };
}

/** The state of a version that failed and cannot be left. */
export function stayedWith(state: LaunchState, number: number): LaunchState {
  return { ...state, present: number, before: 0, trying: null, stayed: number };
}

/** Numbers only go up, so that those of long ago are refused by them anyway. */
const mostRemembered = 20;
