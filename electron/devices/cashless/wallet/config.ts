import { z } from 'zod';
import { addressSchema, lineSchema, pathSchema } from '../../../../shared/config-fields.ts';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** The API key's name and sums go over this line: unencrypted only to this machine, as to a simulator. */
const apiUrl = addressSchema(/^https?$/, 'expected https://…').refine((text) => {
  // Checked even when the text is no address at all, which is refused by then.
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || loopback.has(url.hostname));
}, 'expected https://…; http:// only to this machine');

/** A QR-code wallet with an Open Payment API. */
export const walletConfigSchema = z.strictObject({
  /** `https://apigw.paypay.ne.jp` */
  url: apiUrl,
  /** Name of the API key issued by the provider, and the file with its secret (mode 0600). */
  apiKey: z
    .string()
    .regex(/^[\x21-\x39\x3b-\x7e]{1,255}$/, 'expected at most 255 printable characters without colon'),
  secretFile: pathSchema,
  /** Who receives the money: X-ASSUME-MERCHANT. */
  merchant: z.string().regex(/^[\x21-\x7e]{1,255}$/, 'expected at most 255 printable characters'),
  /** The shop and the machine as the provider knows them; they appear in its statements. */
  storeId: lineSchema(255).nullable().default(null),
  terminalId: lineSchema(255).nullable().default(null),
  /** What the resident reads in the wallet. Never what was bought: a kind of certificate can be personal. */
  description: lineSchema(255).default('コンビニ交付 手数料'),
  /** How often a shown code is asked about, ms; the provider wants 2 to 3 seconds. */
  pollMs: z.int().min(500).max(10_000).default(2_000),
  /** How long a code stays on the screen at most, ms, whatever expiry the provider gives. */
  codeMs: z.int().min(30_000).max(600_000).default(300_000),
  /** How long the answer to a query may take, ms. */
  readMs: z.int().min(500).max(30_000).default(15_000),
  /** How long the answer to a movement of money may take, ms; the provider wants 30 seconds. */
  writeMs: z.int().min(500).max(60_000).default(30_000),
  /** How long a missing answer is asked for again before the outcome is called unknown, ms. */
  settleMs: z.int().min(1_000).max(120_000).default(45_000),
});
export type WalletConfig = z.infer<typeof walletConfigSchema>;
