import { z } from 'zod';
import { terminalConfigSchema } from '../../electron/devices/cashless/terminal/config.ts';
import { walletConfigSchema } from '../../electron/devices/cashless/wallet/config.ts';
import { payMethodSchema } from '../../shared/cashless.ts';
import { refundReasonSchema } from '../../shared/refund-api.ts';
import { registerDateSchema } from '../../shared/register-date.ts';
import { killMoments } from './kill-moments.ts';

/** What the person at the kiosk does in one life of it. */
export const scriptSchema = z.discriminatedUnion('who', [
  z.object({
    who: z.literal('resident'),
    method: payMethodSchema,
    copies: z.int().positive(),
    /** Stops once this much is inserted, yen; null: pays in full. */
    stopsAt: z.number().nullable(),
  }),
  z.object({ who: z.literal('staff'), code: z.string(), reason: refundReasonSchema }),
]);
export type Script = z.infer<typeof scriptSchema>;

const keyPairSchema = z.object({ certificate: z.base64(), privateKey: z.string(), authority: z.base64() });

/** The chip of a made-up resident's card, which belongs to the resident, not to the kiosk. */
export const chipSchema = z.object({
  holder: z.object({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    birthDate: registerDateSchema,
    sex: z.enum(['male', 'female', 'other']),
    pin: z.string(),
  }),
  userAuthentication: keyPairSchema,
  digitalSignature: keyPairSchema,
  signaturePassword: z.string(),
});
export type Chip = z.infer<typeof chipSchema>;

/** Where to find everything that outlives the kiosk. */
export const outsideSchema = z.object({
  journal: z.string(),
  /** How far the clock of center and kiosk is ahead of this machine's, ms. */
  moved: z.number(),
  center: z.object({
    url: z.string(),
    bindingKey: z.base64(),
    line: z.object({ ca: z.string(), certificate: z.string(), key: z.string() }),
    kiosk: z.string(),
  }),
  chip: chipSchema,
  cashSocket: z.string(),
  cashless: z.object({ wallet: walletConfigSchema.nullable(), terminal: terminalConfigSchema.nullable() }),
  sheetPrinter: z.string(),
  receiptPrinter: z.string(),
  /** Code of staff `S-01`, and its hash as in a site's configuration. */
  attendant: z.object({ code: z.string(), scrypt: z.string() }),
});
export type Outside = z.infer<typeof outsideSchema>;

/** To the kiosk's process: begin a life over these lines, after closing the one before. */
export const lifeSchema = z.object({
  /** Returned with every word of this life. */
  life: z.int(),
  outside: outsideSchema,
  script: scriptSchema.nullable(),
  kill: z.object({ write: z.int().positive(), moment: z.enum(killMoments) }).nullable(),
});
export type Life = z.infer<typeof lifeSchema>;

/** From the kiosk's process. */
export const wordSchema = z.object({
  life: z.int(),
  word: z.discriminatedUnion('is', [
    /** Everything is loaded; a life can begin at once. `life` is 0. */
    z.object({ is: z.literal('ready') }),
    /** Recovery has finished. */
    z.object({ is: z.literal('started'), interrupted: z.array(z.string()) }),
    z.object({ is: z.literal('screen'), kind: z.string() }),
    /** Whoever stood there has left. `writes`: journal writes in this life. */
    z.object({ is: z.literal('done'), writes: z.int(), last: z.string() }),
    z.object({ is: z.literal('log'), line: z.string() }),
  ]),
});
export type Word = z.infer<typeof wordSchema>['word'];
