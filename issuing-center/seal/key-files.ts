import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { keptMunicipalityIdSchema, municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { keyIdSchema, sealKeySchema, type KeyId, type SealKey } from '../../shared/seal.ts';
import { isPrivate, readPrivate, remove, writeOnce } from './write-once.ts';

/**
 * A key is up to three files, each written once: `08220-0001.pem` (private, removed when the key ends), `08220-0001.json`
 * (what the public list says of it) and `08220-0001.revoked` (since when it is revoked). Centers may share the directory.
 */
const publicFile = /^(\d{5})-(\d{4})\.json$/;
/** Of a time when municipalities had names for codes: `tsukuba-0001.pem`. */
const formerFile = /^([a-z]+)(-\d{4}\.(?:pem|json|revoked))$/;
const kidBytes = 8;
const revokedSchema = z.strictObject({ revokedAt: z.int().nonnegative() });

export interface StoredKey {
  readonly municipality: MunicipalityId;
  /** 1 for the municipality's first key. */
  readonly number: number;
  readonly key: SealKey;
}

/**
 * Gives the files of keys that are named after a municipality the name that they have now. What they hold stays as it is: a
 * key of that time is read under its municipality's code.
 */
export async function renameFormerFiles(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const [, former, rest] = formerFile.exec(name) ?? [];
    const code = keptMunicipalityIdSchema.safeParse(former);
    if (!code.success || rest === undefined) continue;
    try {
      await rename(path.join(directory, name), path.join(directory, `${code.data}${rest}`));
    } catch (error) {
      // Another center that shares the directory was quicker.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}

/**
 * Every key in the directory, by municipality and number.
 * @throws naming a file that is not what it should be
 */
export async function readKeys(directory: string): Promise<readonly StoredKey[]> {
  const keys: StoredKey[] = [];
  const names = new Set((await readdir(directory)).sort());
  for (const name of names) {
    const [, id, number] = publicFile.exec(name) ?? [];
    if (id === undefined || number === undefined) continue;
    const text = readPrivate(path.join(directory, name));
    if (text === null) continue;
    const municipality = municipalityIdSchema.parse(id);
    const key = parsed(name, text, sealKeySchema);
    const isRevoked = names.has(name.replace('.json', '.revoked'));
    const revokedAt = isRevoked ? revokedSince(directory, municipality, Number(number)) : null;
    keys.push({ municipality, number: Number(number), key: { ...key, revokedAt } });
  }
  return keys;
}

/** Makes a key, or adopts what another center or an interrupted start made under this number. */
export async function makeKey(
  directory: string,
  municipality: MunicipalityId,
  number: number,
  span: { readonly validFrom: Instant; readonly validUntil: Instant },
): Promise<void> {
  const pem = await writeOnce(fileOf(directory, municipality, number, 'pem'), newPrivateKey);
  const publicKey = publicBytes(ed25519Key(pem, `${municipality}-${number}`));
  const key: SealKey = {
    municipality,
    kid: keyIdOf(publicKey),
    publicKey: publicKey.toString('base64'),
    ...span,
    revokedAt: null,
  };
  await writeOnce(fileOf(directory, municipality, number, 'json'), () => JSON.stringify(key));
}

/**
 * The private half of a key, or null when it has been removed.
 * @throws when it does not belong to this key
 */
export function readPrivateKey(directory: string, stored: StoredKey): KeyObject | null {
  const pem = readPrivate(fileOf(directory, stored.municipality, stored.number, 'pem'));
  if (pem === null) return null;
  const name = `${stored.municipality}-${stored.number}`;
  const key = ed25519Key(pem, name);
  if (keyIdOf(publicBytes(key)) !== stored.key.kid) throw new Error(`${name}: private and public key differ`);
  return key;
}

/**
 * Whether a key's private half is there.
 * @throws when others may read it
 */
export function hasPrivateKey(directory: string, municipality: MunicipalityId, number: number): boolean {
  return isPrivate(fileOf(directory, municipality, number, 'pem'));
}

export function removePrivateKey(directory: string, { municipality, number }: StoredKey): Promise<void> {
  return remove(fileOf(directory, municipality, number, 'pem'));
}

/** ms since 1970, or null. */
export function revokedSince(
  directory: string,
  municipality: MunicipalityId,
  number: number,
): Instant | null {
  const file = fileOf(directory, municipality, number, 'revoked');
  const text = readPrivate(file);
  return text === null ? null : parsed(path.basename(file), text, revokedSchema).revokedAt;
}

export async function writeRevoked(
  directory: string,
  { municipality, number }: StoredKey,
  at: Instant,
): Promise<void> {
  await writeOnce(fileOf(directory, municipality, number, 'revoked'), () =>
    JSON.stringify({ revokedAt: at }),
  );
}

/** The long-lived key that signs the list of keys. */
export async function openRootKey(directory: string): Promise<KeyObject> {
  return ed25519Key(await writeOnce(path.join(directory, 'root.pem'), newPrivateKey), 'root');
}

/** The 32 bytes of an Ed25519 public key, of a key's either half (RFC 8037). */
export function publicBytes(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function keyIdOf(publicKey: Buffer): KeyId {
  return keyIdSchema.parse(
    createHash('sha256').update(publicKey).digest().subarray(0, kidBytes).toString('hex'),
  );
}

function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function ed25519Key(pem: string, name: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${name}: expected an Ed25519 key`);
  return key;
}

function fileOf(directory: string, municipality: MunicipalityId, number: number, ending: string): string {
  return path.join(directory, `${municipality}-${String(number).padStart(4, '0')}.${ending}`);
}

function parsed<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's message could quote a key.
    throw new Error(`${name}: expected JSON`);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new Error(`${name}: ${z.prettifyError(result.error)}`);
  return result.data;
}
