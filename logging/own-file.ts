import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** Why a file or folder is not taken for this program's own. */
export type NotOwn =
  | 'link'
  | 'notAFile'
  | 'notAFolder'
  | 'otherOwner'
  | 'openToOthers'
  /** It has a second name somewhere: what is written here changes there. */
  | 'secondName';

const words: Record<NotOwn, string> = {
  link: 'is a link, and links are not followed: move it away, see what it points to, and put the real one here',
  notAFile: 'is not a plain file: move it away and see who put it there',
  notAFolder: 'is not a folder: move it away and see who put it there',
  otherOwner: 'belongs to another user: give it to the user whom this runs as (chown), if it is rightly here',
  openToOthers: 'can be changed or read by other users: see what they did, then take their rights (chmod)',
  secondName: 'has a second name (a hard link) elsewhere: put a copy in its place',
};

/** A file or folder that may be somebody else's work. The message names it and the next step. */
export class NotOwnError extends Error {
  readonly code = 'ENOTOWN';
  readonly path: string;
  readonly what: NotOwn;

  constructor(path: string, what: NotOwn) {
    super(`${path} ${words[what]}`);
    this.path = path;
    this.what = what;
  }
}

/** Mode bits that others may not have. */
export const writableByOthers = 0o022;
/** Readable by the group at most: receipt codes are in it. */
export const closedToOthers = 0o027;
/** For secrets. */
export const ownerOnly = 0o077;

/**
 * Opens a plain file of this user, without following a link in its place and without waiting for the other end of a pipe.
 * @param flags as in open(2)
 * @param forbidden mode bits that it may not have
 * @param mode of a new file
 * @param names it may have; a file that is only ever read, and comes to its place as a second name, may have two for a moment
 * @throws NotOwnError, or the system's error
 */
export function openOwnFile(
  path: string,
  flags: number,
  forbidden: number = writableByOthers,
  mode = 0o600,
  names = 1,
): number {
  // Opening a device can already do something, so it is looked at before. What is judged in the end is what was opened.
  hasOwnFile(path, forbidden, names);
  return judged(openHere(path, flags, 'notAFile', mode), (stats) => judgeFile(path, stats, forbidden, names));
}

/** Whether a file is there that `openOwnFile` would open, without opening it. @throws NotOwnError, or the system's error */
export function hasOwnFile(path: string, forbidden: number = writableByOthers, names = 1): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there) judgeFile(path, there, forbidden, names);
  return there !== undefined;
}

/** All of a file that `openOwnFile` would open. @throws NotOwnError, or the system's error */
export function readOwnFile(path: string, forbidden: number = writableByOthers, names = 1): Buffer {
  const file = openOwnFile(path, O_RDONLY, forbidden, 0, names);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * All of a file that somebody has put here to be read, following links, without waiting for the other end of a pipe.
 * @returns null: it is not there, cannot be read, is no plain file or is too large for what is configured
 */
export async function readPlainFile(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path, O_RDONLY | O_NONBLOCK);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= largestRead ? await file.readFile() : null;
    } finally {
      await file.close();
    }
  } catch {
    // Whoever asks says which file it was, and what was expected there.
    return null;
  }
}

/** The same at once: of a thousand small files, waiting for each takes longer than reading it. */
export function readPlainFileNow(path: string): Buffer | null {
  try {
    const file = openSync(path, O_RDONLY | O_NONBLOCK);
    try {
      const stats = fstatSync(file);
      return stats.isFile() && stats.size <= largestRead ? readFileSync(file) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    // As above.
    return null;
  }
}

/** Bytes: far more than a configuration, a key or a certificate. */
const largestRead = 4 * 1024 * 1024;

/**
 * Opens a folder of this user, not a link to one.
 * @throws NotOwnError, or the system's error
 */
export function openOwnFolder(path: string, forbidden: number = writableByOthers): number {
  const file = openHere(path, O_RDONLY | O_DIRECTORY, 'notAFolder', 0);
  return judged(file, (stats) => {
    if (!stats.isDirectory()) throw new NotOwnError(path, 'notAFolder');
    judgeRights(path, stats, forbidden);
  });
}

/**
 * Judges the folders above a folder or file: whoever may write in one of them can put another in its place. A sticky one (/tmp) lets
 * everybody write, and nobody move away what is another's.
 * @throws NotOwnError, or the system's error
 */
export function judgeParents(path: string): void {
  const writableByEverybody = 0o002;
  const sticky = 0o1000;
  for (let folder = realpathSync(dirname(path)); ; folder = dirname(folder)) {
    const { uid, mode } = statSync(folder);
    if ((mode & writableByEverybody) !== 0 && (mode & sticky) === 0)
      throw new NotOwnError(folder, 'openToOthers');
    if (process.getuid && uid !== process.getuid() && uid !== 0) throw new NotOwnError(folder, 'otherOwner');
    if (folder === dirname(folder)) return;
  }
}

function openHere(path: string, flags: number, otherwise: 'notAFile' | 'notAFolder', mode: number): number {
  try {
    return openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, mode);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ELOOP' || (code === 'ENOTDIR' && isLink(path))) throw new NotOwnError(path, 'link');
    // ENXIO: a socket, or a pipe that nobody reads.
    if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENXIO') {
      if (lstatSync(path, { throwIfNoEntry: false })) throw new NotOwnError(path, otherwise);
    }
    throw error;
  }
}

function judged(file: number, judge: (stats: Stats) => void): number {
  try {
    judge(fstatSync(file));
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function judgeFile(path: string, stats: Stats, forbidden: number, names: number): void {
  if (stats.isSymbolicLink()) throw new NotOwnError(path, 'link');
  if (!stats.isFile()) throw new NotOwnError(path, 'notAFile');
  if (stats.nlink > names) throw new NotOwnError(path, 'secondName');
  judgeRights(path, stats, forbidden);
}

function judgeRights(path: string, { uid, mode }: Stats, forbidden: number): void {
  if (process.getuid && uid !== process.getuid()) throw new NotOwnError(path, 'otherOwner');
  if ((mode & forbidden) !== 0) throw new NotOwnError(path, 'openToOthers');
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
