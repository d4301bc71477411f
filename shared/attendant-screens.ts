import { z } from 'zod';
import {
  attendantRoleSchema,
  openCaseSchema,
  cashLineSchema,
  cashPlaceSchema,
  deviceReportSchema,
  deviceTestSchema,
  exportedJournalSchema,
  forgottenSchema,
  guideSchema,
  journalCheckSchema,
  journalEntrySchema,
  journalFilterSchema,
  outReasonSchema,
} from './attendants.ts';
import { payMethodSchema } from './cashless.ts';
import { bilingualSchema, namedKindShape } from './certificates.ts';
import {
  configFaultSchema,
  configOfferSchema,
  configValueSchema,
  earlierConfigSchema,
} from './configuration.ts';
import { dayClosingSchema } from './day-closing.ts';
import { deviceDetailsSchema } from './device-details.ts';
import { isoDateSchema } from './dates.ts';
import { faultNoteSchema } from './fault-reference.ts';
import { centerOutSchema } from './kiosk-report.ts';
import { logFilterSchema, logLineSchema, logSearchMost } from './log-lines.ts';
import { nameKeys } from './municipality-search.ts';
import { reopenableSchema, reopenedSchema } from './restarts.ts';
import { attendantIdSchema, refundReasonSchema, ruleWordsSchema } from './refund-api.ts';
import { updateBodies } from './updates.ts';
import { cashCountSchema, denominationSchema, yenSchema } from './yen.ts';

/** Why something an attendant asked for was not done; each has its own wording and next step. */
export const attendantCauses = [
  'codeUnknown',
  'alreadyRefunded',
  'refundNotPossible',
  'centerUnreachable',
  /** What this kiosk reported did not add up: the center grants it nothing until a person has looked. */
  'kioskNotTrusted',
  /** Too many codes that were wrong, or too fast: the center waits before it looks up another. */
  'tooManyCodes',
  'journalUnavailable',
  /** A payout was cut off: nobody knows how much came out; count the hopper before anything is paid by hand. */
  'payoutUnsure',
  /** A refund to a wallet or card: the provider has not answered. The kiosk asks again by itself; nothing is paid by hand. */
  'cashlessUnsure',
  'cashlessElsewhere',
  'exportImpossible',
  /** The whole machine is not restarted: it does not let this program, or nobody there does it. */
  'restartNotAllowed',
  'restartNotPossible',
] as const;
export const attendantCauseSchema = z.enum(attendantCauses);
export type AttendantCause = z.infer<typeof attendantCauseSchema>;

/** False: whoever entered has not shown both card and code, and nothing that moves money is offered. */
const mayMoveMoney = z.boolean();

const lookupNotice = z.enum(['none', 'codeUnknown', 'unreadable', 'moreCodes', 'noSuchTime']);

/** A certificate as staff see it: kind, price, sheets. `returned`: the numbers of the sheets handed back. */
const refundDocument = z.object({
  ...namedKindShape,
  price: yenSchema,
  sheets: z.int().positive(),
  state: z.enum(['issued', 'printed', 'void']),
  refunded: z.boolean(),
  returned: z.array(z.int().positive()),
});

/** How money goes back. `register`: the store pays by hand and books it. */
export const refundHows = ['hoppers', 'register', 'cashless', 'retake'] as const;
export const refundHowSchema = z.enum(refundHows);
export type RefundHow = z.infer<typeof refundHowSchema>;

/** Screens of store staff and operators. Nothing personal is in any of them. */
export const attendantBodies = [
  /** First the number on the attendant's badge, then the code; or a card. `purpose` second: a second person confirms a refund. */
  z.object({
    kind: z.literal('attendantLogin'),
    purpose: z.enum(['login', 'second']),
    /** `card`: the code was right, the card is to be shown too; `takeCard`: it is to leave the reader again. */
    ask: z.enum(['number', 'code', 'card', 'takeCard', 'checking']),
    /** The part of the number typed so far (`S-01` without its hyphen); of the code, only how many characters. */
    number: z.string(),
    entered: z.int().min(0),
    notice: z.enum([
      'none',
      'wrong',
      'locked',
      'notAttendantCard',
      'cardUnreadable',
      'samePerson',
      'otherCard',
      'bothNeeded',
    ]),
    triesLeft: z.int().nullable(),
    /** ms since 1970. */
    lockedUntil: z.number().nullable(),
  }),
  /** The session is over, but a card is still in the reader: it must leave before anything else happens. */
  z.object({ kind: z.literal('attendantCard') }),
  z.object({
    kind: z.literal('staffMenu'),
    attendant: attendantIdSchema,
    role: attendantRoleSchema,
    /** How many transactions need somebody. */
    openCases: z.int().min(0),
    /** What the devices need right now. */
    asked: z.array(guideSchema),
    mayMoveMoney,
    /** A resident's session waits: the machine is mended, and nothing else is offered. */
    mending: z.boolean(),
  }),
  /** A receipt code is typed or scanned. */
  z.object({
    kind: z.literal('lookup'),
    entered: z.string(),
    complete: z.boolean(),
    notice: lookupNotice,
  }),
  /** A receipt of another kiosk whose code was typed: its time and sum too, or a scan of it or of one of its sheets. */
  z.object({
    kind: z.literal('lookupProof'),
    code: z.string(),
    /** Month, day, hour and minute, two digits each, then the sum. */
    typed: z.string(),
    complete: z.boolean(),
    notice: lookupNotice,
  }),
  z.object({
    kind: z.literal('openCases'),
    cases: z.array(openCaseSchema),
    page: z.int(),
    pages: z.int(),
  }),
  /** One transaction. `mayRefund`: the reasons that the rule and the transaction's state allow now. */
  z.object({
    kind: z.literal('refundCase'),
    code: z.string(),
    at: z.number(),
    /** `receipt`: the time that is printed on the receipt; `order`: a little earlier, when the certificates were made. */
    timeOf: z.enum(['receipt', 'order']),
    paidAt: z.string(),
    municipality: bilingualSchema,
    method: payMethodSchema.nullable(),
    documents: z.array(refundDocument),
    paid: yenSchema,
    givenBack: yenSchema,
    /** What the receipt says was received for what came out. */
    received: yenSchema,
    stillOwed: yenSchema,
    rule: ruleWordsSchema,
    mayRefund: z.array(refundReasonSchema),
    mayMoveMoney,
    /** Whether this kiosk can print the slip again. */
    mayReprint: z.boolean(),
    slip: z.enum(['none', 'printed', 'notPrinted']),
    refunds: z.array(z.object({ at: z.number(), reason: refundReasonSchema, amount: yenSchema })),
  }),
  /** Returned sheets are scanned or ticked off; a certificate counts once all its sheets are back. */
  z.object({
    kind: z.literal('returnSheets'),
    documents: z.array(refundDocument),
    notice: z.enum(['none', 'scanned', 'otherTransaction', 'unreadable', 'noCamera', 'moreCodes']),
    complete: z.boolean(),
  }),
  z.object({
    kind: z.literal('refundConfirm'),
    code: z.string(),
    reason: refundReasonSchema,
    amount: yenSchema,
    hows: z.array(refundHowSchema),
    how: refundHowSchema,
    rule: ruleWordsSchema,
    /** Above the limit a second person confirms. */
    secondNeeded: z.boolean(),
    second: attendantIdSchema.nullable(),
    retakeMinutes: z.int().nullable(),
  }),
  /** The store pays this from its register. `short`: the hoppers could not pay all of it. */
  z.object({ kind: z.literal('payFromRegister'), code: z.string(), amount: yenSchema, short: z.boolean() }),
  z.object({
    kind: z.literal('refundDone'),
    code: z.string(),
    reason: refundReasonSchema,
    hoppers: yenSchema,
    register: yenSchema,
    cashless: yenSchema,
    retakeUntil: z.number().nullable(),
    slip: z.enum(['printed', 'notPrinted']),
  }),
  z.object({
    kind: z.literal('attendantMessage'),
    cause: attendantCauseSchema,
    code: z.string().nullable(),
    amount: yenSchema,
  }),
  /** `solved`: the device reports that it works again. */
  z.object({
    kind: z.literal('guide'),
    guide: guideSchema,
    step: z.int().positive(),
    of: z.int().positive(),
    solved: z.boolean(),
  }),
  /** What staff do with each kind of forgotten thing; recorded once it is done. */
  z.object({ kind: z.literal('forgotten'), recorded: forgottenSchema.nullable() }),

  // ── Operators ──
  z.object({
    kind: z.literal('maintenance'),
    attendant: attendantIdSchema,
    devices: z.array(deviceReportSchema),
    out: z.object({ reason: outReasonSchema, since: z.number() }).nullable(),
    byCenter: centerOutSchema.nullable(),
    alarm: z.boolean(),
    owed: yenSchema,
    openCases: z.int().min(0),
    time: z.number(),
    /** The latest faults in the log, newest first. */
    faults: z.array(faultNoteSchema).max(3),
    mayMoveMoney,
  }),
  /** Only devices that have answered. */
  z.object({ kind: z.literal('deviceDetails'), devices: z.array(deviceDetailsSchema).readonly() }),
  z.object({
    kind: z.literal('tests'),
    tests: z.array(
      z.object({ test: deviceTestSchema, result: z.enum(['none', 'running', 'passed', 'failed']) }),
    ),
    mayMoveMoney,
  }),
  /** A piece is about to be paid out of its hopper. */
  z.object({ kind: z.literal('payOutTest'), value: denominationSchema }),
  /** Test of the coin or note path: what went in, and what comes back. */
  z.object({
    kind: z.literal('cashTest'),
    path: z.enum(['coinPath', 'notePath']),
    taken: z.array(cashCountSchema),
    expected: z.array(denominationSchema),
    state: z.enum(['opening', 'open', 'closing']),
  }),
  /**
   * The card reader waits for a card and says which kind it read, an attendant's or a My Number card: nothing about its
   * holder.
   */
  z.object({
    kind: z.literal('cardTest'),
    state: z.enum(['waiting', 'reading', 'attendantCard', 'myNumberCard', 'otherCard', 'unreadable']),
  }),
  /** Colour fields and lines; the operator says whether they look right. */
  z.object({ kind: z.literal('screenTest'), pattern: z.int().min(0), of: z.int() }),
  /** Targets over the whole panel; each vanishes when it is touched. */
  z.object({
    kind: z.literal('touchTest'),
    columns: z.int().positive(),
    rows: z.int().positive(),
    touched: z.array(z.int().min(0)),
  }),
  /** A person judges the result: is the test sheet printed on both sides, is the slip readable, did exactly one piece fall? */
  z.object({ kind: z.literal('judgeTest'), test: deviceTestSchema }),
  /** Count, collect, fill. `field`: what the keypad types into. */
  z.object({
    kind: z.literal('cashCount'),
    lines: z.array(cashLineSchema),
    at: z
      .object({
        place: cashPlaceSchema,
        value: denominationSchema,
        field: z.enum(['counted', 'collected', 'filled']),
        entered: z.string(),
      })
      .nullable(),
    /** Null until everything has been counted: before that it would mean nothing. */
    difference: z.int().nullable(),
    /** Places that nobody has counted yet. */
    notCounted: z.int().min(0),
    complete: z.boolean(),
  }),
  z.object({ kind: z.literal('cashCounted'), difference: z.int(), slip: z.enum(['printed', 'notPrinted']) }),
  /** What came to its end since the last closing, and what is inside. */
  z.object({ kind: z.literal('dayReview'), day: dayClosingSchema }),
  z.object({
    kind: z.literal('dayClosed'),
    number: z.int().positive(),
    slip: z.enum(['printed', 'notPrinted']),
    /** Null: they could not be written. */
    files: z.array(z.string()).readonly().nullable(),
  }),
  z.object({
    kind: z.literal('journalReview'),
    entries: z.array(journalEntrySchema),
    filter: journalFilterSchema,
    /** The days that can be asked for, newest first. */
    days: z.array(isoDateSchema),
    page: z.int(),
    pages: z.int(),
    check: journalCheckSchema.nullable(),
    /** Null when nothing was exported. */
    exported: exportedJournalSchema.nullable(),
  }),
  /** The log in words, newest first. */
  z.object({
    kind: z.literal('logReview'),
    lines: z.array(logLineSchema),
    filter: logFilterSchema,
    /** The days that can be asked for, newest first. */
    days: z.array(isoDateSchema),
    page: z.int(),
    pages: z.int(),
    /** False: there are no files, or they cannot be read. */
    read: z.boolean(),
    unreadable: z.int().min(0),
    older: z.boolean(),
  }),
  /** Words or a number to be found in the log. */
  z.object({
    kind: z.literal('logSearch'),
    entered: z.string().max(logSearchMost),
    keys: z.enum(nameKeys),
  }),
  /** A receipt code is typed or scanned, for its lines in the journal. */
  z.object({
    kind: z.literal('journalCode'),
    entered: z.string(),
    complete: z.boolean(),
    notice: lookupNotice,
  }),
  /** Every value of the configuration with where it comes from. `earlier`: there are some to go back to. */
  z.object({
    kind: z.literal('configuration'),
    values: z.array(configValueSchema),
    page: z.int(),
    pages: z.int(),
    earlier: z.boolean(),
  }),
  z.object({
    kind: z.literal('configEarlier'),
    earlier: z.array(earlierConfigSchema),
    page: z.int(),
    pages: z.int(),
  }),
  /** One that is right as a whole: what differs. */
  z.object({
    kind: z.literal('configOffer'),
    ...configOfferSchema.pick({ number: true, changes: true, warnings: true }).shape,
    page: z.int(),
    pages: z.int(),
  }),
  z.object({ kind: z.literal('configRefused'), fault: configFaultSchema }),
  ...updateBodies,
  /** What is to begin anew: devices one by one, the program, or the whole machine. `at`: the device that is opened now. */
  z.object({
    kind: z.literal('restarts'),
    devices: z.array(reopenedSchema),
    at: reopenableSchema.nullable(),
  }),
  /** Asked a second time: the whole machine. */
  z.object({ kind: z.literal('restartMachine') }),
  z.object({
    kind: z.literal('serviceSwitch'),
    out: z.object({ reason: outReasonSchema, since: z.number() }).nullable(),
    byCenter: centerOutSchema.nullable(),
    alarm: z.boolean(),
  }),
] as const;
