import { wireFaults } from './wire-faults.ts';

/** What may be wrong with an answer. */
export const answerFaults = [
  /** The answer of yesterday, signed well. */
  'stale',
  /** An answer that is valid from tomorrow. */
  'future',
  /** Signed by a responder of an authority of the same name that nobody trusts. */
  'wrongSigner',
  /** Signed with a certificate of the right authority that is not for this. */
  'unauthorizedSigner',
  /** Signed with a responder's certificate that has ended. */
  'expiredSigner',
  /** Signed with a responder's certificate that lives long and could be revoked itself. */
  'revocableSigner',
  /** The signature does not fit the content. */
  'badSignature',
  'wrongNonce',
  'noNonce',
  /** Good, and about the certificate with another serial number. */
  'otherCertificate',
  /** With a critical extension that nobody knows. */
  'criticalExtension',
] as const;

/** What a responder may do wrong. None of it may let a card in. */
export const ocspFaults = [...answerFaults, ...wireFaults] as const;
export type OcspFault = (typeof ocspFaults)[number];
