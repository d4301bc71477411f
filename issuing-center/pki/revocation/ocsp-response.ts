import { readSigned, type SignedDer } from '../certificate-signature.ts';
import {
  derTag,
  DerError,
  readDer,
  readMagnitude,
  readObjectIdentifier,
  readOne,
  readTime,
  type DerElement,
} from '../der.ts';
import { readExtensionList, unknownCritical, valueIn, type Extension } from '../extensions.ts';
import type { Instant } from '../../../shared/dates.ts';
import { ocspOid } from './ocsp-request.ts';
import { readRevocationReason, type Revoked } from './revocation-reason.ts';

/** Numbers of OCSPResponseStatus, RFC 6960, 4.2.1. */
export const ocspStatus = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;

/** One certificate's state in an answer. */
export interface SingleResponse {
  /** Dotted object identifier of the hash. */
  readonly hash: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: Uint8Array;
  readonly status: 'good' | Revoked | 'unknown';
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant | null;
}

/** A basic OCSP answer as written, before any of it is believed. */
export interface BasicResponse {
  readonly signed: SignedDer;
  /** The signer by whole name (DER) or by SHA-1 of the public key. */
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Instant;
  readonly responses: readonly SingleResponse[];
  readonly nonce: Uint8Array | null;
  /** Unknown critical extensions, of the answer or of one certificate's state. */
  readonly unknownCritical: readonly string[];
  /** Certificates (DER) that came with it. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * Reads an answer: the basic response, or the status that takes its place.
 * @throws DerError
 */
export function readOcspResponse(bytes: Uint8Array): BasicResponse | { readonly status: number } {
  const [status, body, more] = readDer(readOne(bytes, derTag.sequence));
  if (status?.tag !== derTag.enumerated || status.content.length !== 1 || more)
    throw new DerError('no OCSP answer');
  const code = status.content[0] ?? -1;
  if (code !== ocspStatus.successful) return { status: code };
  if (body?.tag !== derTag.explicit0) throw new DerError('a successful answer without content');
  const [type, content] = readDer(readOne(body.content, derTag.sequence));
  if (
    type?.tag !== derTag.objectIdentifier ||
    readObjectIdentifier(type.content) !== ocspOid.basicResponse ||
    content?.tag !== derTag.octetString
  )
    throw new DerError('not a basic answer');
  return readBasic(content.content);
}

function readBasic(bytes: Uint8Array): BasicResponse {
  const signed = readSigned(bytes);
  // Version 1 is not written; a version that is written stands where the responder should be, and is none.
  const [responder, producedAt, responses, extensions, more] = signed.body;
  if (!responder || !producedAt || responses?.tag !== derTag.sequence || more)
    throw new DerError('no OCSP response data');
  if (extensions && extensions.tag !== derTag.explicit1) throw new DerError('no extensions');
  const list = extensions ? readExtensionList(extensions.content) : [];
  const nonce = valueIn(list, ocspOid.nonce);
  const singles = readDer(responses.content).map(readSingle);
  return {
    signed,
    responder: readResponder(responder),
    producedAt: readTime(producedAt),
    responses: singles.map(({ single }) => single),
    nonce: nonce ? readOne(nonce, derTag.octetString) : null,
    unknownCritical: unknownCritical(
      [...list, ...singles.flatMap(({ extensions: own }) => own)],
      [ocspOid.nonce],
    ),
    certificates: readCertificates(signed.more),
  };
}

function readCertificates([certificates, more]: readonly DerElement[]): readonly Uint8Array[] {
  if (!certificates) return [];
  if (certificates.tag !== derTag.explicit0 || more) throw new DerError('no certificates');
  return readDer(readOne(certificates.content, derTag.sequence)).map(({ whole }) => whole);
}

function readResponder({ tag, content }: DerElement): BasicResponse['responder'] {
  if (tag === derTag.explicit2) return { keyHash: readOne(content, derTag.octetString) };
  const [name] = readDer(content);
  if (tag !== derTag.explicit1 || !name) throw new DerError('no responder');
  return { name: name.whole };
}

function readSingle({ tag, content }: DerElement): {
  single: SingleResponse;
  extensions: readonly Extension[];
} {
  const [id, status, thisUpdate, ...optional] = tag === derTag.sequence ? readDer(content) : [];
  if (id?.tag !== derTag.sequence || !status || !thisUpdate) throw new DerError('no single response');
  const [algorithm, nameHash, keyHash, serial] = readDer(id.content);
  const [hash] = algorithm?.tag === derTag.sequence ? readDer(algorithm.content) : [];
  if (
    hash?.tag !== derTag.objectIdentifier ||
    nameHash?.tag !== derTag.octetString ||
    keyHash?.tag !== derTag.octetString ||
    serial?.tag !== derTag.integer
  )
    throw new DerError('no certificate identifier');
  const tags = optional.map((element) => element.tag);
  if (
    tags.some(
      (one, index) => one !== derTag.explicit0 + (tags.length === 2 ? index : 0) && one !== derTag.explicit1,
    )
  )
    throw new DerError('no single response');
  const next = optional.find((element) => element.tag === derTag.explicit0);
  const own = optional.find((element) => element.tag === derTag.explicit1);
  return {
    single: {
      hash: readObjectIdentifier(hash.content),
      issuerNameHash: nameHash.content,
      issuerKeyHash: keyHash.content,
      serial: readMagnitude(serial.content),
      status: readStatus(status),
      thisUpdate: readTime(thisUpdate),
      nextUpdate: next ? readNested(next.content) : null,
    },
    extensions: own ? readExtensionList(own.content) : [],
  };
}

/** [0] good and [2] unknown have no content; [1] says when it was revoked, and may say why. */
function readStatus({ tag, content }: DerElement): SingleResponse['status'] {
  if (tag === derTag.implicit0 && content.length === 0) return 'good';
  if (tag === derTag.explicit1) return readRevoked(content);
  if (tag === derTag.implicit2 && content.length === 0) return 'unknown';
  throw new DerError('no state of a certificate');
}

function readRevoked(content: Uint8Array): Revoked {
  const [, reason, more] = readDer(content);
  if (more || (reason && reason.tag !== derTag.explicit0)) throw new DerError('no state of a certificate');
  return reason ? readRevocationReason(reason.content) : 'revoked';
}

function readNested(content: Uint8Array): Instant {
  const [time, more] = readDer(content);
  if (!time || more) throw new DerError('no time');
  return readTime(time);
}
