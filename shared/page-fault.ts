import { z } from 'zod';
import { languageSchema } from './languages.ts';

/** A fault that a page gets by with and its host should know of: these words could not be loaded, Japanese stands in for them. */
export const pageFaultSchema = z.object({
  what: z.literal('wordsMissing'),
  language: languageSchema,
  group: z.enum(['residents', 'attendants']),
});
export type PageFault = z.infer<typeof pageFaultSchema>;
