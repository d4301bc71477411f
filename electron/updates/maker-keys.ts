import type { KeyObject } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { writableByOthers } from '../../logging/own-file.ts';
import { configFault } from '../../shared/config-text.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makerKey } from './manifest.ts';
import type { UpdatesConfig } from './updates-config.ts';

/**
 * Reads the maker's public keys that the configuration names. The kiosk may change its configuration, so a key must be a file that it cannot
 * have made: of root, or of whoever asks (the stager), and writable by nobody else.
 * @param file the configuration
 * @param user who asks, and may own them
 * @returns the error names the configuration, the file and what was expected
 */
export function readMakerKeys(
  { keys }: NonNullable<UpdatesConfig>,
  file: string,
  beside: (path: string) => string,
  user = process.getuid?.() ?? 0,
): Result<readonly KeyObject[], string> {
  const found: KeyObject[] = [];
  for (const path of keys.map(beside)) {
    const read = readOf(path, [0, user]);
    const key = read.ok ? makerKey(read.value) : null;
    if (key !== null) found.push(key);
    else {
      const why = read.ok ? 'expected a public key (PEM, Ed25519)' : read.error;
      return err(configFault(file, ['updates', 'keys'], `${path}: ${why}`));
    }
  }
  return ok(found);
}

/** What was opened is what is judged: a file that is exchanged meanwhile is another. */
function readOf(path: string, owners: readonly number[]): Result<Uint8Array, string> {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return err('expected a public key (PEM, Ed25519), and the file cannot be opened');
  }
  try {
    const { uid, mode, ...stats } = fstatSync(file);
    const isPlain = (mode & constants.S_IFMT) === constants.S_IFREG && stats.size <= largest;
    if (!isPlain) return err('expected a public key (PEM, Ed25519)');
    if (!owners.includes(uid) || (mode & writableByOthers) !== 0)
      return err('whoever runs the kiosk can change it: give it to root (chown root, chmod 644)');
    return ok(readFileSync(file));
  } finally {
    closeSync(file);
  }
}

/** Bytes. */
const largest = 64 * 1024;
