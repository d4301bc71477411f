import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** One process of a fleet run, started from a file of this folder. */
export interface FleetProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Resolves with the rest of its first line of output that begins with this word. @throws when it ends before */
  said(word: string): Promise<string>;
  /** Ends it as a site does, and waits. @returns its exit code; null when a signal ended it */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** How long a process that was told to end may take, ms: a node finishes what it has begun. */
const endsWithinMs = 30_000;

const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * @param file name of the file without its ending
 * @param from the folder of the project that it is started from
 * @param flags for Node
 */
export function startProcess(
  file: string,
  args: readonly string[],
  from = root,
  flags: readonly string[] = [],
): FleetProcess {
  const program = path.join(from, 'simulator', 'fleet', `${file}.ts`);
  const child = spawn(process.execPath, [...flags, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error(`${file} cannot be started`);
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const each of waiting) each();
  };
  createInterface({ input: stdout }).on('line', (line) => {
    said.push(line);
    look();
  });
  const complaints: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => complaints.push(line));
  const exited = once(child, 'exit');
  let over = false;
  void exited.then(() => {
    over = true;
    look();
  });
  return {
    ...{ pid, child },
    said: (word) =>
      new Promise((resolve, reject) => {
        const find = (): void => {
          const line = said.find((each) => each.startsWith(word));
          if (line === undefined && !over) return;
          waiting.delete(find);
          if (line === undefined)
            reject(new Error(`${file} has ended: ${complaints.join(' ').slice(0, 500)}`));
          else resolve(line.slice(word.length).trim());
        };
        waiting.add(find);
        find();
      }),
    async end(signal = 'SIGTERM') {
      if (!over) child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
      await exited;
      clearTimeout(late);
      return child.exitCode;
    },
  };
}
