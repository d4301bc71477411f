import { createHash } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  constants,
  fsyncSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { openOwnFile, readPlainFileNow, writableByOthers } from '../../../logging/own-file.ts';
import type { EarlierConfig } from '../../../shared/configuration.ts';
import { jsonOf } from '../../../shared/json-of.ts';
import { syncFolder } from '../../journal/sync-folder.ts';

const { O_CREAT, O_TRUNC, O_WRONLY } = constants;

/*
 * A configuration and those before it, in one folder: `kiosk.json`, `kiosk.json.1`, `kiosk.json.2` … Whatever is written comes
 * whole to its place (a file beside it, synced, renamed), so that a power cut at any step leaves one whole configuration.
 */

/** What a changed configuration has to prove: that the kiosk comes to its first screen with it. */
const trialSchema = z.strictObject({
  /** The number of the configuration before it. */
  back: z.int().positive(),
  /** SHA-256 of the changed one: a mark of a change that never came to its place means nothing. */
  sum: z.string(),
  /** A start with it has begun. */
  begun: z.boolean(),
});

const trialOf = (file: string): string => `${file}.trial`;
/** The changed one, before it comes to its place. */
export const stagedOf = (file: string): string => `${file}.new`;
const earlierOf = (file: string, number: number): string => `${file}.${String(number)}`;

export function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The system calls that change what is on disk; tests cut the power between them. */
export interface DiskSteps {
  readonly open: (path: string) => number;
  /** @returns how many bytes were written */
  readonly write: (file: number, bytes: Uint8Array, from: number) => number;
  readonly sync: (file: number) => void;
  readonly close: (file: number) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  readonly syncFolder: (folder: string) => void;
}
/** Hashes of codes are in it: the group reads it, as the packages have it; nobody else. */
const configMode = 0o640;

export const systemSteps: DiskSteps = {
  open: (path) => {
    const file = openOwnFile(path, O_WRONLY | O_CREAT | O_TRUNC, writableByOthers, configMode);
    // Whatever umask the kiosk has: a service's is 0077, and what unpacks updates could not read it any more.
    fchmodSync(file, configMode);
    return file;
  },
  write: (file, bytes, from) => writeSync(file, bytes, from),
  sync: (file) => fsyncSync(file),
  close: (file) => closeSync(file),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
  syncFolder,
};

/** Puts a file whole in its place, on disk when this returns. @throws the system's error */
function put(steps: DiskSteps, path: string, bytes: Uint8Array): void {
  const beside = `${path}.tmp`;
  const file = steps.open(beside);
  try {
    for (let done = 0; done < bytes.length;) done += steps.write(file, bytes, done);
    steps.sync(file);
  } finally {
    steps.close(file);
  }
  steps.rename(beside, path);
  steps.syncFolder(dirname(path));
}

function remove(steps: DiskSteps, path: string): void {
  steps.remove(path);
  steps.syncFolder(dirname(path));
}

/** Earlier configurations, the newest first. @throws the system's error */
export function earlierConfigs(file: string): readonly EarlierConfig[] {
  const name = `${basename(file)}.`;
  return readdirSync(dirname(file))
    .filter((each) => each.startsWith(name) && /^[1-9]\d{0,5}$/.test(each.slice(name.length)))
    .map((each) => ({
      number: Number(each.slice(name.length)),
      at: Math.round(statSync(join(dirname(file), each)).mtimeMs),
    }))
    .toSorted((a, b) => b.number - a.number);
}

/** The bytes of an earlier one; null: it is not there. */
export function readEarlier(file: string, number: number): Buffer | null {
  return readPlainFileNow(earlierOf(file, number));
}

/** Writes a configuration beside the one in use, to be checked there with the files that it names. @throws the system's error */
export function stageConfig(file: string, bytes: Uint8Array, steps = systemSteps): void {
  put(steps, stagedOf(file), bytes);
}

/**
 * Keeps the configuration in use under the next number and puts the staged one in its place.
 * @param sum of the staged one, as it was checked and shown
 * @returns the number; null: what is staged is not what was shown
 * @throws the system's error; the one in use is whole then, too
 */
export function applyStaged(file: string, sum: string, steps = systemSteps): number | null {
  const [present, staged] = [readPlainFileNow(file), readPlainFileNow(stagedOf(file))];
  if (present === null || staged === null || sumOf(staged) !== sum) return null;
  const back = (earlierConfigs(file)[0]?.number ?? 0) + 1;
  put(steps, earlierOf(file, back), present);
  const trial: z.infer<typeof trialSchema> = { back, sum, begun: false };
  put(steps, trialOf(file), Buffer.from(JSON.stringify(trial)));
  steps.rename(stagedOf(file), file);
  steps.syncFolder(dirname(file));
  return back;
}

/**
 * Puts the staged one in a place where none is: a kiosk's first. There is none to go back to, so it has nothing to prove.
 * @param sum of the staged one, as it was checked and shown
 * @returns false: what is staged is not what was shown, or another came to its place meanwhile
 * @throws the system's error; nothing is in its place then, or the whole
 */
export function placeFirst(file: string, sum: string, steps = systemSteps): boolean {
  const staged = readPlainFileNow(stagedOf(file));
  if (staged === null || sumOf(staged) !== sum) return false;
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) return false;
  steps.rename(stagedOf(file), file);
  steps.syncFolder(dirname(file));
  return true;
}

/**
 * At each start, before the configuration is read: a changed one gets one start to come to the first screen; if that did not end there,
 * the one before it comes back.
 * @returns the number of the one that was put back; null: nothing was
 * @throws the system's error
 */
export function beginWithConfig(file: string, steps = systemSteps): number | null {
  const mark = readPlainFileNow(trialOf(file));
  if (mark === null) return null;
  const trial = trialSchema.safeParse(jsonOf(mark.toString('utf8')));
  const present = readPlainFileNow(file);
  if (!trial.success || (present !== null && sumOf(present) !== trial.data.sum)) {
    // The power failed before the change came to its place, or somebody has edited the file since: theirs counts.
    remove(steps, trialOf(file));
    return null;
  }
  const before = readEarlier(file, trial.data.back);
  if (before !== null && (trial.data.begun || present === null)) {
    put(steps, file, before);
    remove(steps, trialOf(file));
    return trial.data.back;
  }
  put(steps, trialOf(file), Buffer.from(JSON.stringify({ ...trial.data, begun: true })));
  return null;
}

/** The first screen stands: the configuration in use has proved itself. @throws the system's error */
export function confirmConfig(file: string, steps = systemSteps): void {
  if (readPlainFileNow(trialOf(file)) !== null) remove(steps, trialOf(file));
}
