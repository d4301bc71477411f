import { z } from 'zod';

/** A contactless terminal that speaks nexo Sale to POI (JSON, TCP, four bytes of length). */
export const terminalConfigSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  /** This kiosk and the terminal, by the names that they have in every message. */
  saleId: z.string().min(1).max(32),
  poiId: z.string().min(1).max(32),
  /** So long a resident may take to hold a card to it, ms. */
  paymentMs: z.int().min(5_000).max(180_000).default(90_000),
  /** The connection stands within so long, ms. */
  connectMs: z.int().min(500).max(15_000).default(3_000),
  /** Whatever waits for no card is answered within so long, ms; a capture may take a call to the acquirer. */
  answerMs: z.int().min(500).max(60_000).default(15_000),
  /** How often a movement in progress is asked about, ms. */
  pollMs: z.int().min(100).max(10_000).default(1_000),
  /** So long, ms, an answer that is missing is asked for again until the outcome is called unknown. */
  settleMs: z.int().min(1_000).max(120_000).default(30_000),
});
export type TerminalConfig = z.infer<typeof terminalConfigSchema>;
