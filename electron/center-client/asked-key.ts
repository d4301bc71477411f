import { createPublicKey, type KeyObject } from 'node:crypto';
import { NotOwnError } from '../../logging/own-file.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../journal/journal-fault.ts';
import { writeCertificateRequest } from './certificate-request.ts';
import type { OwnEnd } from './http.ts';
import { keyToCertify, putIntoUse, replaceFile, type LineFiles } from './next-key.ts';
import { requestByToken } from './token-key.ts';

/** A file or token that cannot be used, or may be somebody else's. */
export interface FilesFault {
  readonly fault: 'files';
  readonly code: string;
  readonly message: string;
}

/** A key that a certificate is asked for. */
export interface AskedKey {
  readonly publicKey: KeyObject;
  /** PKCS #10, DER in base64. */
  readonly request: string;
  /** Puts its certificate (PEM) on disk and into use, whole or not at all. @returns what the kiosk shows from now on */
  readonly install: (ca: string, certificate: string) => OwnEnd;
}

/**
 * The next key: a new one where keys are files. One in a token stays, since nobody can have copied it, and only its certificate
 * is new.
 * @throws NotOwnError or the system's error, from here and from `install` (`filesFault` takes both)
 */
export async function prepareKey(files: LineFiles, kiosk: string): Promise<Result<AskedKey, FilesFault>> {
  const { key, certificate: file } = files;
  if (typeof key !== 'string') {
    const signed = await requestByToken(kiosk, key);
    if (!signed.ok) return err({ fault: 'files', code: 'EUNKNOWN', message: signed.error });
    const { request, publicKey } = signed.value;
    return ok({
      ...{ publicKey, request: Buffer.from(request).toString('base64') },
      install(ca, certificate) {
        replaceFile(file, certificate);
        return { ca, certificate, token: key };
      },
    });
  }
  const own = { certificate: file, key };
  const privateKey = keyToCertify(own);
  return ok({
    publicKey: createPublicKey(privateKey),
    request: Buffer.from(writeCertificateRequest(kiosk, privateKey)).toString('base64'),
    install(ca, certificate) {
      putIntoUse(own, certificate);
      return { ca, certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  });
}

/** What was thrown, where it is about a file. @throws anything else */
export function filesFault(error: unknown): FilesFault {
  if (!(error instanceof NotOwnError) && !(error instanceof Error && 'syscall' in error)) throw error;
  return { fault: 'files', code: codeOf(error), message: error.message };
}
