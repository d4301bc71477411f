import { z } from 'zod';
import { base64Schema, keptMunicipalityIdSchema } from './ids.ts';

/** What a receiver of certificates fetches now and then (endpoints.ts) to check 2D codes offline. */

/** The first 8 bytes of SHA-256 over the public key, in hexadecimal: COSE's `kid`. */
export const keyIdSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits')
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof keyIdSchema>;

const instant = z.int().nonnegative();

export const sealKeySchema = z
  .strictObject({
    municipality: keptMunicipalityIdSchema,
    kid: keyIdSchema,
    /** Ed25519, 32 bytes, base64. */
    publicKey: base64Schema.length(44),
    /** ms since 1970. Certificates issued on a day (in Japan) that touches this span are good. */
    validFrom: instant,
    validUntil: instant,
    /**
     * From then on nothing this key ever signed is believed, because whoever has the key can write any date. Null: not
     * revoked.
     */
    revokedAt: instant.nullable(),
  })
  .refine(({ validFrom, validUntil }) => validFrom < validUntil, 'a key that ends before it begins');
export type SealKey = z.infer<typeof sealKeySchema>;

/** Every key that ever sealed a certificate, of every municipality that this center serves. */
export const sealKeyListSchema = z.strictObject({
  version: z.literal(1),
  issuedAt: instant,
  keys: z.array(sealKeySchema),
});
export type SealKeyList = z.infer<typeof sealKeyListSchema>;

/** A SealKeyList as the exact JSON text that was signed, and the root key's Ed25519 signature over its UTF-8 bytes. */
export const signedSealKeyListSchema = z.strictObject({ list: z.string(), signature: base64Schema });
export type SignedSealKeyList = z.infer<typeof signedSealKeyListSchema>;

/**
 * The first 8 bytes of SHA-256 over a document number, in hexadecimal: it reveals nothing to anybody who does not hold the
 * paper.
 */
export const voidMarkSchema = z.string().regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits');

export const voidListSchema = z.strictObject({
  municipality: keptMunicipalityIdSchema,
  /** ms since 1970; a receiver keeps the newest list of a municipality. */
  issuedAt: instant,
  numbers: z.array(voidMarkSchema),
});
export type VoidList = z.infer<typeof voidListSchema>;

/** One COSE_Sign1 per municipality (base64), over the CBOR map {municipality, issuedAt, numbers: byte strings, sorted}. */
export const signedVoidListsSchema = z.strictObject({ lists: z.array(base64Schema) });
export type SignedVoidLists = z.infer<typeof signedVoidListsSchema>;
