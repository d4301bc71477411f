import { z } from 'zod';
import { isoDateSchema } from './dates.ts';

/** Said after a login whose card or certificate ends within three months. */
export const endingSoonSchema = z.object({
  /**
   * What ends: the certificate, which a window renews; the card, for which a new one is applied for; or the card with its
   * holder's stay in Japan, which is not renewed but extended after the stay is.
   */
  what: z.enum(['certificate', 'card', 'stay']),
  /** The last day on which it can be used. */
  lastDay: isoDateSchema,
});
export type EndingSoon = z.infer<typeof endingSoonSchema>;
