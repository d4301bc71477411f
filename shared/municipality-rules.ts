import { z } from 'zod';
import { namedKindShape } from './certificates.ts';
import { base64Schema, municipalityIdSchema } from './ids.ts';
import { yenSchema } from './yen.ts';

/** Far more than a municipality ever publishes. */
export const mostRules = 1_000_000;

/** Counts the rules of one municipality that were ever in force or will be, from 1. */
export const rulesNumberSchema = z.int().min(1).max(mostRules);

/** A municipality's rules with their number and the instant from which they hold, as they are signed. */
export const rulesBundleSchema = z.strictObject({
  version: z.literal(1),
  municipality: municipalityIdSchema,
  /** Of two sets of rules whose instant has come, the one with the higher number is in force. */
  number: rulesNumberSchema,
  /** ms since 1970. */
  from: z.int().min(0),
  /** The municipality's file (issuing-center/municipalities/schema.ts). */
  rules: z.record(z.string(), z.json()),
});
export type RulesBundle = z.infer<typeof rulesBundleSchema>;

/** A bundle as the exact JSON text that was signed, and the Ed25519 signature over `rulesBytes` of it. */
export const signedRulesSchema = z.object({ text: z.string().max(1_000_000), signature: base64Schema });
export type SignedRules = z.infer<typeof signedRulesSchema>;

/** What of the rules a kiosk holds the offers against; the rest is for the center. */
export const rulesForKiosksSchema = z.looseObject({
  id: municipalityIdSchema,
  services: z
    .array(
      z.looseObject({
        ...namedKindShape,
        prices: z.array(z.looseObject({ yen: yenSchema })).min(1),
      }),
    )
    .min(1),
});

/** The bytes that are signed: the head keeps a bundle from passing for anything else that the same key signs. */
export function rulesBytes(text: string): Uint8Array {
  return new TextEncoder().encode(`komado-municipality-rules-1\n${text}`);
}
