import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** `missing`: a program is not there, or may not be run. `failed`: one of them ended with an error. */
export type PipeEnd = 'done' | 'missing' | 'failed';

type Program = readonly [string, ...string[]];
type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Runs programs one into the other, without a shell, and gives the first one its input. Nothing of what they say is kept.
 * @param signal kills all of them, and what they have started
 */
export async function runPipe(
  programs: readonly Program[],
  input: string | Uint8Array,
  signal: AbortSignal,
): Promise<PipeEnd> {
  if (signal.aborted) return 'done';
  // Each with a group of its own: a site's program may be a script whose own programs would speak on.
  const children = programs.map(([file, ...args]): Child =>
    spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true }),
  );
  const kill = (): void => {
    for (const child of children) {
      killGroup(child);
      // What it has left unread would keep it open.
      child.stdout.destroy();
    }
  };
  signal.addEventListener('abort', kill, { once: true });
  const ends = children.map(async (child, index) => {
    const end = await endOf(child);
    if (end !== 'done') kill();
    // Whoever writes to one that has ended would wait for ever, and so would we for what it has written.
    children[index - 1]?.stdout.destroy();
    return end;
  });
  children.forEach((child, index) => {
    // One that has ended takes no more: how it ended says why.
    child.stdin.on('error', () => undefined);
    const next = children[index + 1];
    if (next) child.stdout.pipe(next.stdin);
    else child.stdout.resume();
  });
  children[0]?.stdin.end(input);
  const all = await Promise.all(ends);
  signal.removeEventListener('abort', kill);
  return all.find((end) => end === 'missing') ?? all.find((end) => end === 'failed') ?? 'done';
}

function killGroup({ pid, exitCode, signalCode }: Child): void {
  // Once it has ended its number may be another's.
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended this moment.
  }
}

function endOf(child: Child): Promise<PipeEnd> {
  return new Promise((resolve) => {
    child.on('error', () => {
      child.stdin.destroy();
      child.stdout.destroy();
      resolve('missing');
    });
    child.on('close', (code) => resolve(code === 0 ? 'done' : 'failed'));
  });
}

/** A program and its arguments from the configuration, with what stands in braces filled in. */
export function filledIn(template: readonly string[], values: Readonly<Record<string, string>>): Program {
  const [file = '', ...args] = template.map((word) =>
    word.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  return [file, ...args];
}
