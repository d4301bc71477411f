import { createPrivateKey, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A key and its certificate (DER) in memory. */
export interface KeyAndCertificate {
  readonly privateKey: KeyObject;
  readonly certificate: Uint8Array;
}

/** Named pairs that are made together and kept in one folder: `NAME.key` (PKCS#8, DER) and `NAME.cer` (DER), mode 0600. */
export type Pairs<Name extends string> = Readonly<Record<Name, KeyAndCertificate>>;

/**
 * Loads a folder of pairs, or makes it: under another name, renamed once it is complete, so that two processes making it at the
 * same time end up with one; the second takes the first's.
 */
export async function loadOrMake<Name extends string>(
  folder: string,
  names: readonly Name[],
  make: () => Promise<Pairs<Name>>,
): Promise<Pairs<Name>> {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${randomUUID()}`;
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    await mkdir(unfinished, { mode: 0o700 });
    try {
      const made = await make();
      for (const name of names) {
        const { privateKey, certificate } = made[name];
        const key = privateKey.export({ type: 'pkcs8', format: 'der' });
        await writeFile(join(unfinished, `${name}.key`), key, { mode: 0o600 });
        await writeFile(join(unfinished, `${name}.cer`), certificate, { mode: 0o600 });
      }
      await rename(unfinished, folder);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return load(folder, names);
}

async function load<Name extends string>(folder: string, names: readonly Name[]): Promise<Pairs<Name>> {
  const pairs: Partial<Record<Name, KeyAndCertificate>> = {};
  for (const name of names) {
    const key = await readFile(join(folder, `${name}.key`));
    pairs[name] = {
      privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
      certificate: Uint8Array.from(await readFile(join(folder, `${name}.cer`))),
    };
  }
  if (!isWhole(pairs, names)) throw new Error(`${folder} is incomplete`);
  return pairs;
}

function isWhole<Name extends string>(
  pairs: Partial<Record<Name, KeyAndCertificate>>,
  names: readonly Name[],
): pairs is Record<Name, KeyAndCertificate> {
  return names.every((name) => pairs[name] !== undefined);
}
