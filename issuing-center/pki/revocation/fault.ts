/**
 * Why an answer about a certificate was not good enough, for the center's log. It says nothing of the certificate.
 *
 * `unreachable` no connection, a broken one, or a redirection; `late` the deadline passed; `http` a status other than 200;
 * `contentType`; `tooLarge`; `form` not DER of the expected form; `responder` it said that it has no answer now; `request` it
 * said that it does not answer such a request; `otherCertificate` about another certificate, or about ours more than once;
 * `nonce` not ours; `signer` nobody who may sign; `signature`; `notYet` dated in the future; `stale`; `extension` an unknown
 * critical one, or a kind of list that is not read here; `rollback` older than the one held; `notKnown` the responder does
 * not know the certificate; `noList` none is configured for this authority; `broken` an error in this program.
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
