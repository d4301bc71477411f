import { randomUUID, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExtensions } from '../../../issuing-center/pki/extensions.ts';
import type { RevocationState } from '../../../issuing-center/pki/revocation/revocation.ts';
import type { Instant } from '../../../shared/dates.ts';

export interface Revocation {
  /** Lower-case hexadecimal. */
  readonly serial: string;
  /** ms since 1970. */
  readonly at: Instant;
  /** `affiliationChanged`: what the certificate says of its holder has changed; left out where no reason is given. */
  readonly reason?: 'affiliationChanged';
}

/** CRLReason of a revocation (RFC 5280, 5.3.1). */
export const reasonCodes = { affiliationChanged: 3 } as const;

/** What the authorities issued and revoked. Every process that opens the folder sees what the others wrote. */
export interface IssuedRegister {
  issued(certificate: Uint8Array): Promise<void>;
  /** Revokes a certificate (DER); time and reason of the first call stay. */
  revoke(certificate: Uint8Array, at: Instant, reason?: Revocation['reason']): Promise<void>;
  /** `unknown` for a serial number (lower-case hexadecimal) that this authority never issued. */
  statusOf(issuerKeyId: string, serial: string): Promise<'good' | 'unknown' | Revocation>;
  revokedBy(issuerKeyId: string): Promise<readonly Revocation[]>;
}

/** A file for each certificate, named by its issuer's key identifier and its serial number. It says nothing of the holder. */
export function openRegister(dir: string): IssuedRegister {
  const issuedFolder = join(dir, 'issued');
  const revokedFolder = join(dir, 'revoked');

  async function write(folder: string, name: string, text: string): Promise<void> {
    if (existsSync(join(folder, name))) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Renamed once it is complete: another process may be reading.
    const unfinished = join(folder, `${randomUUID()}.tmp`);
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, join(folder, name));
  }

  async function read(issuerKeyId: string, serial: string): Promise<Revocation> {
    const text = await readFile(join(revokedFolder, `${issuerKeyId}.${serial}`), 'utf8');
    const [at, reason] = text.split(' ');
    return { serial, at: Number(at), ...(reason === 'affiliationChanged' ? { reason } : {}) };
  }

  return {
    issued: (certificate) => write(issuedFolder, nameOf(certificate), ''),
    revoke: (certificate, at, reason) =>
      write(revokedFolder, nameOf(certificate), [String(at), ...(reason ? [reason] : [])].join(' ')),
    async statusOf(issuerKeyId, serial) {
      const name = `${issuerKeyId}.${serial}`;
      if (!/^[0-9a-f]+\.[0-9a-f]+$/.test(name)) return 'unknown';
      if (existsSync(join(revokedFolder, name))) return read(issuerKeyId, serial);
      return existsSync(join(issuedFolder, name)) ? 'good' : 'unknown';
    },
    async revokedBy(issuerKeyId) {
      const names = existsSync(revokedFolder) ? await readdir(revokedFolder) : [];
      const serials = names.flatMap((name) => {
        const [issuer, serial, more] = name.split('.');
        return issuer === issuerKeyId && serial !== undefined && more === undefined ? [serial] : [];
      });
      return Promise.all(serials.sort().map((serial) => read(issuerKeyId, serial)));
    },
  };
}

/** What a sound answer about this state comes to. */
export function revocationStateOf(status: 'good' | 'unknown' | Revocation): RevocationState {
  if (typeof status === 'string') return status;
  return status.reason === 'affiliationChanged' ? 'changed' : 'revoked';
}

function nameOf(certificate: Uint8Array): string {
  const issuer = readExtensions(certificate).authorityKeyId;
  if (issuer === null) throw new Error('a certificate that does not name its issuer by key identifier');
  return `${issuer}.${new X509Certificate(certificate).serialNumber.toLowerCase()}`;
}
