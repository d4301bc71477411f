import { z } from 'zod';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** A key goes over the line with every sum: in the clear to this machine alone, as to a simulator. */
const apiUrl = z.url({ protocol: /^https?$/, error: 'expected https://…' }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || loopback.has(hostname);
}, 'expected https://…; http:// only to this machine');

/** A QR-code wallet with an Open Payment API. */
export const walletConfigSchema = z.strictObject({
  /** `https://apigw.paypay.ne.jp` */
  url: apiUrl,
  /** Name of the key that the provider gave, and the file with its secret (mode 0600). */
  apiKey: z.string().regex(/^[\x21-\x39\x3b-\x7e]+$/, 'expected printable characters without colon'),
  secretFile: z.string().min(1),
  /** For whom the money is: X-ASSUME-MERCHANT. */
  merchant: z.string().regex(/^[\x21-\x7e]+$/, 'expected printable characters'),
  /** The shop and the machine as the provider knows them; they stand in its statements. */
  storeId: z.string().min(1).max(255).nullable().default(null),
  terminalId: z.string().min(1).max(255).nullable().default(null),
  /** What the resident reads in the wallet. Never what was taken: a kind of certificate can be personal. */
  description: z.string().min(1).max(255).default('コンビニ交付 手数料'),
  /** How often a shown code is asked about, ms; the provider wants 2 to 3 seconds. */
  pollMs: z.int().min(500).max(10_000).default(2_000),
  /** A code stays on the screen at the most so long, ms, whatever expiry the provider names. */
  codeMs: z.int().min(30_000).max(600_000).default(300_000),
  /** A question is answered within so long, ms. */
  readMs: z.int().min(500).max(30_000).default(15_000),
  /** A movement of money is answered within so long, ms; the provider wants 30 seconds. */
  writeMs: z.int().min(500).max(60_000).default(30_000),
  /** So long, ms, an answer that is missing is asked for again until the outcome is called unknown. */
  settleMs: z.int().min(1_000).max(120_000).default(45_000),
});
export type WalletConfig = z.infer<typeof walletConfigSchema>;
