import path from 'node:path';
import { replacePublicFile, replaceSecretFile } from './replace-secret-file.ts';
import type { Transport } from './transport.ts';

/** What a kiosk's operator takes to the kiosk; absolute paths, PEM. */
export interface KioskFiles {
  readonly ca: string;
  readonly certificate: string;
  /** Readable by its owner alone (0600). */
  readonly key: string;
}

/**
 * Gives a kiosk new credentials and writes them into a folder: `line-ca.pem`, `K-0001.pem`, `K-0001.key.pem`. What it was
 * given before stays valid until its end or until the kiosk is revoked.
 * @throws when the name is not a kiosk's name, or the folder cannot be written
 */
export async function writeKioskFiles(
  folder: string,
  kiosk: string,
  transport: Transport,
): Promise<KioskFiles> {
  transport.noteIssued(kiosk);
  const { key, certificate } = transport.issueKiosk(kiosk);
  const files = {
    ca: path.join(folder, 'line-ca.pem'),
    certificate: path.join(folder, `${kiosk}.pem`),
    key: path.join(folder, `${kiosk}.key.pem`),
  };
  await replaceSecretFile(files.key, key);
  await replacePublicFile(files.certificate, certificate);
  await replacePublicFile(files.ca, transport.ca);
  return files;
}
