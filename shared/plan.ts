import { z } from 'zod';
import {
  certificateIdSchema,
  certificateKindSchema,
  itemIdSchema,
  maxCopies,
  variantIdSchema,
} from './certificates.ts';
import { municipalityIdSchema } from './ids.ts';
import { whoseSchema } from './whose.ts';

/**
 * What somebody wants, known before the card: chosen by a purpose, or prepared at home. It names nobody: whoever logs in afterwards
 * is meant, and what that person cannot take is asked as if nothing had been planned.
 */
export const planSchema = z.object({
  whose: whoseSchema,
  municipality: municipalityIdSchema,
  kind: certificateKindSchema,
  id: certificateIdSchema.exactOptional(),
  variant: variantIdSchema.nullable(),
  /** Whom it shows: the holder alone, or everybody on the certificate. */
  persons: z.enum(['self', 'all']),
  /** Items that are shown; null: the municipality's usual ones. */
  shown: z.array(itemIdSchema).nullable(),
  copies: z.int().min(1).max(maxCopies),
});
export type Plan = z.infer<typeof planSchema>;
