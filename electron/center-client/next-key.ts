import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';
import { closeSync, constants, fsyncSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasOwnFile, openOwnFile, ownerOnly, readOwnFile, writableByOthers } from '../../logging/own-file.ts';
import { readSecretFile } from '../../logging/secret-file.ts';
import { err, type Result } from '../../shared/result.ts';
import { syncFolder } from '../journal/sync-folder.ts';
import { readCertificate } from './certificate-answer.ts';
import type { TokenKey } from './token-key.ts';

/*
 * Certificate and key of the line are two files, and no disk replaces two at once. So the next key waits beside the present
 * one, and the certificate alone decides which of them is in use: after a power cut at any moment one of the two belongs to it.
 *
 *   1. the next key is on disk, before anybody is asked for its certificate
 *   2. the certificate takes the place of the one of before: from here on the next key is the one in use
 *   3. the next key takes the place of the one of before
 */

/** Absolute paths of what a kiosk recognises its center by, and shows it. */
export interface LineFiles {
  readonly ca: string;
  readonly certificate: string;
  /** A file, or a key that never leaves its token. */
  readonly key: string | TokenKey;
}

/** Certificate and key where both are files. */
export interface KeyFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Where the next key waits. */
export function nextKeyFile(keyFile: string): string {
  return `${keyFile}.next`;
}

/** Whether a private key (PEM) is that of a certificate. */
export function isKeyOf(key: string, certificate: X509Certificate): boolean {
  const read = readKey(key);
  return read !== null && certificate.checkPrivateKey(read);
}

/**
 * The key that a certificate is to be asked for: the one that waits since an earlier try, or a new one on P-256, on disk when
 * this returns.
 * @throws NotOwnError for a file that may be somebody else's, or the system's error
 */
export function keyToCertify(files: KeyFiles): KeyObject {
  finishSwap(files);
  const file = nextKeyFile(files.key);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const waiting = hasOwnFile(file, ownerOnly) ? readKey(readOwnFile(file, ownerOnly).toString('utf8')) : null;
  if (waiting !== null && createPublicKey(waiting).asymmetricKeyDetails?.namedCurve === 'prime256v1')
    return waiting;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // What a power cut leaves half written is no key, and is written over the next time.
  writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'secret');
  syncFolder(dirname(file));
  return privateKey;
}

/**
 * Puts the certificate of the waiting key into use, whole or not at all.
 * @throws NotOwnError, or the system's error
 */
export function putIntoUse(files: KeyFiles, certificate: string): void {
  replaceFile(files.certificate, certificate);
  finishSwap(files);
}

/** Replaces a file that others may read, whole or not at all. @throws NotOwnError, or the system's error */
export function replaceFile(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(`${file}.new`, content, 'public');
  renameSync(`${file}.new`, file);
  syncFolder(dirname(file));
}

/**
 * The key of a certificate: the one in its place or, when the power went between the second and the third step, the one that
 * waits. Nothing is changed.
 */
export function readKeyOf(files: KeyFiles, certificate: X509Certificate): Result<string, string> {
  const key = readSecretFile(files.key);
  if (key.ok && isKeyOf(key.value, certificate)) return key;
  const next = readSecretFile(nextKeyFile(files.key));
  if (next.ok && isKeyOf(next.value, certificate)) return next;
  return key.ok ? err(`${files.key}: expected the private key (PEM) of ${files.certificate}`) : key;
}

/** The third step, where it is still to be done. @throws NotOwnError, or the system's error */
function finishSwap({ certificate, key }: KeyFiles): void {
  const next = nextKeyFile(key);
  if (!hasOwnFile(next, ownerOnly) || !hasOwnFile(certificate)) return;
  const read = readCertificate(readOwnFile(certificate).toString('utf8'));
  if (read === null || !isKeyOf(readOwnFile(next, ownerOnly).toString('utf8'), read)) return;
  renameSync(next, key);
  syncFolder(dirname(key));
}

function writeWhole(path: string, content: string | Uint8Array, whose: 'secret' | 'public'): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const [forbidden, mode] = whose === 'secret' ? [ownerOnly, 0o600] : [writableByOthers, 0o644];
  const file = openOwnFile(path, O_CREAT | O_TRUNC | O_WRONLY, forbidden, mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    // The parser's message could quote a key.
    return null;
  }
}
