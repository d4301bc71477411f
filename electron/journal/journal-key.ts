import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, constants, fsyncSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOwnFile, ownerOnly, readOwnFile } from '../../logging/own-file.ts';
import { codeOf } from './journal-fault.ts';
import { syncFolder } from './sync-folder.ts';

export const keyFile = 'journal.key';
const keyBytes = 32;

/** Seals what the journal says of itself with a key that is not in its folder: whoever can write there cannot seal. */
export interface Sealer {
  /** HMAC-SHA256, 64 hexadecimal digits. */
  seal(text: string): string;
  isSealed(text: string, seal: string): boolean;
}

function sealerOf(key: Uint8Array): Sealer {
  // Made of its bytes at each seal, the key alone took more than half of the time of a record, at a start of every record.
  const secret = createSecretKey(key);
  const seal = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
  return {
    seal,
    isSealed: (text, told) =>
      /^[0-9a-f]{64}$/.test(told) && timingSafeEqual(Buffer.from(seal(text)), Buffer.from(told)),
  };
}

/** Null: there is no key. @throws NotOwnError, or the system's error; EBADMSG: there is a file, and it is no key */
export function readKey(folder: string): Sealer | null {
  const path = join(folder, keyFile);
  let text: string;
  try {
    text = readOwnFile(path, ownerOnly).toString('latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  if (!/^[0-9a-f]{64}\n$/.test(text))
    throw Object.assign(new Error(`${path} is no key`), { code: 'EBADMSG' });
  return sealerOf(Buffer.from(text.trim(), 'hex'));
}

/** Makes a new key, in place of any that was there. It is whole under its name, or not there. @throws the system's error */
export function makeKey(folder: string): Sealer {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const key = randomBytes(keyBytes);
  const path = join(folder, keyFile);
  const file = openOwnFile(`${path}.new`, O_WRONLY | O_CREAT | O_TRUNC, ownerOnly);
  try {
    writeFileSync(file, `${key.toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  syncFolder(folder);
  return sealerOf(key);
}
