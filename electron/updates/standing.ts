import { join } from 'node:path';
import { healthyFile, numberIn, stateOrFirst, treesIn } from './launch/launch-files.ts';
import { adoptedState, type LaunchState, type VersionFacts, type WhyBack } from './launch/trial.ts';
import type { UpdateFiles } from './launch/update-files.ts';
import { incomingFolder, offerName, stagedIn, type StageFault } from './stage.ts';

/** How far an update has come, for whoever looks. */
export type UpdateStep =
  | { readonly step: 'none' }
  /** Handed in, and not looked at yet. */
  | { readonly step: 'received' }
  | {
      readonly step: 'verified' | 'staged' | 'trying' | 'healthy';
      readonly version: string;
      readonly number: number;
    }
  | { readonly step: 'refused'; readonly version: string | null; readonly why: StageFault }
  | { readonly step: 'rolledBack'; readonly number: number; readonly why: WhyBack };

/** A version that was left; its name where it is still known. */
export interface LeftVersion {
  readonly number: number;
  readonly version: string | null;
  readonly why: WhyBack;
}

export interface UpdateStanding {
  /** What runs; null: this is no installed version. */
  readonly present: { readonly version: string; readonly number: number } | null;
  readonly update: UpdateStep;
  /** To which an operator can go back: a version's number, 0 for the installed one; null: there is none, or it could not read the journal. */
  readonly before: number | null;
  /** That version's name, where it is known. */
  readonly beforeVersion: string | null;
  /** The last one that was left, or the one that was handed in last, when that was. */
  readonly left: LeftVersion | null;
  /** A version that failed goes on all the same: no version before it can read the journal. */
  readonly stayed: boolean;
}

/**
 * @param own the version that asks
 * @param installed that of the package
 */
export function standingOf(
  files: UpdateFiles,
  folder: string,
  { own, installed }: { readonly own: VersionFacts | null; readonly installed: VersionFacts | null },
): UpdateStanding {
  const state = stateNow(files, folder);
  const trees = treesIn(files, folder);
  const factsOf = (number: number): VersionFacts | null =>
    number === 0 ? installed : (trees.find((tree) => tree.number === number) ?? null);
  const formatOf = (number: number): number => factsOf(number)?.journal ?? 0;
  const update = updateIn(files, folder, { own, installed });
  const last = update.step === 'rolledBack' ? update : state.rolledBack.at(-1);
  // A version that works may have written its own format already.
  const mayGoBack = own !== null && own.number === state.present && formatOf(state.before) >= own.journal;
  return {
    present: own === null ? null : { version: own.version, number: own.number },
    update,
    before: mayGoBack ? state.before : null,
    beforeVersion: mayGoBack ? (factsOf(state.before)?.version ?? null) : null,
    left: last === undefined ? null : leftOf(last),
    stayed: own !== null && state.stayed === own.number,
  };

  function leftOf({ number, why }: Pick<LeftVersion, 'number' | 'why'>): LeftVersion {
    const staged = stagedIn(files, folder);
    const version = factsOf(number)?.version ?? (staged?.number === number ? staged.version : null);
    return { number, version, why };
  }
}

function updateIn(
  files: UpdateFiles,
  folder: string,
  { own, installed }: { readonly own: VersionFacts | null; readonly installed: VersionFacts | null },
): UpdateStep {
  const state = stateNow(files, folder);
  const trees = treesIn(files, folder);
  if (state.trying !== null) {
    const { number } = state.trying;
    const version = trees.find((tree) => tree.number === number)?.version ?? '';
    return { step: 'trying', number, version };
  }
  const staged = stagedIn(files, folder);
  const offers = files.names(join(folder, incomingFolder)).flatMap((name) => offerName.exec(name)?.[1] ?? []);
  if (offers.some((offer) => offer !== staged?.offer)) return { step: 'received' };
  if (staged?.step === 'refused' && staged.why !== null)
    return { step: 'refused', version: staged.version, why: staged.why };
  const { number, version } = staged ?? {};
  if (number === undefined || number === null || typeof version !== 'string' || staged === null)
    return { step: 'none' };
  const left = state.rolledBack.find((each) => each.number === number);
  if (left !== undefined) return { step: 'rolledBack', ...left };
  if (number <= Math.max(own?.number ?? 0, installed?.number ?? 0))
    return { step: 'healthy', number, version };
  return staged.step === 'verified' || trees.some((tree) => tree.number === number)
    ? { step: staged.step === 'verified' ? 'verified' : 'staged', number, version }
    : { step: 'none' };
}

/** As the launcher will write it down at the next start. */
export function stateNow(files: UpdateFiles, folder: string): LaunchState {
  const state = stateOrFirst(files, folder);
  const number = state.trying?.number;
  const works = number !== undefined && numberIn(files, folder, healthyFile) === number;
  return works ? adoptedState(state, number) : state;
}

/** The update that can be taken now; null: none is. */
export function takeable(standing: UpdateStanding): number | null {
  return standing.update.step === 'staged' ? standing.update.number : null;
}
