import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LogOutput } from '../logging/open-log.ts';
import { startCenter, type CenterOptions, type RunningCenter } from './http/server.ts';

/** Where a command speaks, and how it hears that it is to end. */
export interface CommandWorld {
  /** One line, or several with line breaks between them. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Begins to listen; resolves when the command is told to end. */
  readonly untilTold: () => Promise<void>;
}

/** Where a command's log is shown: warnings and worse, in short lines to a person, in JSON to whatever collects them. */
export function logOutput({ err }: CommandWorld): LogOutput {
  return { isTTY: process.stderr.isTTY, write: (text) => err(text.trimEnd()) };
}

/** Standard output and error, SIGINT and SIGTERM. A second signal ends the process at once, by the system's own handler. */
export const processWorld: CommandWorld = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  untilTold: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
};

/** A line that says what something is: `listening    https://…`. */
export function say({ out }: CommandWorld, what: string, text: string): void {
  out(`${what.padEnd(12)} ${text}`);
}

/**
 * Starts a node, writes its public keys where those find them who are to have them, says where it listens, and serves until it
 * is told to end.
 * @param folder for the public keys: `binding-public-key.der` for kiosks, `seal-root-public-key.bin` for receivers
 * @param ended that it is told; listened for before keys are opened, so that a center that is just starting ends cleanly too
 * @param whenStarted done before it is said that the node listens
 * @throws what `startCenter` throws, and what `whenStarted` throws
 */
export async function runNode(
  options: CenterOptions,
  folder: string,
  world: CommandWorld,
  ended: Promise<void>,
  whenStarted: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const center = await startCenter(options);
  try {
    await whenStarted();
    await writePublicKeys(center, options, folder, world);
    say(world, 'lists', center.publicUrl);
    say(world, 'listening', center.url);
    await ended;
  } finally {
    await center.close();
  }
}

async function writePublicKeys(
  { bindingPublicKey }: RunningCenter,
  { sealKeys }: CenterOptions,
  folder: string,
  world: CommandWorld,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const keyFile = path.join(folder, 'binding-public-key.der');
  await writeFile(keyFile, bindingPublicKey);
  say(world, 'binding key', keyFile);
  const rootFile = path.join(folder, 'seal-root-public-key.bin');
  await writeFile(rootFile, sealKeys.rootPublicKey);
  say(world, 'seal root', rootFile);
}

/** Why a command could not start or broke, without anything of a resident: what breaks in a request goes to the log. */
export function reasonOf(error: unknown, whereToSetPorts: string): string {
  if (!(error instanceof Error)) return 'broke for an unknown reason';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE' && 'port' in error)
    return `port ${String(error.port)} is in use: stop what listens there, or ${whereToSetPorts}`;
  return error.message || code || error.name;
}
