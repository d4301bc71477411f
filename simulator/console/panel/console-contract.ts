import { z } from 'zod';
import { slots } from '../../../shared/slots.ts';
import { cashCountSchema, denominationSchema } from '../../../shared/yen.ts';

/** What the console shows: the devices from outside, as a person at the kiosk would see them. */
export const consoleStateSchema = z.object({
  time: z.string(),
  holders: z.array(z.object({ id: z.string(), note: z.string() })),
  card: z.string().nullable(),
  readerPlugged: z.boolean(),
  /** The sum the terminal is asking a card for, yen; null: none. */
  terminalAsks: z.number().nullable(),
  attendants: z.array(z.string()),
  /** The code each of them types instead of using the card. */
  attendantCode: z.string(),
  /** The sum of the wallet's last code, yen; null: no code was shown yet. */
  walletAsks: z.number().nullable(),
  tray: z.array(cashCountSchema),
  levels: z.array(cashCountSchema),
  rejected: z.int(),
  paper: z.int(),
  coverOpen: z.boolean(),
  jammed: z.boolean(),
  tonerEmpty: z.boolean(),
  sheets: z.array(z.string()),
  receiptPaperOut: z.boolean(),
  /** What the sensor in front of the kiosk says. */
  presence: z.enum(['somebody', 'nobody', 'unknown']),
  /** Whether the bell behind the counter rings, and which lights burn at the slots. */
  ringing: z.boolean(),
  lit: z.array(z.enum(slots)),
  /** The last receipt as SVG, for an <img>. */
  receipt: z.string().nullable(),
  lastAction: z.string(),
});
export type ConsoleState = z.infer<typeof consoleStateSchema>;

/** What a person at the console can do. */
export const consoleActionSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('setCard'),
    holder: z.string(),
    variant: z.enum(['normal', 'expired', 'notYetValid', 'noUserAuthentication', 'foreignIssuer']),
    kind: z.enum(['card2016', 'android', 'next', 'no-certificate', 'no-pin']).default('card2016'),
  }),
  z.object({ do: z.literal('setOtherCard'), kind: z.enum(['bank', 'licence', 'transit', 'mute']) }),
  /** The smartphone's application reserves a new signature password for the holder's card. */
  z.object({ do: z.literal('reserve'), holder: z.string() }),
  z.object({ do: z.literal('takeCard') }),
  /** The card of store staff or an operator. */
  z.object({ do: z.literal('setAttendantCard'), id: z.string() }),
  /** What the resident's telephone does with the code on the screen. */
  z.object({ do: z.literal('wallet'), answer: z.enum(['pay', 'decline', 'expire']) }),
  /** What is done at the terminal when it asks for a card. */
  z.object({ do: z.literal('terminal'), answer: z.enum(['hold', 'decline', 'cancel']) }),
  z.object({ do: z.literal('plugReader'), plugged: z.boolean() }),
  z.object({ do: z.literal('insert'), value: denominationSchema }),
  z.object({ do: z.literal('emptyTray') }),
  z.object({ do: z.literal('setPaper'), sheets: z.int().min(0).max(500) }),
  z.object({ do: z.literal('cover'), open: z.boolean() }),
  z.object({ do: z.literal('jam'), jammed: z.boolean() }),
  z.object({ do: z.literal('toner'), empty: z.boolean() }),
  z.object({ do: z.literal('sense'), presence: z.enum(['somebody', 'nobody', 'unknown']) }),
  /** Staff press the key at their bell. */
  z.object({ do: z.literal('hearBell') }),
  z.object({ do: z.literal('receiptPaper'), out: z.boolean() }),
]);
export type ConsoleAction = z.infer<typeof consoleActionSchema>;
/** An action as the panel sends it: what has a default may be left out. */
export type SentConsoleAction = z.input<typeof consoleActionSchema>;
