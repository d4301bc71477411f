import { Tagged, decode, encode, rfc8949EncodeOptions } from 'cborg';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** RFC 9052: COSE_Sign1 is tag 18; in the headers 1 is the algorithm, 4 the key id. RFC 9053: EdDSA is -8. */
const tagOfSign1 = 18;
const algorithmLabel = 1;
const kidLabel = 4;
const edDsa = -8;
/** Ed25519 */
const signatureBytes = 64;
const longestKid = 8;

/**
 * What a message is for, as COSE's external_aad: signed, never sent. So a list of void numbers can never be passed off as a
 * sheet's code, nor the other way round, though one key signs both.
 */
export const purposes = { sheetCode: 'komado/sheet-code/1', voidNumbers: 'komado/void-numbers/1' } as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

export interface Sign1 {
  readonly kid: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

const protectedHeader = cbor(new Map([[algorithmLabel, edDsa]]));

/** Sig_structure of RFC 9052, 4.4. */
export function sigStructure(
  bodyProtected: Uint8Array,
  externalAad: Uint8Array,
  payload: Uint8Array,
): Uint8Array {
  return cbor(['Signature1', bodyProtected, externalAad, payload]);
}

/** The bytes that the key signs. */
export function toBeSigned(payload: Uint8Array, purpose: Purpose): Uint8Array {
  return sigStructure(protectedHeader, new TextEncoder().encode(purpose), payload);
}

/** A COSE_Sign1 message, tagged, with {alg: EdDSA} protected and {kid} unprotected. */
export function writeSign1({ kid, payload, signature }: Sign1): Uint8Array {
  if (kid.length === 0 || kid.length > longestKid) throw new RangeError('a key id of 1 to 8 bytes');
  if (signature.length !== signatureBytes) throw new RangeError('an Ed25519 signature has 64 bytes');
  return cbor(new Tagged(tagOfSign1, [protectedHeader, new Map([[kidLabel, kid]]), payload, signature]));
}

/**
 * Bytes that signing adds to a payload, with a kid of 8 bytes.
 * @param payloadLength bytes
 */
export function signedLength(payloadLength: number): number {
  const blank = { kid: new Uint8Array(longestKid), signature: new Uint8Array(signatureBytes) };
  return writeSign1({ ...blank, payload: new Uint8Array(payloadLength) }).length;
}

/** Reads what `writeSign1` writes, in exactly that form. The signature is not checked here. */
export function readSign1(bytes: Uint8Array): Result<Sign1, { readonly failed: 'notSign1' }> {
  const message = partsOf(bytes);
  if (message === null) return err({ failed: 'notSign1' });
  const again = writeSign1(message);
  return again.length === bytes.length && again.every((byte, index) => byte === bytes[index])
    ? ok(message)
    : err({ failed: 'notSign1' });
}

function partsOf(bytes: Uint8Array): Sign1 | null {
  let message: unknown;
  try {
    message = decode(bytes, { useMaps: true, tags: Tagged.preserve(tagOfSign1) });
  } catch {
    // What a receiver scans may be anything; "not a code" is an answer.
    return null;
  }
  if (!(message instanceof Tagged) || !Array.isArray(message.value)) return null;
  const parts: readonly unknown[] = message.value;
  const [, headers, payload, signature] = parts;
  const kid: unknown = headers instanceof Map ? headers.get(kidLabel) : undefined;
  if (!(kid instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array))
    return null;
  if (kid.length === 0 || kid.length > longestKid || signature.length !== signatureBytes) return null;
  return { kid, payload, signature };
}

function cbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}
