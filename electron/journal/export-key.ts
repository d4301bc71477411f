import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { closeSync, constants, fsyncSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOwnFile, ownerOnly, readOwnFile, writableByOthers } from '../../logging/own-file.ts';
import { codeOf } from './journal-fault.ts';
import { syncFolder } from './sync-folder.ts';

/*
 * Seals can be checked by the kiosk alone, since whoever checks them could make them. What leaves the kiosk is signed with a
 * key pair of its own, so that anybody who has its public half can check it and nobody who has it can sign.
 */
const privateFile = 'export-key.pem';
/** The half that whoever sets a kiosk up takes a copy of. */
export const publicFile = 'export-public.pem';

/** Signs exports of the journal. */
export interface ExportKey {
  /** Ed25519 over the bytes, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** PEM. */
  readonly publicKey: string;
  readonly fingerprint: string;
}

/**
 * The key of this kiosk, made beside the witness where there is none yet. @throws NotOwnError, or the system's error; EBADMSG:
 * there is a file, and it is no key
 */
export function openExportKey(folder: string): ExportKey {
  const key = readExportKey(folder) ?? makeExportKey(folder);
  // A power cut may have left one half only.
  if (contentOf(join(folder, publicFile), writableByOthers) !== key.publicKey)
    writeWhole(folder, publicFile, key.publicKey, 0o644);
  return key;
}

function makeExportKey(folder: string): ExportKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeWhole(folder, privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  return keyOf(privateKey);
}

/** The same where it has been made; null: it has not. @throws as `openExportKey` */
export function readExportKey(folder: string): ExportKey | null {
  const path = join(folder, privateFile);
  const pem = contentOf(path, ownerOnly);
  if (pem === null) return null;
  const key = privateKeyIn(pem);
  if (key === null) throw Object.assign(new Error(`${path} is no key`), { code: 'EBADMSG' });
  return keyOf(key);
}

/** SHA-256 of the key as SubjectPublicKeyInfo, 64 hexadecimal digits: `openssl pkey -pubin -outform DER | sha256sum`. */
export function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** An Ed25519 public key; null: this is none. */
export function publicKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    // Of a private key the function above would make the public one: nobody is to carry that around.
    return key.asymmetricKeyType === 'ed25519' && pem.includes('BEGIN PUBLIC KEY') ? key : null;
  } catch {
    // Whoever asks says which file it was.
    return null;
  }
}

function privateKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    // The message could quote the key; the caller names the file.
    return null;
  }
}

function keyOf(privateKey: KeyObject): ExportKey {
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (bytes) => sign(null, bytes, privateKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
  };
}

/** Null: there is no such file. @throws NotOwnError, or the system's error */
function contentOf(path: string, forbidden: number): string | null {
  try {
    return readOwnFile(path, forbidden).toString('latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A power cut leaves the whole file under its name, or none. */
function writeWhole(folder: string, name: string, text: string, mode: number): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const path = join(folder, name);
  const forbidden = mode === 0o600 ? ownerOnly : writableByOthers;
  const file = openOwnFile(`${path}.new`, O_WRONLY | O_CREAT | O_TRUNC, forbidden, mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  syncFolder(folder);
}
