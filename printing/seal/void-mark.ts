import { sha256 } from '@noble/hashes/sha2.js';

const markBytes = 8;

/**
 * How a document number appears in a list of void ones: the first 8 bytes of its SHA-256. Numbers have 80 random bits, so
 * nobody can find one from its mark; among a million void ones a good one is taken for void once in 10^13 times.
 */
export function voidMarkOf(documentNumber: string): Uint8Array {
  return sha256(new TextEncoder().encode(documentNumber)).slice(0, markBytes);
}
