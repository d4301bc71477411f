import { z } from 'zod';
import {
  bilingualSchema,
  certificateKindSchema,
  isTaxKind,
  itemIdSchema,
  variantIdSchema,
  type NamedKind,
} from './certificates.ts';
import written from './purposes.json' with { type: 'json' };

/** For what people need certificates. Whoever knows which one they need, or needs it for something else, says so instead. */
export const purposeIds = [
  'bank',
  'driving',
  'school',
  'pension',
  'moving',
  'passport',
  'car',
  'inheritance',
  'work',
] as const;
export const purposeIdSchema = z.enum(purposeIds);
export type PurposeId = z.infer<typeof purposeIdSchema>;

/** For what a window asks no fee; left out `purposes`: it is said to everybody. */
export const freeUseSchema = bilingualSchema.extend({
  purposes: z.array(purposeIdSchema).min(1).exactOptional(),
});

export type FreeUse = z.infer<typeof freeUseSchema>;

/** What receivers of a purpose usually ask for. */
const wantSchema = z.strictObject({
  kind: certificateKindSchema,
  variant: variantIdSchema.exactOptional(),
  persons: z.enum(['self', 'all']),
  /** All items that are shown, those of foreign residents among them; null: the municipality's usual ones, or none to choose. */
  shown: z.array(itemIdSchema).nullable(),
});
export type PurposeWant = z.infer<typeof wantSchema>;

/**
 * What is said with a purpose: `original`: a photocopy will not do; `ownForm`: a receiver's own form is filled in at a window
 * alone; `numberInstead`: who gives the receiver their My Number often needs no certificate; `deceased`: records of somebody
 * who has died come from a window alone; `noDomicile`: the receiver should not ask for the registered domicile.
 */
export const purposeAdvices = ['original', 'ownForm', 'numberInstead', 'deceased', 'noDomicile'] as const;
export const purposeAdviceSchema = z.enum(purposeAdvices);
export type PurposeAdvice = z.infer<typeof purposeAdviceSchema>;

/** Whether My Number may stand on it: never, only where the receiver asks for it, or it never does. */
export const myNumberRuleSchema = z.enum(['mustNotShow', 'askFirst', 'notOnIt']);
export type MyNumberRule = z.infer<typeof myNumberRuleSchema>;

export const purposeSchema = z.strictObject({
  id: purposeIdSchema,
  /** The usual one first. */
  wants: z.array(wantSchema).min(1).max(3),
  myNumber: myNumberRuleSchema,
  /** How old the certificate may be, months; null: the sources give none. */
  withinMonths: z.int().min(1).max(12).nullable(),
  advice: z.array(purposeAdviceSchema),
  /** Official pages, and what they say of it. */
  sources: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        url: z.url({ protocol: /^https$/ }),
        says: z.string().min(1),
      }),
    )
    .min(1),
});
export type Purpose = z.infer<typeof purposeSchema>;

/** In the order in which they are offered. */
export const purposes: readonly Purpose[] = z.array(purposeSchema).parse(written);

/** @throws when the data has no such purpose: a test compares the two lists */
export function purposeOf(id: PurposeId): Purpose {
  const found = purposes.find((purpose) => purpose.id === id);
  if (!found) throw new Error(`there is no purpose "${id}" in purposes.json`);
  return found;
}

/**
 * Whether what a municipality offers is what is wanted. A tax certificate under the municipality's own title serves where a usual
 * one is wanted.
 */
export function fitsWant(
  offered: Pick<NamedKind, 'kind' | 'id'>,
  wanted: Pick<NamedKind, 'kind' | 'id'>,
): boolean {
  if (wanted.id !== undefined) return offered.kind === wanted.kind && offered.id === wanted.id;
  return offered.kind === wanted.kind || (offered.kind === 'taxCertificate' && isTaxKind(wanted.kind));
}
