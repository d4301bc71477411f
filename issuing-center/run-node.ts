import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { LogOutput } from '../logging/open-log.ts';
import { onEndSignal } from '../shared/end-signals.ts';
import { startCenter, type CenterOptions, type RunningCenter } from './http/server.ts';
import { replacePublicFile } from './tls-link/replace-secret-file.ts';

/** Where a command prints, and how it hears that it is to end. */
export interface CommandWorld {
  /** One line, or several with line breaks between them. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Starts listening; resolves when the command is told to end. */
  readonly untilTold: () => Promise<void>;
}

/** Where a command's log is shown: warnings and worse, in short lines for a person, in JSON for whatever collects them. */
export function logOutput({ err }: CommandWorld): LogOutput {
  return { isTTY: process.stderr.isTTY, write: (text) => err(text.trimEnd()) };
}

/**
 * Standard output and error, and the signals that end a process. While it
 * listens, a reader of its output that goes away (a pipe that ends, journald at its own restart) does not end the process.
 */
export const processWorld: CommandWorld = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  untilTold: () =>
    new Promise((resolve) => {
      for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
      onEndSignal(() => resolve());
    }),
};

/** A line that names a thing and gives it: `listening    https://…`. */
export function say({ out }: CommandWorld, what: string, text: string): void {
  out(`${what.padEnd(12)} ${text}`);
}

/**
 * Starts a node, writes its public keys where those who need them find them, prints where it listens, and serves until told
 * to end, or until a private key turns out to be another's.
 * @param folder for the public keys: `binding-public-key.der` for kiosks, `seal-root-public-key.bin` for receivers
 * @param ended resolves when it is told to end; listened for before keys are opened, so that a center still starting ends
 * cleanly too
 * @param whenStarted done before printing where the node listens
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
    if (center.enrolmentUrl !== null) say(world, 'enrolment', center.enrolmentUrl);
    if (center.consoleUrl !== null) say(world, 'console', center.consoleUrl);
    say(world, 'listening', center.url);
    await options.sealKeys.checkPrivateKeys();
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
  await replacePublicFile(keyFile, bindingPublicKey);
  say(world, 'binding key', keyFile);
  const rootFile = path.join(folder, 'seal-root-public-key.bin');
  await replacePublicFile(rootFile, sealKeys.rootPublicKey);
  say(world, 'seal root', rootFile);
}

const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Why a command could not start or failed, without anything about a resident: what fails in a request goes to the log. */
export function reasonOf(error: unknown, whereToSetPorts: string): string {
  if (!(error instanceof Error)) return 'failed for an unknown reason';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE' && 'port' in error)
    return `port ${String(error.port)} is in use: stop what listens there, or ${whereToSetPorts}`;
  const why = error.message || code || error.name;
  // Nothing but the database is asked for at a start.
  return unreached.includes(code)
    ? `the database is not reached (DATABASE_URL, or database.url): ${why}`
    : why;
}
