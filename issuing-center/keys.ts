import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

const fileName = 'binding-key.pem';
const ownerOnly = 0o600;

/**
 * The Ed25519 key that signs bindings, kept in a directory as `binding-key.pem`, readable by its owner alone (0600). Made at
 * the first start; two starts at once agree on one key.
 * @throws when the file is no Ed25519 key, or when others may read it: it is for a person to find out who did.
 */
export async function openSigningKey(directory: string): Promise<KeyObject> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, fileName);
  await makeOnce(file);
  if (((await stat(file)).mode & 0o077) !== 0)
    throw new Error(`${fileName}: expected to be readable by its owner alone (mode 0600)`);
  const key = createPrivateKey(await readFile(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${fileName}: expected an Ed25519 key`);
  return key;
}

/** Written whole beside its place and then linked there: of two starts at once one wins, and nobody reads half a key. */
async function makeOnce(file: string): Promise<void> {
  if (await exists(file)) return;
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  const handle = await open(draft, 'wx', ownerOnly);
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await handle.close();
    await unlink(draft);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
