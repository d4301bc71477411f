import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { currentFile } from '../../electron/journal/journal-folder.ts';
import type { KillMoment, KillPoint } from './kill-moments.ts';

/*
 * Puts itself between this process's journal and the disk. It has to be imported before the journal, which keeps the functions of
 * node:fs that it finds when it is loaded.
 */

const journalFiles = new Set<number>();
let armed: KillPoint | null = null;
let writes = 0;

/** Counts journal writes from now on, and dies at this one; null: only counts. */
export function armKillPoint(point: KillPoint | null): void {
  armed = point;
  writes = 0;
}

/** Journal writes since it was armed. */
export function journalWrites(): number {
  return writes;
}

/** No handler, no flush, no word to any device: what pulling the plug does to a process. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('a killed process goes on');
}

const { openSync, writeSync, fsyncSync, closeSync } = fs;

const isDue = (moment: KillMoment): boolean => armed?.write === writes && armed.moment === moment;

Object.assign(fs, {
  openSync(...parameters: Parameters<typeof openSync>) {
    const file = openSync(...parameters);
    if (basename(String(parameters[0])) === currentFile) journalFiles.add(file);
    else journalFiles.delete(file);
    return file;
  },
  writeSync(file: number, bytes: Uint8Array, from: number) {
    if (!journalFiles.has(file)) return writeSync(file, bytes, from);
    if (bytes.length === 0) return 0;
    writes += 1;
    if (isDue('before')) die();
    if (isDue('torn')) {
      writeSync(file, bytes, 0, bytes.length >> 1);
      die();
    }
    const written = writeSync(file, bytes, from);
    if (isDue('written')) die();
    return written;
  },
  fsyncSync(file: number) {
    fsyncSync(file);
    if (journalFiles.has(file) && writes > 0 && isDue('synced')) die();
  },
  closeSync(file: number) {
    journalFiles.delete(file);
    closeSync(file);
  },
});
syncBuiltinESMExports();
