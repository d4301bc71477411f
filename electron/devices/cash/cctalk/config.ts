import { z } from 'zod';
import { denominationSchema } from '../../../../shared/yen.ts';

const address = z.int().min(2).max(255);

/** What hangs on the ccTalk bus, and the times of its drivers. */
export const cctalkConfigSchema = z.strictObject({
  coinAcceptor: z.strictObject({
    address: address.default(2),
    /** Which denomination is taught to which coin position, 1 to 16. */
    coins: z.array(z.strictObject({ position: z.int().min(1).max(16), value: denominationSchema })).min(1),
  }),
  noteAcceptor: z
    .strictObject({
      address: address.default(40),
      /** Which denomination is which bill type, 1 to 16. */
      bills: z.array(z.strictObject({ type: z.int().min(1).max(16), value: denominationSchema })).min(1),
    })
    .nullable(),
  /** Hoppers for coins, and the recycler for notes: one denomination each. */
  hoppers: z.array(
    z.strictObject({
      address,
      value: denominationSchema,
      /** Pieces in it when the kiosk starts. */
      count: z.int().min(0),
      /** Pieces of this denomination that are taken in fall into this hopper. */
      recycles: z.boolean(),
    }),
  ),
  /** Whether the kiosk hears its own bytes: true on the single wire of the standard, false behind an adapter that swallows them. */
  echo: z.boolean().default(true),
  /** How often the acceptors are asked while the slots are open, ms. Longer than 200 can lose events (five are remembered). */
  pollMs: z.int().min(20).max(200).default(100),
  /** A device answers within so long, ms. Most do within 50; a bill validator that moves a note takes longer. */
  replyMs: z.int().min(20).max(2_000).default(250),
  /** The line is quiet for so long before a command, ms. */
  gapMs: z.int().min(0).max(100).default(10),
  /** The same after an answer that did not come, ms. */
  quietMs: z.int().min(10).max(1_000).default(60),
  /** The serial port opens within so long, ms. */
  openMs: z.int().min(100).max(5_000).default(2_000),
  /** An acceptor that does not answer for so long is offline, ms. */
  silenceMs: z.int().min(500).max(10_000).default(2_000),
  /** After the slots closed: no event for so long, and nothing is under way any more, ms. */
  settleMs: z.int().min(100).max(5_000).default(600),
  /** CashInEnd waits at the most so long for what is under way, ms; the payment machine waits 30 s for it. */
  endMs: z.int().min(5_000).max(25_000).default(20_000),
  /** A hopper that pays no coin for so long has stopped, ms. */
  hopperMs: z.int().min(1_000).max(20_000).default(6_000),
  /** A whole payout is broken off after so long, ms; the payment machine waits 90 s for it. */
  dispenseMs: z.int().min(10_000).max(80_000).default(75_000),
});
export type CctalkConfig = z.infer<typeof cctalkConfigSchema>;
