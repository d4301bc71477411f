import { derTag, DerError, readDer } from '../der.ts';

/** A revoked certificate, as far as the reason matters: `changed` when what it says of its holder has changed. */
export type Revoked = 'revoked' | 'changed';

/** RFC 5280, 5.3.1. */
const affiliationChanged = 3;

/** Reads a CRLReason, the whole element. @throws DerError */
export function readRevocationReason(bytes: Uint8Array): Revoked {
  const [reason, more] = readDer(bytes);
  if (reason?.tag !== derTag.enumerated || reason.content.length !== 1 || more)
    throw new DerError('no reason of a revocation');
  return reason.content[0] === affiliationChanged ? 'changed' : 'revoked';
}
