import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { readPrivate, writeOnce } from '../seal/write-once.ts';

const fileName = 'binding-key.pem';

/**
 * The Ed25519 key that signs bindings, kept in a directory as `binding-key.pem`, readable by its owner alone (0600). Made at
 * the first start; two starts at once agree on one key.
 * @throws when the file is no Ed25519 key, or when others may read it.
 */
export async function openSigningKey(directory: string): Promise<KeyObject> {
  const pem = await writeOnce(path.join(directory, fileName), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  return keyOf(pem);
}

/**
 * The same where it has been made; null where it has not: whoever only signs must not make another.
 * @throws as `openSigningKey`
 */
export function readSigningKey(directory: string): KeyObject | null {
  const pem = readPrivate(path.join(directory, fileName));
  return pem === null ? null : keyOf(pem);
}

function keyOf(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${fileName}: expected an Ed25519 key`);
  return key;
}
