import { join } from 'node:path';
import {
  firstState,
  whysBack,
  type LaunchState,
  type Trying,
  type VersionFacts,
  type WhyBack,
  type Wish,
} from './trial.ts';
import { writeWhole, type UpdateFiles } from './update-files.ts';

/*
 * The files by which launcher, kiosk and stager know of each other, each with one writer. They are read without any package: the launcher
 * has to start when nothing else can.
 */

/** Below the updates' folder. */
export const places = {
  /** Of the stager: a folder for each version, named by its number. */
  versions: 'versions',
  /** Of the kiosk and its launcher. */
  kiosk: 'kiosk',
} as const;

/** In the kiosk's folder. */
export const launchFile = 'launch.json';
export const wishFile = 'wish.json';
export const healthyFile = 'healthy';
/** Made by the launcher's guard when it ends a version that has not said in time that it works. */
export const lateFile = 'late';

/** In the folder of a version's code, also of the installed one. */
export const factsFile = 'version.json';
/** Where the code lies in what a package unpacks. */
export const codeFolder = 'usr/lib/komado';

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(bytes: Uint8Array | null): Fields | null {
  if (bytes === null) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return isFields(json) ? json : null;
  } catch {
    // Whoever asks goes on as without the file.
    return null;
  }
}

function isFields(json: unknown): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isWhy(value: unknown): value is WhyBack {
  return whysBack.some((why) => why === value);
}

/** Null where the file is not there, or is not one of ours. */
export function factsOf(files: UpdateFiles, path: string): VersionFacts | null {
  const { number, version, journal } = fieldsOf(files.read(path)) ?? {};
  if (!isNumber(number) || !isNumber(journal) || typeof version !== 'string') return null;
  return { number, version, journal };
}

/** Where the code of a version lies that the stager has unpacked. */
export function treeOf(folder: string, number: number): string {
  return join(folder, places.versions, String(number), codeFolder);
}

/** Every version that is unpacked and whole. */
export function treesIn(files: UpdateFiles, folder: string): readonly VersionFacts[] {
  return files.names(join(folder, places.versions)).flatMap((name) => {
    if (!/^[1-9]\d{0,15}$/.test(name)) return [];
    const facts = factsOf(files, join(treeOf(folder, Number(name)), 'kiosk', factsFile));
    return facts?.number === Number(name) ? [facts] : [];
  });
}

/** Null: there is none, or it cannot be read. */
export function launchStateIn(files: UpdateFiles, folder: string): LaunchState | null {
  const fields = fieldsOf(files.read(join(folder, places.kiosk, launchFile)));
  if (fields === null) return null;
  const { present, before, trying, rolledBack, stayed, answered } = fields;
  if (!isNumber(present) || !isNumber(before) || !Array.isArray(rolledBack)) return null;
  return {
    ...{ present, before, trying: tryingOf(trying), stayed: isNumber(stayed) ? stayed : null },
    rolledBack: rolledBack.flatMap((left: unknown) =>
      isFields(left) && isNumber(left['number']) && isWhy(left['why'])
        ? [{ number: left['number'], why: left['why'] }]
        : [],
    ),
    answered: typeof answered === 'string' ? answered : null,
  };
}

function tryingOf(value: unknown): Trying | null {
  if (!isFields(value)) return null;
  const { number, starts, restoring } = value;
  if (!isNumber(number) || !isNumber(starts)) return null;
  return { number, starts, restoring: isWhy(restoring) ? restoring : null };
}

export function writeLaunchState(files: UpdateFiles, folder: string, state: LaunchState): void {
  const path = join(folder, places.kiosk, launchFile);
  writeWhole(files, path, Buffer.from(`${JSON.stringify(state)}\n`));
}

export function wishIn(files: UpdateFiles, folder: string): Wish | null {
  const { id, what, number } = fieldsOf(files.read(join(folder, places.kiosk, wishFile))) ?? {};
  const isWhat = what === 'take' || what === 'back';
  return typeof id === 'string' && isWhat && isNumber(number) ? { id, what, number } : null;
}

/** The devices that worked when the kiosk wished for a version. */
export function devicesOfWish(files: UpdateFiles, folder: string): readonly string[] {
  const { devices } = fieldsOf(files.read(join(folder, places.kiosk, wishFile))) ?? {};
  return Array.isArray(devices) ? devices.filter((name) => typeof name === 'string') : [];
}

/** When the kiosk wished, ms since 1970. */
export function timeOfWish(files: UpdateFiles, folder: string): number {
  const { at } = fieldsOf(files.read(join(folder, places.kiosk, wishFile))) ?? {};
  return isNumber(at) ? at : 0;
}

/** Of a kiosk's word that a version works, or a guard's that it did not in time. */
export function numberIn(files: UpdateFiles, folder: string, name: string): number | null {
  const bytes = files.read(join(folder, places.kiosk, name));
  const text = bytes === null ? '' : Buffer.from(bytes).toString('latin1');
  return /^\d{1,16}\n$/.test(text) ? Number(text) : null;
}

export function stateOrFirst(files: UpdateFiles, folder: string): LaunchState {
  return launchStateIn(files, folder) ?? firstState;
}
