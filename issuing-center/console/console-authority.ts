import path from 'node:path';
import type { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../shared/dates.ts';
import { openAuthority, type Authority, type LineCredentials } from '../tls-link/authority.ts';
import { replacePublicFile, replaceSecretFile } from '../tls-link/replace-secret-file.ts';
import { operatorNameSchema } from './operators.ts';

const files = {
  name: 'Komado console CA',
  authorityFile: 'console-authority.pem',
  serverFile: 'console-server.pem',
} as const;

/** Opens the authority of the console: another than the line's, so that no kiosk's certificate opens the console. */
export function openConsoleAuthority(
  directory: string,
  clock: Clock,
  names: readonly string[],
): Promise<Authority> {
  return openAuthority(directory, files, clock, names);
}

/** The certificate that TLS has accepted at the other end of a connection; null: none, or one that has ended since. */
export function certificateOn(socket: Duplex, clock: Clock): X509Certificate | null {
  const certificate = socket instanceof TLSSocket && socket.authorized && socket.getPeerX509Certificate();
  return !certificate || certificate.validToDate.getTime() < clock.now() ? null : certificate;
}

/** What an operator takes along; absolute paths, PEM. */
export interface OperatorFiles {
  readonly ca: string;
  readonly certificate: string;
  /** Readable by its owner alone (0600). */
  readonly key: string;
}

/** Writes an operator's new credentials into a folder. @throws when the folder cannot be written */
export async function writeOperatorFiles(
  folder: string,
  name: string,
  { key, certificate }: LineCredentials,
  ca: string,
): Promise<OperatorFiles> {
  const operator = operatorNameSchema.parse(name);
  const written = {
    ca: path.join(folder, 'console-ca.pem'),
    certificate: path.join(folder, `console-${operator}.pem`),
    key: path.join(folder, `console-${operator}.key.pem`),
  };
  await replaceSecretFile(written.key, key);
  await replacePublicFile(written.certificate, certificate);
  await replacePublicFile(written.ca, ca);
  return written;
}
