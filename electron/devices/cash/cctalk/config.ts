import { z } from 'zod';
import { denominations, denominationSchema } from '../../../../shared/yen.ts';

/** Pieces: several times what the largest hoppers hold. */
const mostInHopper = 10_000;

const address = z.int().min(2).max(255);

const settings = z.strictObject({
  coinAcceptor: z.strictObject({
    address: address.default(2),
    /** Which coin position, 1 to 16, is taught which denomination. */
    coins: z
      .array(z.strictObject({ position: z.int().min(1).max(16), value: denominationSchema }))
      .min(1)
      .max(16),
  }),
  noteAcceptor: z
    .strictObject({
      address: address.default(40),
      /** Which bill type, 1 to 16, is which denomination. */
      bills: z
        .array(z.strictObject({ type: z.int().min(1).max(16), value: denominationSchema }))
        .min(1)
        .max(16),
    })
    .nullable(),
  /** Hoppers for coins, and the recycler for notes: one denomination each. */
  hoppers: z
    .array(
      z.strictObject({
        address,
        value: denominationSchema,
        /** Pieces in it when the kiosk starts. */
        count: z.int().min(0).max(mostInHopper, `expected at most ${mostInHopper}`),
        /** Whether pieces of this denomination that are taken in fall into this hopper. */
        recycles: z.boolean(),
      }),
    )
    .max(denominations.length),
  /** Whether the kiosk hears its own bytes: true on the standard's single wire, false behind an adapter that swallows them. */
  echo: z.boolean().default(true),
  /**
   * Pause between polls of the acceptors while the slots are open, ms. More than 200 can lose events (a device remembers
   * five).
   */
  pollMs: z.int().min(20).max(200).default(100),
  /** How long a device may take to answer, ms. Most take up to 50; a bill validator that moves a note takes longer. */
  replyMs: z.int().min(20).max(2_000).default(250),
  /** How long the line must be quiet before a command, ms. */
  gapMs: z.int().min(0).max(100).default(10),
  /** The same after an answer that never came, ms. */
  quietMs: z.int().min(10).max(1_000).default(60),
  /** How long the serial port may take to open, ms. */
  openMs: z.int().min(100).max(5_000).default(2_000),
  /** After this much silence an acceptor counts as offline, ms. */
  silenceMs: z.int().min(500).max(10_000).default(2_000),
  /** After the slots have closed: without an event for this long, nothing is under way any more, ms. */
  settleMs: z.int().min(100).max(5_000).default(600),
  /** How long CashInEnd waits at most for what is under way, ms; the payment machine waits 30 s for it. */
  endMs: z.int().min(5_000).max(25_000).default(20_000),
  /** A hopper that pays no coin for this long has stopped, ms. */
  hopperMs: z.int().min(1_000).max(20_000).default(6_000),
  /** A whole payout is cut off after this long, ms; the payment machine waits 90 s for it. */
  dispenseMs: z.int().min(10_000).max(80_000).default(75_000),
});

/** What is connected to the ccTalk bus, and the times of its drivers. */
export const cctalkConfigSchema = settings.check(({ value: bus, issues }) => {
  const { coinAcceptor, noteAcceptor, hoppers } = bus;
  const addresses = [
    { at: ['coinAcceptor', 'address'], of: coinAcceptor.address },
    ...(noteAcceptor === null ? [] : [{ at: ['noteAcceptor', 'address'], of: noteAcceptor.address }]),
    ...hoppers.map(({ address: of }, index) => ({ at: ['hoppers', index, 'address'], of })),
  ];
  const positions = coinAcceptor.coins.map(({ position: of }, index) => ({
    ...{ at: ['coinAcceptor', 'coins', index, 'position'], of },
  }));
  const types = (noteAcceptor?.bills ?? []).map(({ type: of }, index) => ({
    ...{ at: ['noteAcceptor', 'bills', index, 'type'], of },
  }));
  // With two hoppers at one address, change would be paid in whichever coin is there.
  for (const places of [addresses, positions, types])
    for (const [index, { at: path, of }] of places.entries())
      if (places.slice(0, index).some((other) => other.of === of))
        issues.push({ code: 'custom', path, input: bus, message: `${of} is there twice` });
});
export type CctalkConfig = z.infer<typeof cctalkConfigSchema>;
