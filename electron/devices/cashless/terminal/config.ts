import { z } from 'zod';
import { hostSchema, lineSchema } from '../../../../shared/config-fields.ts';

/** A contactless terminal that speaks nexo Sale to POI (JSON over TCP, each message after four bytes of length). */
export const terminalConfigSchema = z.strictObject({
  host: hostSchema,
  port: z.int().min(1).max(65_535),
  /** The names of this kiosk and of the terminal in every message. */
  saleId: lineSchema(32),
  poiId: lineSchema(32),
  /** How long a resident may take to hold a card to it, ms. */
  paymentMs: z.int().min(5_000).max(180_000).default(90_000),
  /** How long connecting may take, ms. */
  connectMs: z.int().min(500).max(15_000).default(3_000),
  /** How long an answer that does not wait for a card may take, ms; a capture may need a call to the acquirer. */
  answerMs: z.int().min(500).max(60_000).default(15_000),
  /** How often a movement in progress is asked about, ms. */
  pollMs: z.int().min(100).max(10_000).default(1_000),
  /** How long a missing answer is asked for again before the outcome is called unknown, ms. */
  settleMs: z.int().min(1_000).max(120_000).default(30_000),
});
export type TerminalConfig = z.infer<typeof terminalConfigSchema>;
