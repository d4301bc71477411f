import { z } from 'zod';
import { placedCashSchema } from './attendants.ts';
import { payMethodSchema } from './cashless.ts';
import { certificateKindSchema } from './certificates.ts';

const count = z.int().min(0);
/** Yen; many payments together may be more than one may be. */
const sum = z.int().min(0);

/** What came to its end between two closings of a kiosk's day. */
export const daySumsSchema = z.object({
  transactions: count,
  /** Sheets that the printer said came out. */
  sheets: count,
  paid: sum,
  /** Earned: the price of what was printed whole. */
  printed: sum,
  givenBack: sum,
  /** What was owed when its transaction ended; staff may have paid it back since. */
  owed: sum,
  /** Certificates that were printed whole, by kind. */
  kinds: z.array(z.object({ kind: certificateKindSchema, count, amount: sum })).readonly(),
  /** What was earned, by the way in which it was paid; `count`: transactions. */
  ways: z.array(z.object({ method: payMethodSchema, count, amount: sum })).readonly(),
  /** Refunds that staff paid here, whichever day and kiosk the transaction was of. */
  refunds: z.object({ count, hoppers: sum, register: sum, cashless: sum }),
});
export type DaySums = z.infer<typeof daySumsSchema>;

/** The same since the kiosk's first record. They only grow: each closing's stand in the journal, and the next adds to them. */
export const dayTotalsSchema = z.object({
  transactions: count,
  certificates: count,
  sheets: count,
  printed: sum,
  givenBack: sum,
  refunded: sum,
});
export type DayTotals = z.infer<typeof dayTotalsSchema>;

/** A closing of the day as it is, or would be now. */
export const dayClosingSchema = z.object({
  /** From 1, without gaps. */
  number: z.int().positive(),
  /** The closing before it, ms since 1970; null: it is the first. */
  since: z.number().nullable(),
  at: z.number(),
  sums: daySumsSchema,
  totals: dayTotalsSchema,
  /** Pieces in each place by the books. */
  cash: z.array(placedCashSchema).readonly(),
  /** Owed by the books, from whatever day. */
  owed: sum,
  openCases: count,
});
export type DayClosing = z.infer<typeof dayClosingSchema>;

/** Certificates of a sum, of whatever kind. */
export function certificatesOf({ kinds }: DaySums): number {
  return kinds.reduce((all, each) => all + each.count, 0);
}
