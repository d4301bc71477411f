import { z } from 'zod';
import { lineReasons } from './line-reasons.ts';
import { isoDateSchema } from './dates.ts';
import { bilingualSchema, namedKindShape } from './certificates.ts';
import { attendantIdSchema } from './refund-api.ts';
import { cashCountSchema, denominationSchema, yenSchema } from './yen.ts';

/** Store staff handle refunds and jams; operators look after the machine. Neither ever sees personal data. */
export const attendantRoles = ['staff', 'operator'] as const;
export const attendantRoleSchema = z.enum(attendantRoles);
export type AttendantRole = z.infer<typeof attendantRoleSchema>;

export const attendantSchema = z.object({ id: attendantIdSchema, role: attendantRoleSchema });
export type Attendant = z.infer<typeof attendantSchema>;

// ── Devices, as maintenance sees them ──────────────────────────────────────────────────────────────────────────────────

/** Every part of a kiosk that has a state; a hopper is named by its denomination: `hopper-100`. */
export const deviceIdSchema = z.union([
  z.enum([
    'cardReader',
    'coinAcceptor',
    'noteAcceptor',
    'sheetPrinter',
    'receiptPrinter',
    'wallet',
    'terminal',
    'speech',
    'center',
    'clock',
    'disk',
    'journal',
  ]),
  z.templateLiteral(['hopper-', z.enum(['10', '50', '100', '500', '1000', '2000', '5000', '10000'])]),
]);
export type DeviceId = z.infer<typeof deviceIdSchema>;

/** States in the terms of CEN XFS and IPP; `low` still works, but not for long. */
export const deviceStates = [
  'online',
  'low',
  'offline',
  'jammed',
  'empty',
  'media-empty',
  'media-jam',
  'cover-open',
  'toner-empty',
  'hardwareError',
  'notAsked',
] as const;
export const deviceStateSchema = z.enum(deviceStates);
export type DeviceState = z.infer<typeof deviceStateSchema>;

/** Why a device is in its state, where that sends an operator to another place. */
export const deviceReasonSchema = z.enum([
  ...lineReasons,
  /** A certificate, of the kiosk for its line to the center, that ends soon. */
  'certificateEnds',
  /** The sheet printer takes none of the formats that a certificate can be sent in, or no A4; or the tool that converts is missing. */
  'noFormat',
  'noA4',
  'noConverter',
]);
export type DeviceReason = z.infer<typeof deviceReasonSchema>;

/** What a device that works may warn of: the state that it would be in. */
export const deviceWarningSchema = deviceStateSchema.extract([
  'offline',
  'media-empty',
  'media-jam',
  'cover-open',
  'toner-empty',
  'hardwareError',
]);
export type DeviceWarning = z.infer<typeof deviceWarningSchema>;

export const deviceReportSchema = z.object({
  device: deviceIdSchema,
  state: deviceStateSchema,
  /** When this state began, ms since 1970; the start of the kiosk if it has been so from the beginning. */
  since: z.number(),
  /** Figures beside the state: sheets of paper, percent of toner or disk, pieces in a hopper, ms of clock difference, records, days that a certificate still holds. */
  levels: z
    .array(
      z.object({
        value: z.number(),
        unit: z.enum(['sheets', 'toner', 'percent', 'pieces', 'ms', 'records', 'days']),
      }),
    )
    .max(2),
  reason: deviceReasonSchema.optional(),
  /** What it warns of while it goes on: what it is that an operator should look at before it stops. */
  warnings: z.array(deviceWarningSchema).optional(),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;

// ── Money in the kiosk, by the journal's books ─────────────────────────────────────────────────────────────────────────

export const cashPlaces = ['hopper', 'coinBox', 'noteBox'] as const;
export const cashPlaceSchema = z.enum(cashPlaces);
export type CashPlace = z.infer<typeof cashPlaceSchema>;

/** How many pieces of a denomination are in one place. */
export const placedCashSchema = z.object({
  place: cashPlaceSchema,
  value: denominationSchema,
  count: z.int().min(0),
});
export type PlacedCash = z.infer<typeof placedCashSchema>;

/** One line of an operator's count, pieces. left = counted − collected + filled. */
export const cashLineSchema = z.object({
  place: cashPlaceSchema,
  value: denominationSchema,
  expected: z.int().min(0),
  counted: z.int().min(0),
  collected: z.int().min(0),
  filled: z.int().min(0),
});
export type CashLine = z.infer<typeof cashLineSchema>;

// ── What people read in the journal ──────────────────────────────────────────────────────────────────────────────────

/**
 * Why a transaction needs somebody. `owed`: the kiosk owes money. `payoutUnsure`: a payout was cut off, count the hopper.
 * `sheetUnsure`: nobody knows whether a sheet came out. `cashlessUnsure`: the provider has not said yet. `cashUnsure`: a
 * coin or note went in, but nobody saw it counted. `slipMissing`: the slip could not be printed.
 */
export const openCaseReasons = [
  'owed',
  'payoutUnsure',
  'sheetUnsure',
  'cashlessUnsure',
  'cashUnsure',
  'slipMissing',
] as const;
export const openCaseReasonSchema = z.enum(openCaseReasons);
export type OpenCaseReason = z.infer<typeof openCaseReasonSchema>;

export const openCaseSchema = z.object({
  code: z.string(),
  at: z.number(),
  lines: z.array(z.object({ ...namedKindShape, copies: z.int().positive() })),
  sheets: z.int(),
  paid: yenSchema,
  /** Still owed by the books of this kiosk. */
  owed: yenSchema,
  whys: z.array(openCaseReasonSchema).min(1),
});
export type OpenCase = z.infer<typeof openCaseSchema>;

export const journalCheckSchema = z.discriminatedUnion('whole', [
  z.object({ whole: z.literal(true), records: z.int(), head: z.string() }),
  z.object({ whole: z.literal(false), line: z.int(), what: z.string() }),
]);
export type JournalCheck = z.infer<typeof journalCheckSchema>;

/** A copy of the journal on the memory stick. */
export const exportedJournalSchema = z.object({
  file: z.string(),
  /** SHA-256 of the public key that its signature is checked with; null: it could not be signed. */
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type ExportedJournal = z.infer<typeof exportedJournalSchema>;

// ── Helping at the machine ─────────────────────────────────────────────────────────────────────────────────────────────

/** Illustrated steps for what store staff fix themselves. */
export const guides = ['paper', 'paperJam', 'toner', 'receiptPaper', 'coinJam', 'noteJam'] as const;
export const guideSchema = z.enum(guides);
export type Guide = z.infer<typeof guideSchema>;
/** Number of steps in each guide. */
export const guideSteps: Readonly<Record<Guide, number>> = {
  paper: 3,
  paperJam: 4,
  toner: 4,
  receiptPaper: 3,
  coinJam: 4,
  noteJam: 4,
};

export const forgottenThings = ['card', 'sheets', 'change', 'receipt'] as const;
export const forgottenSchema = z.enum(forgottenThings);
export type Forgotten = z.infer<typeof forgottenSchema>;

export const outReasons = ['maintenance', 'supplies', 'fault', 'event'] as const;
export const outReasonSchema = z.enum(outReasons);
export type OutReason = z.infer<typeof outReasonSchema>;

/** Maintenance tests; a hopper is named by its denomination. */
export const deviceTestSchema = z.union([
  z.enum(['cardReader', 'coinPath', 'notePath', 'sheetBothSides', 'receipt', 'screen', 'touch', 'sound']),
  z.templateLiteral(['hopper-', z.enum(['10', '50', '100', '500', '1000', '2000', '5000', '10000'])]),
]);
export type DeviceTest = z.infer<typeof deviceTestSchema>;

/** A journal line as an operator sees it: the event with its meaning, the transaction's code, and the sum. */
export const journalEntrySchema = z.object({
  seq: z.int(),
  at: z.number(),
  type: z.string(),
  meaning: bilingualSchema,
  code: z.string().nullable(),
  amount: yenSchema.nullable(),
  /** Which device a test was of and how it ended, or by how many yen a count differed from the books. */
  detail: z
    .discriminatedUnion('of', [
      z.object({ of: z.literal('test'), test: deviceTestSchema, passed: z.boolean() }),
      z.object({ of: z.literal('count'), difference: z.int() }),
    ])
    .nullable(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** What a line of the journal is about. */
export const journalKinds = ['session', 'money', 'paper', 'refund', 'attendant', 'alarm'] as const;
export const journalKindSchema = z.enum(journalKinds);
export type JournalKind = z.infer<typeof journalKindSchema>;

/** Which lines of the journal are shown; null: all. */
export const journalFilterSchema = z.object({
  kind: journalKindSchema.nullable(),
  day: isoDateSchema.nullable(),
  /** The receipt code of a transaction. */
  code: z.string().max(12).nullable(),
});
export type JournalFilter = z.infer<typeof journalFilterSchema>;
export const everyLine: JournalFilter = { kind: null, day: null, code: null };

/** How many lines of the journal an operator's screen may show at once. */
export const journalLines = { least: 3, most: 40 } as const;

/** What a path test took in: coins and notes to be paid out again. */
export const testCashSchema = z.array(cashCountSchema);
