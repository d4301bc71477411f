import { z } from 'zod';

/** Where a value of the configuration comes from: its file, the usual value, or made from others by the program. */
export const configOrigins = ['file', 'default', 'derived'] as const;
export const configOriginSchema = z.enum(configOrigins);

/** A value as an operator sees it, secrets and hashes masked. */
export const configValueSchema = z.object({
  /** `center.url`, `attendants.0.id` */
  path: z.string(),
  value: z.string(),
  origin: configOriginSchema,
});
export type ConfigValue = z.infer<typeof configValueSchema>;

/** What differs between the configuration in use and another; null: it is not there. */
export const configChangeSchema = z.object({
  path: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
});
export type ConfigChange = z.infer<typeof configChangeSchema>;

/** An earlier configuration that was kept. */
export const earlierConfigSchema = z.object({ number: z.int().positive(), at: z.number() });
export type EarlierConfig = z.infer<typeof earlierConfigSchema>;

/** A configuration that was checked as a whole and waits to be put in place. */
export const configOfferSchema = z.object({
  /** Null: from the memory stick. */
  number: z.int().positive().nullable(),
  changes: z.array(configChangeSchema),
  /** What nobody can do with it, in English, from the check. */
  warnings: z.array(z.string()),
  /** SHA-256 of its bytes: what was shown is what is put in place. */
  sum: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ConfigOffer = z.infer<typeof configOfferSchema>;

/** Why one is not offered. `wrong`: each line says file, path and what was expected, in English. */
export type ConfigFault =
  | { readonly fault: 'noStick' | 'noFile' | 'same' | 'notWritten' | 'changed' }
  | { readonly fault: 'wrong'; readonly lines: readonly string[] };
export const configFaultSchema = z.discriminatedUnion('fault', [
  z.object({ fault: z.enum(['noStick', 'noFile', 'same', 'notWritten', 'changed']) }),
  z.object({ fault: z.literal('wrong'), lines: z.array(z.string()).readonly() }),
]) satisfies z.ZodType<ConfigFault>;
