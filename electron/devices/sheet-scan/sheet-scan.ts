import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { ReturnedSheet, SheetScanPort } from '../../../state-machines/attendant-ports.ts';
import { within } from '../../../shared/deadline.ts';
import { codesInPicture } from './codes-in-picture.ts';
import { createSheetCollector, sheetsAmong } from './collect-sheets.ts';

export interface SheetScanOptions {
  /** Where the counter's camera puts its pictures (PNG, JPEG); null: there is none. */
  readonly cameraFolder: string | null;
  readonly timers: Timers;
  /** How long finding, reading and searching a picture may take, ms. */
  readonly cameraMs?: number;
}

/** Longest text from a handheld scanner: a version 40 code holds less than 3,000 bytes. */
const longestText = 6_000;
/** Longer than the slowest picture takes, ms. */
const defaultCameraMs = 19_000;
const mostBytes = 60 * 1024 * 1024;

type CameraResult = Awaited<ReturnType<SheetScanPort['camera']>>;

/**
 * Reads which sheets were handed back. A page's name, address and the rest are dropped as soon as its number is known;
 * nothing is written anywhere, and the camera's files are left alone.
 */
export function createSheetScan({
  cameraFolder,
  timers,
  cameraMs = defaultCameraMs,
}: SheetScanOptions): SheetScanPort {
  const collector = createSheetCollector();
  return {
    begin: () => collector.begin(),
    text(text) {
      const typed = text.trim();
      const hexadecimal = /^(?:[0-9a-fA-F]{2})+$/.test(typed) && typed.length <= longestText;
      return hexadecimal ? collector.add(Uint8Array.from(Buffer.from(typed, 'hex'))) : 'unreadable';
    },
    async camera() {
      if (cameraFolder === null) return err({ fault: 'noCamera' });
      const seen = await within(timers, cameraMs, newestSheets(cameraFolder));
      return seen.late ? err({ fault: 'unreadable' }) : seen.value;
    },
  };
}

async function newestSheets(folder: string): Promise<CameraResult> {
  const newest = await newestPicture(folder);
  if (!newest.ok) return newest;
  let picture: Uint8Array;
  try {
    picture = await readFile(newest.value);
  } catch {
    // Deleted meanwhile or not readable: staff take another picture.
    return err({ fault: 'unreadable' });
  }
  try {
    const codes = await codesInPicture(picture, (found) => sheetsAmong(found).whole);
    const { sheets } = sheetsAmong(codes);
    for (const code of codes) code.fill(0);
    return sheets.length > 0 ? ok(distinct(sheets)) : err({ fault: 'unreadable' });
  } catch {
    // Half written, or not a picture at all.
    return err({ fault: 'unreadable' });
  } finally {
    picture.fill(0);
  }
}

/** The file changed last; of two with the same time, the one whose name sorts later. */
async function newestPicture(
  folder: string,
): Promise<Result<string, { readonly fault: 'noCamera' | 'unreadable' }>> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    // No folder, no camera: staff are told at once.
    return err({ fault: 'noCamera' });
  }
  const pictures = await Promise.all(
    names
      .filter((name) => /\.(png|jpe?g)$/i.test(name))
      .map(async (name) => ({ path: join(folder, name), ...(await sizeAndTime(join(folder, name))) })),
  );
  const [newest] = pictures
    .filter(({ size }) => size > 0)
    .toSorted((one, other) => other.at - one.at || (other.path < one.path ? -1 : 1));
  return newest && newest.size <= mostBytes ? ok(newest.path) : err({ fault: 'unreadable' });
}

/** A file that is gone again counts as empty. */
async function sizeAndTime(path: string): Promise<{ size: number; at: number }> {
  try {
    const found = await stat(path);
    return { size: found.isFile() ? found.size : 0, at: found.mtimeMs };
  } catch {
    return { size: 0, at: 0 };
  }
}

function distinct(sheets: readonly ReturnedSheet[]): ReturnedSheet[] {
  return sheets.filter(
    ({ document, sheet }, index) =>
      sheets.findIndex((other) => other.document === document && other.sheet === sheet) === index,
  );
}
