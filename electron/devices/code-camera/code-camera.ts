import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { preparedTextMost } from '../../../shared/prepared-code.ts';
import { within } from '../../../shared/deadline.ts';
import { runPeriodically } from '../../../shared/run-periodically.ts';
import type { Timers } from '../../../shared/timers.ts';
import { codesInPicture } from '../sheet-scan/codes-in-picture.ts';

export interface CodeCameraOptions {
  /** Where the camera at the kiosk puts its pictures (PNG, JPEG), a new one or the same name again whenever something changes. */
  readonly folder: string;
  readonly timers: Timers;
  /** Whether a code would be taken now; pictures that come meanwhile are not read at all. */
  readonly isWanted: () => boolean;
  /** Gets the text of a code, once for each picture that shows one. */
  readonly onCode: (text: string) => void;
  readonly onError: (error: unknown) => void;
  /** Tests stand in for a folder that hangs. */
  readonly readNewest?: typeof newestPicture;
}

/** Between two looks, ms: whoever holds a telephone there waits no longer than that. */
export const lookMs = 400;
/** A folder that has not said by then what is in it hangs, as one on another machine can, ms. */
export const folderMs = 10_000;
const mostBytes = 60 * 1024 * 1024;

/**
 * Looks for new pictures of a camera in which residents hold a code that they prepared at home. Nothing of a picture is kept, and the
 * camera's files are left alone; those that were there before the kiosk started are not read.
 * @returns a function that ends it
 */
export function watchCodeCamera({
  folder,
  timers,
  isWanted,
  onCode,
  onError,
  readNewest = newestPicture,
}: CodeCameraOptions): () => Promise<void> {
  let seen: string | null = null;
  let hangs = false;
  const look = async (): Promise<void> => {
    const newest = await readNewest(folder);
    const isNew = newest !== null && seen !== null && newest.mark !== seen;
    seen = newest?.mark ?? '';
    if (!isNew || !isWanted()) return;
    const text = await codeIn(newest.path);
    if (text !== null && isWanted()) onCode(text);
  };
  return runPeriodically(
    timers,
    lookMs,
    async () => {
      // Each look that hangs holds a thread: there is no second one.
      if (hangs) return;
      const looking = look();
      if (!(await within(timers, folderMs, looking)).late) return;
      hangs = true;
      const over = (): void => {
        hangs = false;
      };
      looking.then(over, over);
      throw new Error('the folder of pictures does not answer');
    },
    onError,
  );
}

/** The file that was changed last, and what tells this state of it from others; null: there is none, or no folder. */
async function newestPicture(
  folder: string,
): Promise<{ readonly path: string; readonly mark: string } | null> {
  const names = await readdir(folder).catch(() => []);
  const pictures = await Promise.all(
    names
      .filter((name) => /\.(png|jpe?g)$/i.test(name))
      .map(async (name) => {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        return { path, at: found?.isFile() === true ? found.mtimeMs : 0, size: found?.size ?? 0 };
      }),
  );
  const [newest] = pictures
    .filter(({ at, size }) => at > 0 && size > 0 && size <= mostBytes)
    .toSorted((one, other) => other.at - one.at || (other.path < one.path ? -1 : 1));
  return newest ? { path: newest.path, mark: `${newest.path} ${newest.at} ${newest.size}` } : null;
}

/** The code in a picture, ours before any other; null where there is none, or no whole picture yet. */
async function codeIn(path: string): Promise<string | null> {
  try {
    const picture = await readFile(path);
    const codes = await codesInPicture(picture, (found) => found.length > 0);
    picture.fill(0);
    const texts = codes.map((code) => new TextDecoder().decode(code.subarray(0, preparedTextMost)));
    return texts.find((text) => text.startsWith('KOMADO-')) ?? texts[0] ?? null;
  } catch {
    // Gone, half written or not a picture: the next one is looked at.
    return null;
  }
}
