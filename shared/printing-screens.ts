import { z } from 'zod';
import { yenSchema } from './yen.ts';

/** What a printer waits for: abbreviated IPP printer-state-reasons. */
export const printerTroubleSchema = z.enum([
  'media-empty',
  'media-jam',
  'cover-open',
  'toner-empty',
  'offline',
  'other',
]);
export type PrinterTrouble = z.infer<typeof printerTroubleSchema>;

/** Screens while sheets are printed, or wait for staff. */
export const printingBodies = [
  z.object({
    kind: z.literal('printing'),
    /** Sheets that the printer has reported as printed, out of `of`. */
    printed: z.int(),
    of: z.int(),
    change: yenSchema,
  }),
  z.object({
    kind: z.literal('printerTrouble'),
    trouble: printerTroubleSchema,
    printed: z.int(),
    of: z.int(),
    /** Until then (ms since 1970) the kiosk waits for staff; then it prints a slip for what it owes. */
    waitsUntil: z.number(),
  }),
] as const;
