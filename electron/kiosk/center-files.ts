import { createPublicKey } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { readPlainFile } from '../../logging/own-file.ts';
import { configFault } from '../../shared/config-text.ts';
import type { Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readLineFiles, type ReadLine } from '../center-client/tls-link-files.ts';
import type { KioskConfig } from './config.ts';

/** What a kiosk has of its center, read and checked. */
export interface CenterFiles {
  readonly line: ReadLine;
  /** The center's public key for bindings, DER. */
  readonly bindingKey: Buffer;
}

/** The files that the configuration names under `center`, as absolute paths. @param file the configuration */
export function centerPaths({ center }: Pick<KioskConfig, 'center'>, file: string) {
  const beside = (path: string): string => resolve(dirname(file), path);
  return {
    ca: beside(center.ca),
    certificate: beside(center.certificate),
    key: beside(center.key),
    bindingKey: beside(center.bindingKey),
  };
}

/**
 * Reads the files that the configuration names under `center`.
 * @param file the configuration, beside which they lie
 * @returns the error names the configuration, the setting, the file and what was expected
 */
export async function readCenterFiles(
  config: KioskConfig,
  file: string,
  clock: Clock,
): Promise<Result<CenterFiles, string>> {
  const files = centerPaths(config, file);
  const line = await readLineFiles(files, config.kiosk, clock);
  if (!line.ok) {
    const at = (['ca', 'certificate', 'key'] as const).find((name) => line.error.startsWith(files[name]));
    return err(configFault(file, at === undefined ? ['center'] : ['center', at], line.error));
  }
  const bindingKey = await readPlainFile(files.bindingKey);
  if (bindingKey !== null && isPublicKey(bindingKey)) return ok({ line: line.value, bindingKey });
  const expected = "expected the center's public key (binding-public-key.der)";
  return err(configFault(file, ['center', 'bindingKey'], `${files.bindingKey}: ${expected}`));
}

/** @param der SubjectPublicKeyInfo */
function isPublicKey(der: Buffer): boolean {
  try {
    createPublicKey({ key: der, format: 'der', type: 'spki' });
    return true;
  } catch {
    return false;
  }
}
