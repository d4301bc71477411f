import type { RefusalOfCodes } from '../../shared/center-api.ts';
import type { Instant } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Login } from '../../shared/session-api.ts';
import type { RevocationChecker, RevocationState } from '../pki/revocation/revocation.ts';
import {
  signedBy,
  validateCertificate,
  type Anchor,
  type CertificatePurpose,
  type CertificateWrong,
  type ValidCertificate,
} from '../pki/certificate.ts';

type RevocationRefusal = 'certificateRevoked' | 'signatureCertificateVoid' | 'revocationUnknown';

/** Why a card's proof is not accepted. */
export type ProofRefusal = RefusalOfCodes<CertificateWrong | 'signatureWrong' | RevocationRefusal>;

/** What a card's proof is judged by. */
export interface ProofJudge {
  /** CA certificates of every generation for this purpose. */
  readonly anchors: readonly Anchor[];
  readonly revocation: RevocationChecker;
}

/**
 * Whether a card signed this message with a certificate that is valid, for this purpose, and not revoked. Every service that
 * a card logs in to asks this. The issuer is asked last, so that a forged signature costs it no answer.
 */
export async function checkProof(
  { certificate: der, signature }: Login,
  message: Uint8Array,
  { anchors, revocation }: ProofJudge,
  now: Instant,
  purpose: CertificatePurpose = 'userAuthentication',
): Promise<Result<ValidCertificate, ProofRefusal>> {
  const valid = validateCertificate(Buffer.from(der, 'base64'), anchors, now, purpose);
  if (!valid.ok) return err({ refused: valid.error });
  const { certificate, anchor } = valid.value;
  if (!signedBy(certificate, message, Buffer.from(signature, 'base64')))
    return err({ refused: 'signatureWrong' });
  const state = await revocation.check(certificate, anchor);
  if (state === 'good') return ok(valid.value);
  return err({ refused: refusalOfRevocation(state, purpose) });
}

function refusalOfRevocation(
  state: Exclude<RevocationState, 'good'>,
  purpose: CertificatePurpose,
): RevocationRefusal {
  if (state === 'unknown') return 'revocationUnknown';
  return state === 'changed' && purpose === 'signature' ? 'signatureCertificateVoid' : 'certificateRevoked';
}
