import { z } from 'zod';
import { certificateKindSchema } from '../../shared/certificates.ts';
import { lineFaults } from './visit-center.ts';

const ms = z.number().min(0);
/** What the kiosks' processes tell of each visit. */
export const kiosksSaySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visited'),
    fault: z.enum(lineFaults).nullable(),
    times: z.object({ begin: ms, login: ms, order: ms, outcome: ms, visit: ms }),
    printed: z.boolean(),
    /** Of its pages: `FILE.0.pdf` and so on. */
    file: z.string(),
    sheets: z.int().min(1),
    certificate: certificateKindSchema,
    /** When it ended, ms since 1970. */
    at: z.number(),
    transaction: z.string(),
    numbers: z.array(z.string()).min(1),
    /** The place among the people of the run. */
    person: z.int().min(0),
    name: z.string(),
    address: z.string(),
  }),
  z.object({
    kind: z.literal('failed'),
    fault: z.enum(lineFaults).nullable(),
    why: z.string(),
    /** Another's pages, or two orders for one request. */
    wrong: z.boolean(),
  }),
]);
export type KiosksSay = z.infer<typeof kiosksSaySchema>;
export type VisitSaid = Extract<KiosksSay, { kind: 'visited' }>;
