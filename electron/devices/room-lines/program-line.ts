import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Timers } from '../../../shared/timers.ts';

/** A program that runs beside the kiosk and is spoken to in lines. */
export interface ProgramLine {
  /** @returns false: it is not running, and nothing was said */
  say(line: string): boolean;
  close(): Promise<void>;
}

export interface ProgramEvents {
  readonly onLine: (line: string) => void;
  /** It has begun: it knows nothing of what was said before. */
  readonly onBegun?: () => void;
  readonly onGone: () => void;
}

/** A program that ends is begun again after this long, ms. */
const againMs = 5_000;

/** Runs the program until the line is closed, again and again if it ends. */
export function openProgramLine(
  [program = '', ...args]: readonly string[],
  timers: Timers,
  { onLine, onBegun, onGone }: ProgramEvents,
): ProgramLine {
  let running: ChildProcessByStdio<Writable, Readable, null> | null = null;
  let closed = false;
  let callOff = (): void => undefined;
  let ended: Promise<void> = Promise.resolve();

  const begin = (): void => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    running = child;
    ended = new Promise((resolve) => {
      const gone = (): void => {
        if (running !== child) return;
        running = null;
        resolve();
        if (closed) return;
        onGone();
        callOff = timers.after(againMs, begin);
      };
      child.on('error', gone);
      child.on('close', gone);
    });
    // A program that ends while it is being spoken to is told by its end.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => onLine(line.trim()));
    child.on('spawn', () => onBegun?.());
  };
  begin();
  return {
    say(line) {
      if (running?.pid === undefined || !running.stdin.writable) return false;
      running.stdin.write(`${line}\n`);
      return true;
    },
    async close() {
      closed = true;
      callOff();
      running?.kill();
      await ended;
    },
  };
}
