import { wireFaults } from './wire-faults.ts';

/** What can be wrong with an answer. */
export const answerFaults = [
  /** Yesterday's answer, correctly signed. */
  'stale',
  /** An answer valid from tomorrow. */
  'future',
  /** Signed by a responder of an authority of the same name that nobody trusts. */
  'wrongSigner',
  /** Signed with a certificate of the right authority that is not for OCSP. */
  'unauthorizedSigner',
  /** Signed with an expired responder certificate. */
  'expiredSigner',
  /** Signed with a long-lived responder certificate that could itself be revoked. */
  'revocableSigner',
  /** The signature does not match the content. */
  'badSignature',
  'wrongNonce',
  'noNonce',
  /** Good, but about a certificate with another serial number. */
  'otherCertificate',
  /** With an unknown critical extension. */
  'criticalExtension',
] as const;

/** What a responder can do wrong. None of it may let a card pass. */
export const ocspFaults = [...answerFaults, ...wireFaults] as const;
export type OcspFault = (typeof ocspFaults)[number];
