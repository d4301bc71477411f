import { createHash, createPublicKey } from 'node:crypto';
import type { Clock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { fingerprintLetters, type KioskCode } from '../../shared/kiosk-code.ts';
import type { LineReason } from '../../shared/line-reasons.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { filesFault, prepareKey, type FilesFault } from './asked-key.ts';
import { isWanted, readCertificate } from './certificate-answer.ts';
import { createCenterHttp } from './http.ts';
import { replaceFile, type LineFiles } from './next-key.ts';
import { seeAuthority } from './see-authority.ts';

export interface Enrolling {
  /** Where the center listens for kiosks without a certificate: `https://center.city.example:8702`. */
  readonly url: string;
  readonly kiosk: string;
  readonly code: KioskCode;
  /** Absolute paths; what is there is replaced once the center has given something better. */
  readonly files: LineFiles & { readonly bindingKey: string };
  /** The machine's own, which TLS goes by. */
  readonly clock: Clock;
}

/** Why a kiosk has no certificate yet; the same call, with the same code, goes on where this one ended. */
export type EnrolFault =
  /** Nothing was said, or no answer came. */
  | { readonly fault: 'line'; readonly why: LineReason }
  /** What answers is not the center that the code is from: nothing was said to it. */
  | { readonly fault: 'otherCenter' }
  /** The code is used, too old, of another kiosk or of an earlier one, or was tried too often. */
  | { readonly fault: 'codeRefused' }
  | { readonly fault: 'tooOften' }
  /** The center does not take the request, or its answer is not what was asked for: other builds. */
  | { readonly fault: 'notUnderstood' }
  | FilesFault;

/** ms, for each of the two exchanges. */
const deadlineMs = 15_000;
const dayMs = 86_400_000;

/**
 * Gets a kiosk its certificate: makes its key, recognises the center by the code, proves itself to it by the code, and puts what
 * it is given on disk. The key never leaves the machine. A power cut at any moment leaves what the same call goes on from.
 * @returns for how many days the certificate holds
 */
export async function enrolKiosk(enrolling: Enrolling): Promise<Result<{ daysLeft: number }, EnrolFault>> {
  try {
    return await enrol(enrolling);
  } catch (error) {
    return err(filesFault(error));
  }
}

async function enrol({
  url,
  kiosk,
  code,
  files,
  clock,
}: Enrolling): Promise<Result<{ daysLeft: number }, EnrolFault>> {
  const seen = await seeAuthority(url, deadlineMs);
  if (!seen.ok) return err({ fault: 'line', why: seen.error });
  const authority = seen.value;
  const fingerprint = fingerprintLetters(createHash('sha256').update(authority.raw).digest());
  if (fingerprint !== code.fingerprint || !authority.ca) return err({ fault: 'otherCenter' });
  const ca = authority.toString();
  const prepared = await prepareKey(files, kiosk);
  if (!prepared.ok) return prepared;
  const { request, publicKey, install } = prepared.value;

  let why: LineReason = 'unreachable';
  const http = createCenterHttp(url, { ca }, (reason) => {
    why = reason;
  });
  const asked = { secret: code.secret, request };
  const answer = await http.call(endpoints.enrolKiosk, {}, asked, deadlineMs);
  if (!answer.ok) {
    if (answer.error.fault === 'refused') return err(faultOfRefusal(answer.error.code));
    const isLine = answer.error.fault === 'unreachable' || answer.error.fault === 'slow';
    return err(isLine ? { fault: 'line', why } : { fault: 'notUnderstood' });
  }
  const certificate = readCertificate(answer.value.certificate);
  const bindingKey = Buffer.from(answer.value.bindingKey, 'base64');
  const wanted = { kiosk, publicKey, authority, now: clock.now() };
  if (!certificate || !isWanted(certificate, wanted) || !isBindingKey(bindingKey))
    return err({ fault: 'notUnderstood' });

  replaceFile(files.ca, ca);
  replaceFile(files.bindingKey, bindingKey);
  install(ca, certificate.toString());
  return ok({ daysLeft: Math.floor((certificate.validToDate.getTime() - clock.now()) / dayMs) });
}

function faultOfRefusal(code: string): EnrolFault {
  switch (code) {
    case 'codeUnknown':
      return { fault: 'codeRefused' };
    case 'tooOften':
      return { fault: 'tooOften' };
    default:
      return { fault: 'notUnderstood' };
  }
}

/** @param der SubjectPublicKeyInfo */
function isBindingKey(der: Buffer): boolean {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
