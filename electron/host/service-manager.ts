import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { within } from '../../shared/deadline.ts';
import type { Timers } from '../../shared/timers.ts';

/** What the service manager that started the kiosk is told (sd_notify(3)). Without one nobody is told anything. */
export interface ServiceManager {
  /** The window stands: only now the start has succeeded. */
  ready(): void;
  /** The window has just answered; passed on when the journal's disk answers, too. */
  alive(): void;
  /** The end was asked for, and takes a moment. */
  stopping(): void;
}

export interface ServiceManagerParts {
  /** Where NOTIFY_SOCKET and WATCHDOG_USEC stand. Both are taken out, so that nothing started later speaks for the kiosk. */
  readonly env: NodeJS.ProcessEnv;
  readonly journalFolder: string;
  readonly timers: Timers;
  /** It could not be told: the manager will end the kiosk, and somebody will want to know why. */
  readonly onFault: (error: unknown) => void;
  /** Tells these words at this socket. */
  readonly tell?: (socket: string, words: readonly string[]) => Promise<void>;
  /** Resolves when the disk under a folder has answered. */
  readonly askDisk?: (folder: string) => Promise<void>;
}

/** A disk that has not answered within this time hangs, ms. */
const diskMs = 10_000;
/** systemd's own program waits until its word has been read, ms. */
const tellMs = 5_000;
/** So many words to the watchdog in the time after which it bites: one may be late, and one lost. */
const wordsPerBite = 3;

export function createServiceManager({
  env,
  journalFolder,
  timers,
  onFault,
  tell = tellBySystemd,
  askDisk = askFolder,
}: ServiceManagerParts): ServiceManager {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: bites } = env;
  delete env['NOTIFY_SOCKET'];
  delete env['WATCHDOG_USEC'];
  delete env['WATCHDOG_PID'];
  const say = (...words: readonly string[]): void => {
    if (socket !== undefined) tell(socket, words).catch(onFault);
  };
  const everyMs = Number(bites ?? 0) / 1_000 / wordsPerBite;
  let lastMs = -Infinity;
  let asking = false;
  const pass = async (): Promise<void> => {
    const asked = askDisk(journalFolder);
    // A disk that hangs is not asked a second time: each question would hold a thread.
    const free = (): void => void (asking = false);
    asked.then(free, free);
    const answer = await within(timers, diskMs, asked);
    if (answer.late) return;
    lastMs = timers.elapsed();
    say('WATCHDOG=1');
  };
  return {
    ready: () => say('READY=1'),
    alive() {
      if (everyMs === 0 || asking || timers.elapsed() - lastMs < everyMs) return;
      asking = true;
      pass().catch(onFault);
    },
    stopping: () => say('STOPPING=1'),
  };
}

/** By systemd's own program: Node opens no datagram sockets in the file system. */
async function tellBySystemd(socket: string, words: readonly string[]): Promise<void> {
  const env = { PATH: process.env['PATH'], NOTIFY_SOCKET: socket };
  await promisify(execFile)('systemd-notify', [...words], { env, timeout: tellMs });
}

/**
 * Has the disk write down what it still holds of a folder. That it says no (read-only, gone) is an answer: what follows from
 * it is on the kiosk's screen. One that hangs is noticed by nobody else while the kiosk stands idle.
 */
async function askFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    return; // it has answered
  }
}
