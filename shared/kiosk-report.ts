import { z } from 'zod';
import { deviceIdSchema, deviceReasonSchema, deviceStateSchema, outReasonSchema } from './attendants.ts';
import type { Cause } from './causes.ts';

/*
 * What a kiosk tells the center of itself, and what the center wants of it: closed words and bounded numbers, nothing about
 * anybody. Times are ages in ms, not instants: a kiosk whose clock is wrong still tells how long something has lasted.
 */

const dayMs = 86_400_000;
const age = z
  .int()
  .min(0)
  .max(3_660 * dayMs);

/** The version of a program, as `package.json` has it. */
export const programVersionSchema = z
  .string()
  .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,24})?$/, 'expected a version: 1.2.3');

/** Why a kiosk as a whole does not serve; what concerns a resident is none of these. */
export const outCauses = [
  'bindingMismatch',
  'journalUnavailable',
  'diskFull',
  'journalDamaged',
  'journalVersion',
  'journalRolledBack',
  'clockSetBack',
  'outByOperator',
  'starting',
  'kioskBroken',
  'cardReaderUnavailable',
  'cashUnavailable',
  'printerUnavailable',
  'centerUnreachable',
  'centerSlow',
  'centerNonsense',
  'kioskNotTrusted',
  'outOfHours',
  'closedDay',
] as const satisfies readonly Cause[];

/** `outByCenter`: at the center's order. `other`: a cause that has no word here. */
export const toldCauses = [...outCauses, 'outByCenter', 'other'] as const;
export const toldCauseSchema = z.enum(toldCauses);
export type ToldCause = z.infer<typeof toldCauseSchema>;

/** The word with which a cause is told. */
export function toldCauseOf(cause: Cause): ToldCause {
  return outCauses.find((one) => one === cause) ?? 'other';
}

/** How much there is of a supply, in words: a number that falls would tell what somebody took. */
export const supplyLevels = ['enough', 'low', 'empty', 'unknown'] as const;
const supplyLevelSchema = z.enum(supplyLevels);
export type SupplyLevel = z.infer<typeof supplyLevelSchema>;
export const supplies = ['sheets', 'toner', 'receiptRoll', 'change'] as const;
export type Supply = (typeof supplies)[number];

/** A number that goes up by one with each order, report or alarm. */
const number = z.int().min(0).max(1_000_000_000);

export const kioskReportSchema = z.strictObject({
  /** 128 random bits, drawn at each start of the kiosk's program: two kiosks with one name differ in them. */
  run: z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'),
  /** Of this run's reports, from 1. A repeated or late one is not newer than the last. */
  number,
  /** The kiosk's clock, ms since 1970, so that the center sees when it is wrong. */
  clock: z.int().min(0).max(8_640_000_000_000_000),
  version: programVersionSchema,
  /**
   * Whether it serves. `finishing`: taken out of service, and a session is still being finished; otherwise no report tells whether
   * somebody is being served.
   */
  service: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('in'), forMs: age }),
    z.strictObject({ state: z.literal('finishing'), forMs: age }),
    z.strictObject({ state: z.literal('out'), cause: toldCauseSchema, forMs: age }),
  ]),
  /** Devices that need somebody. */
  troubles: z
    .array(
      z.strictObject({
        device: deviceIdSchema,
        state: deviceStateSchema,
        reason: deviceReasonSchema.nullable(),
        forMs: age,
      }),
    )
    .max(24),
  supplies: z.strictObject({
    sheets: supplyLevelSchema,
    toner: supplyLevelSchema,
    receiptRoll: supplyLevelSchema,
    change: supplyLevelSchema,
  }),
  /** How long ago a certificate was printed last, in whole quarters of an hour; null: none was, as far as the journal goes. */
  lastIssueQuarters: z
    .int()
    .min(0)
    .max(366 * 96 * 10)
    .nullable(),
  /** How long the kiosk's certificate for the line still holds, days. */
  certificateDays: z.int().min(-10_000).max(10_000),
  /** The number of the latest orders in its journal; 0: none. */
  heard: number,
  /** What it can do about the version that the center wishes. `noUpdater`: nothing here can update it. */
  update: z.enum(['notWished', 'known', 'noUpdater']),
});
export type KioskReport = z.infer<typeof kioskReportSchema>;

/** What the center wants of a kiosk until it wants something else. A kiosk obeys a higher number than it has obeyed. */
export const standingOrdersSchema = z.strictObject({
  number,
  service: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('in') }),
    /** Finishes the session, and takes no new one. */
    z.strictObject({ state: z.literal('draining') }),
    /** The same, with a reason for those who stand there. */
    z.strictObject({ state: z.literal('out'), reason: outReasonSchema }),
  ]),
  /** The version that it should become; null: none in particular. */
  update: programVersionSchema.nullable(),
});
export type StandingOrders = z.infer<typeof standingOrdersSchema>;
export type OrderedService = StandingOrders['service'];

/** As long as the center has ordered nothing. */
export const noOrders: StandingOrders = { number: 0, service: { state: 'in' }, update: null };

/** Out of service at the center's order; without a reason: no new session is let in. */
export const centerOutSchema = z.object({ reason: outReasonSchema.nullable(), since: z.number() });
export type CenterOut = Readonly<z.infer<typeof centerOutSchema>>;
