import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  DerError,
  derTag,
  readDer,
  readFullBits,
  readMagnitude,
  readObjectIdentifier,
  readOne,
} from './der.ts';
import { isOpenSslError } from './openssl-error.ts';

/** What a request for a certificate asks for; whoever sent it has proved to have the private key. */
export interface CertificateRequest {
  /** The common name, which is all of the subject. */
  readonly name: string;
  /** On P-256. */
  readonly publicKey: KeyObject;
}

/**
 * `form`: not a request as a kiosk writes it. `key`: not on P-256, or not written as such keys are. `signature`: not made with
 * the key that it asks for.
 */
export type RequestFault = 'form' | 'key' | 'signature';

const commonName = '2.5.4.3';
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
/** A tag for "both coordinates follow", and the two of them: SubjectPublicKeyInfo of P-256 has one form only. */
const p256Bytes = 91;

/**
 * Reads a request (PKCS #10, RFC 2986) as strictly as certificates: one common name, a key on P-256 whose curve is named, a
 * signature with ECDSA and SHA-256 by that key, and nothing behind it. What it wishes for in attributes is not looked at,
 * because the center alone says what a certificate has.
 * @param der at most a few kB
 */
export function readCertificateRequest(der: Uint8Array): Result<CertificateRequest, RequestFault> {
  let parts;
  try {
    parts = partsOf(der);
  } catch (error) {
    if (error instanceof DerError) return err('form');
    throw error;
  }
  const publicKey = p256Of(parts.keyInfo);
  if (publicKey === null) return err('key');
  const isSigned = verify('sha256', parts.body, publicKey, parts.signature);
  return isSigned ? ok({ name: parts.name, publicKey }) : err('signature');
}

function partsOf(der: Uint8Array) {
  const [body, algorithm, signature, ...more] = readDer(readOne(der, derTag.sequence));
  if (body?.tag !== derTag.sequence || signature?.tag !== derTag.bitString || more.length > 0)
    throw new DerError('not a request');
  if (algorithm?.tag !== derTag.sequence) throw new DerError('no algorithm');
  if (readObjectIdentifier(readOne(algorithm.content, derTag.objectIdentifier)) !== ecdsaWithSha256)
    throw new DerError('another algorithm');
  const [version, subject, keyInfo, attributes, ...others] = readDer(body.content);
  if (version?.tag !== derTag.integer || readMagnitude(version.content).some((byte) => byte !== 0))
    throw new DerError('another version');
  if (attributes?.tag !== derTag.explicit0 || others.length > 0) throw new DerError('no attributes');
  if (subject?.tag !== derTag.sequence || keyInfo?.tag !== derTag.sequence) throw new DerError('no subject');
  return {
    name: nameIn(subject.content),
    keyInfo: keyInfo.whole,
    body: body.whole,
    signature: readFullBits(signature.content),
  };
}

/** @param subject the content of a Name with one common name and nothing else */
function nameIn(subject: Uint8Array): string {
  const [type, value, ...more] = readDer(readOne(readOne(subject, 0x31), derTag.sequence));
  if (type?.tag !== derTag.objectIdentifier || readObjectIdentifier(type.content) !== commonName)
    throw new DerError('no common name');
  const isText = value?.tag === derTag.utf8String || value?.tag === 0x13;
  if (!isText || more.length > 0) throw new DerError('no text');
  return Buffer.from(value.content).toString('latin1');
}

/** A curve that is spelled out, a compressed point or the point at infinity have another length, and are refused. */
function p256Of(keyInfo: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(keyInfo), format: 'der', type: 'spki' });
    const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    if (!isP256 || keyInfo.length !== p256Bytes) return null;
    return key.export({ type: 'spki', format: 'der' }).equals(keyInfo) ? key : null;
  } catch (error) {
    if (isOpenSslError(error)) return null;
    throw error;
  }
}
