import { createHash, type X509Certificate } from 'node:crypto';
import type { Instant } from '../../../shared/dates.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { readCertificateFields } from '../certificate-fields.ts';
import { publicKeyOf } from '../certificate-key.ts';
import { isSignedBy } from '../certificate-signature.ts';
import {
  isHolders,
  isIssuedBy,
  parseCertificate,
  type Anchor,
  type ParsedCertificate,
} from '../certificate.ts';
import type { RevocationFault } from './fault.ts';
import { certIdHashes, type CertId } from './ocsp-request.ts';
import type { Revoked } from './revocation-reason.ts';
import { ocspStatus, readOcspResponse, type BasicResponse, type SingleResponse } from './ocsp-response.ts';

/** What was asked, and the limits for an answer. */
export interface OcspQuestion {
  readonly id: CertId;
  readonly nonce: Uint8Array;
  readonly issuer: Anchor;
  readonly now: Instant;
  /** How far the responder's clock may differ, ms. */
  readonly skewMs: number;
  /** How old an answer may be that does not say when the next one is due, ms. */
  readonly maxAgeMs: number;
}

const ocspSigning = '1.3.6.1.5.5.7.3.9';
/** A delegated signer valid no longer than this need not have id-pkix-ocsp-nocheck: nobody would revoke it in time. */
const shortLivedMs = 8 * 86_400_000;

/**
 * Judges an OCSP answer (RFC 6960, 3.2) against what was asked.
 * @throws DerError when the bytes are no such answer
 */
export function judgeOcsp(
  bytes: Uint8Array,
  question: OcspQuestion,
): Result<'good' | Revoked, RevocationFault> {
  const answer = readOcspResponse(bytes);
  if ('status' in answer) {
    const { internalError, tryLater } = ocspStatus;
    return err(answer.status === tryLater || answer.status === internalError ? 'responder' : 'request');
  }
  const signers = signersOf(answer, question);
  if (signers.length === 0) return err('signer');
  const keys = signers.flatMap((signer) => publicKeyOf(signer) ?? []);
  if (!keys.some((key) => isSignedBy(answer.signed, key))) return err('signature');
  if (!answer.nonce || !isSame(answer.nonce, question.nonce)) return err('nonce');
  if (answer.unknownCritical.length > 0) return err('extension');
  const [single, second] = answer.responses.filter((one) => isAbout(one, question.id));
  if (!single || second) return err('otherCertificate');
  const fault = judgeTimes(answer, single, question);
  if (fault) return err(fault);
  return single.status === 'unknown' ? err('notKnown') : ok(single.status);
}

function judgeTimes(
  { producedAt }: BasicResponse,
  { thisUpdate, nextUpdate }: SingleResponse,
  { now, skewMs, maxAgeMs }: OcspQuestion,
): RevocationFault | null {
  if (thisUpdate > now + skewMs || producedAt > now + skewMs) return 'notYet';
  const end = nextUpdate ?? thisUpdate + maxAgeMs;
  return end < thisUpdate || end < now - skewMs ? 'stale' : null;
}

function isAbout(single: SingleResponse, id: CertId): boolean {
  return (
    single.hash === certIdHashes[id.hash] &&
    isSame(single.issuerNameHash, id.issuerNameHash) &&
    isSame(single.issuerKeyHash, id.issuerKeyHash) &&
    isSame(single.serial, id.serial)
  );
}

/**
 * Certificates with the name or key that the answer gives as its signer and that may sign it: the issuer's own, or one that
 * the issuer gave a responder. Several may share a name, as all generations of the issuer do.
 */
function signersOf(answer: BasicResponse, question: OcspQuestion): readonly X509Certificate[] {
  const issuer = question.issuer.certificate;
  const delegated = answer.certificates
    .filter((der) => isResponder(der, answer))
    .flatMap((der) => parseCertificate(der) ?? [])
    .filter((parsed) => mayAnswer(parsed, question))
    .map(({ certificate }) => certificate);
  return isResponder(issuer.raw, answer) ? [issuer, ...delegated] : delegated;
}

function isResponder(der: Uint8Array, { responder }: BasicResponse): boolean {
  const { subject, publicKeyBits } = readCertificateFields(der);
  return 'name' in responder
    ? isSame(subject, responder.name)
    : isSame(createHash('sha1').update(publicKeyBits).digest(), responder.keyHash);
}

/** A delegated signer (RFC 6960, 4.2.2.2): issued by the same authority, for this purpose, and valid now. */
function mayAnswer(
  { certificate, extensions, fields: { notBefore: from, notAfter: to } }: ParsedCertificate,
  { issuer, now }: OcspQuestion,
): boolean {
  return (
    isIssuedBy(certificate, issuer.certificate) &&
    extensions.extendedKeyUsages?.includes(ocspSigning) === true &&
    extensions.digitalSignature &&
    isHolders(extensions) &&
    (extensions.ocspNoCheck || to - from <= shortLivedMs) &&
    from <= now &&
    now <= to
  );
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other);
}
