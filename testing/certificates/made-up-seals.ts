import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encode, rfc8949EncodeOptions } from 'cborg';
import { purposes, toBeSigned, writeSign1 } from '../../printing/seal/cose-sign1.ts';
import type { Purpose } from '../../printing/seal/cose-sign1.ts';
import { voidMarkOf } from '../../printing/seal/void-mark.ts';
import type { Instant } from '../../shared/dates.ts';
import { sealKeySchema } from '../../shared/seal.ts';
import type { SealKey } from '../../shared/seal.ts';
import { keyIdText } from '../../verifier/code/signature.ts';
import { codes } from '../municipality-codes.ts';

/** A municipality that seals in tests, with a key from a made-up seed. */
export interface MadeUpSealer {
  readonly key: SealKey;
  seal(payload: Uint8Array, purpose?: Purpose): Uint8Array;
  voidList(issuedAt: Instant, documentNumbers: readonly string[], municipality?: string): Uint8Array;
}

/** @param seed tells one key from another */
export function madeUpSealer(seed: string, changes: Partial<SealKey> = {}): MadeUpSealer {
  const secret = sha256(new TextEncoder().encode(seed));
  const publicKey = ed25519.getPublicKey(secret);
  const kid = sha256(publicKey).slice(0, 8);
  const key = sealKeySchema.parse({
    municipality: codes.tsukuba,
    kid: keyIdText(kid),
    publicKey: btoa(String.fromCharCode(...publicKey)),
    validFrom: Date.parse('2026-04-01T12:00:00+09:00'),
    validUntil: Date.parse('2027-04-01T12:00:00+09:00'),
    revokedAt: null,
    ...changes,
  });
  const seal = (payload: Uint8Array, purpose: Purpose = purposes.sheetCode) =>
    writeSign1({ kid, payload, signature: ed25519.sign(toBeSigned(payload, purpose), secret) });
  return {
    key,
    seal,
    voidList: (issuedAt, documentNumbers, municipality = key.municipality) =>
      seal(
        encode({ municipality, issuedAt, numbers: documentNumbers.map(voidMarkOf) }, rfc8949EncodeOptions),
        purposes.voidNumbers,
      ),
  };
}
