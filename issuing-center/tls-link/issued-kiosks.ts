import { closeSync, constants, writeSync } from 'node:fs';
import path from 'node:path';
import { openOwnFile, readOwnFile } from '../../logging/own-file.ts';

/** One name a line, beside the line's keys: who makes credentials needs no database, and the hand-out is carried away. */
const file = 'issued-kiosks.txt';

/** Notes that a kiosk of this name was given credentials. */
export function noteIssued(directory: string, kiosk: string): void {
  if (wasIssued(directory, kiosk)) return;
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  const handle = openOwnFile(path.join(directory, file), O_APPEND | O_CREAT | O_WRONLY);
  try {
    writeSync(handle, `${kiosk}\n`);
  } finally {
    closeSync(handle);
  }
}

/** Whether a kiosk of this name was given credentials since such notes are kept. */
export function wasIssued(directory: string, kiosk: string): boolean {
  try {
    return readOwnFile(path.join(directory, file)).toString('utf8').split('\n').includes(kiosk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
