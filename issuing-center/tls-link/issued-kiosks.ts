import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One name a line, beside the line's keys: who makes credentials needs no database, and the hand-out is carried away. */
const file = 'issued-kiosks.txt';

/** Notes that a kiosk of this name was given credentials. */
export async function noteIssued(directory: string, kiosk: string): Promise<void> {
  if (await wasIssued(directory, kiosk)) return;
  await appendFile(path.join(directory, file), `${kiosk}\n`, { mode: 0o600 });
}

/** Whether a kiosk of this name was given credentials since such notes are kept. */
export async function wasIssued(directory: string, kiosk: string): Promise<boolean> {
  try {
    return (await readFile(path.join(directory, file), 'utf8')).split('\n').includes(kiosk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
