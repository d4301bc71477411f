import type { KeyObject } from 'node:crypto';
import { readPlainFile } from '../../logging/own-file.ts';
import { configFault } from '../../shared/config-text.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makerKey } from './manifest.ts';
import type { UpdatesConfig } from './updates-config.ts';

/**
 * Reads the maker's public keys that the configuration names.
 * @param file the configuration
 * @returns the error names the configuration, the file and what was expected
 */
export async function readMakerKeys(
  { keys }: NonNullable<UpdatesConfig>,
  file: string,
  beside: (path: string) => string,
): Promise<Result<readonly KeyObject[], string>> {
  const found: KeyObject[] = [];
  for (const path of keys.map(beside)) {
    const key = makerKey((await readPlainFile(path)) ?? new Uint8Array());
    if (key === null)
      return err(configFault(file, ['updates', 'keys'], `${path}: expected a public key (PEM, Ed25519)`));
    found.push(key);
  }
  return ok(found);
}
