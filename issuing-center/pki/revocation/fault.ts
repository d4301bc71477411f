/**
 * Why an answer about a certificate was not good enough, for the log of the center. Of the certificate it says nothing.
 *
 * `unreachable` no connection, broken off, or a redirection; `late` the deadline passed; `http` another status than 200;
 * `contentType`; `tooLarge`; `form` no DER of the expected form; `responder` it said that it has no answer now;
 * `request` it said that it does not answer such a request; `otherCertificate` about another certificate, or about ours more than
 * once; `nonce` not ours; `signer` nobody who may; `signature`; `notYet` of the future; `stale`; `extension` a critical one that is
 * not known, or a kind of list that is not read here; `rollback` older than what is held; `notKnown` the responder does not
 * know the certificate; `noList` none is configured for this authority; `broken` an error in this program.
 */
export type RevocationFault =
  | 'unreachable'
  | 'late'
  | 'http'
  | 'contentType'
  | 'tooLarge'
  | 'form'
  | 'responder'
  | 'request'
  | 'otherCertificate'
  | 'nonce'
  | 'signer'
  | 'signature'
  | 'notYet'
  | 'stale'
  | 'extension'
  | 'rollback'
  | 'notKnown'
  | 'noList'
  | 'broken';
