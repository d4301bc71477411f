import { z } from 'zod';
import {
  attendantRoleSchema,
  cashLineSchema,
  deviceTestSchema,
  forgottenSchema,
  guideSchema,
  outReasonSchema,
} from '../../shared/attendants.ts';
import { cashlessMethodSchema, paymentReferenceSchema } from '../../shared/cashless.ts';
import { namedKindShape } from '../../shared/certificates.ts';
import { daySumsSchema, dayTotalsSchema } from '../../shared/day-closing.ts';
import { programVersionSchema } from '../../shared/kiosk-report.ts';
import { keptMunicipalityIdSchema, requestIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema, refundReasonSchema } from '../../shared/refund-api.ts';
import { reopenableSchema, reopenOutcomeSchema } from '../../shared/restarts.ts';
import { updateWishSchema } from '../../shared/updates.ts';
import { cashCountSchema, denominationSchema, yenSchema } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/*
 * Every event as it is in a file: the one place that knows what older versions wrote differently. `conforms` at the end
 * makes the compiler compare it with JournalEvent in both directions.
 */

const transaction = transactionIdSchema;
const refund = requestIdSchema;
const by = attendantIdSchema;
const amount = yenSchema;
const pieces = z.array(cashCountSchema);

/** Journals of version 1 had no counters. */
const counters = z
  .object({
    coinsAccepted: z.int().nullable(),
    notesAccepted: z.int().nullable(),
    dispensed: z.array(cashCountSchema),
  })
  .nullable()
  .default(null);

const atProvider = { transaction, method: cashlessMethodSchema, reference: paymentReferenceSchema };
const cashlessOutcome = z.enum(['done', 'refused', 'unknown']);
const authorisation = z.enum(['authorised', 'declined', 'cancelled', 'expired', 'unknown']);
const settledSums = { paid: yenSchema, printed: yenSchema, givenBack: yenSchema, owed: yenSchema };
const sheet = { transaction, document: z.string(), sheet: z.int().positive() };

/** What a payout belongs to (PayoutOf). */
const ofOrder = { purpose: z.enum(['change', 'rollback', 'refund']), transaction };
const ofRefund = { purpose: z.literal('staffRefund'), transaction, refund };
const ofTest = { purpose: z.literal('test') };
const intended = { type: z.literal('dispense-intent'), amount, counters };
const paidOut = { type: z.literal('dispense-outcome'), dispensed: pieces, complete: z.boolean() };

const money = [
  z.object({ type: z.literal('cash-in-start'), transaction, due: yenSchema, counters }),
  z.object({ type: z.literal('cash-in'), transaction, value: denominationSchema }),
  z.object({ type: z.literal('cash-in-end'), transaction, secured: pieces }),
  z.discriminatedUnion('purpose', [
    z.object({ ...intended, ...ofOrder }),
    z.object({ ...intended, ...ofRefund }),
    z.object({ ...intended, ...ofTest }),
  ]),
  z.discriminatedUnion('purpose', [
    z.object({ ...paidOut, ...ofOrder }),
    z.object({ ...paidOut, ...ofRefund }),
    z.object({ ...paidOut, ...ofTest }),
  ]),
  z.object({ type: z.literal('cashless-begin'), ...atProvider, amount }),
  z.object({ type: z.literal('cashless-outcome'), ...atProvider, outcome: authorisation }),
  z.object({ type: z.literal('capture-intent'), ...atProvider, amount }),
  z.object({ type: z.literal('capture-outcome'), ...atProvider, outcome: cashlessOutcome }),
  z.object({ type: z.literal('void-intent'), ...atProvider }),
  z.object({ type: z.literal('void-outcome'), ...atProvider, outcome: cashlessOutcome }),
  z.object({ type: z.literal('pieces-unseen'), transaction, pieces: z.int().min(0) }),
] as const;

const issuing = [
  z.object({ type: z.literal('session-begun') }),
  z.object({ type: z.literal('session-ended'), reason: z.string() }),
  z.object({
    type: z.literal('order-built'),
    transaction,
    municipality: keptMunicipalityIdSchema,
    code: z.string(),
    price: yenSchema,
    documents: z.array(
      z.object({ number: z.string(), ...namedKindShape, price: yenSchema, sheets: z.int() }),
    ),
  }),
  z.object({ type: z.literal('paid'), transaction, amount }),
  z.object({ type: z.literal('print-intent'), ...sheet }),
  z.object({
    type: z.literal('print-outcome'),
    ...sheet,
    outcome: z.enum(['printed', 'notPrinted', 'unknown']),
  }),
  z.object({ type: z.literal('owed'), transaction, code: z.string(), amount }),
  z.object({ type: z.literal('receipt'), transaction, printed: z.boolean() }),
  z.object({ type: z.literal('settled'), transaction, ...settledSums }),
  z.object({ type: z.literal('outcome-told'), transaction }),
  z.object({
    type: z.literal('enrolment-received'),
    municipality: keptMunicipalityIdSchema,
    printed: z.boolean(),
  }),
  z.object({ type: z.literal('secret-change-intent'), secret: z.enum(['pin', 'signaturePassword']) }),
  z.object({
    type: z.literal('secret-change-outcome'),
    secret: z.enum(['pin', 'signaturePassword']),
    changed: z.boolean(),
  }),
  z.object({
    type: z.literal('alarm'),
    alarm: z.literal('bindingMismatch'),
    transaction: transaction.nullable(),
  }),
  z.object({ type: z.literal('alarm-cleared'), by: attendantIdSchema.nullable() }),
  z.object({ type: z.literal('clock-accepted') }),
  z.object({ type: z.literal('journal-begun'), carried: z.int().min(0), leftOut: z.int().min(0) }),
] as const;

const refunds = [
  z.object({
    type: z.literal('refund-claim'),
    refund,
    transaction,
    code: z.string(),
    reason: refundReasonSchema,
    amount,
    documents: z.array(z.string()),
    instead: z.enum(['money', 'retake']),
    by,
    second: by.nullable(),
  }),
  z.object({ type: z.literal('refund-granted'), refund, transaction, granted: z.boolean() }),
  z.object({ type: z.literal('refund-cashless-intent'), refund, ...atProvider, amount }),
  z.object({ type: z.literal('refund-cashless-outcome'), refund, transaction, outcome: cashlessOutcome }),
  z.object({ type: z.literal('refund-register'), refund, transaction, amount, by }),
  z.object({
    type: z.literal('refund-ended'),
    refund,
    transaction,
    hoppers: yenSchema,
    register: yenSchema,
    cashless: yenSchema,
  }),
  z.object({ type: z.literal('refund-told'), refund }),
  z.object({ type: z.literal('sheet-returned'), ...sheet, how: z.enum(['scanned', 'ticked']), by }),
] as const;

const people = [
  z.object({
    type: z.literal('attendant-entered'),
    by,
    role: attendantRoleSchema,
    /** `cardAndCode`: both were shown, so that money may be moved. */
    how: z.enum(['code', 'card', 'cardAndCode']),
  }),
  z.object({
    type: z.literal('attendant-refused'),
    number: by.nullable(),
    /** The code was typed after the card of this number had been shown. */
    withCard: z.boolean().optional(),
  }),
  z.object({ type: z.literal('attendant-left'), by, why: z.enum(['asked', 'timedOut']) }),
  z.object({ type: z.literal('forgotten'), what: forgottenSchema, by }),
  z.object({ type: z.literal('guided'), guide: guideSchema, solved: z.boolean(), by }),
  z.object({ type: z.literal('test'), test: deviceTestSchema, passed: z.boolean(), by }),
  z.object({ type: z.literal('test-cash-in'), secured: pieces }),
  z.object({ type: z.literal('cash-counted'), lines: z.array(cashLineSchema), by }),
  z.object({ type: z.literal('journal-exported'), by }),
  z.object({
    type: z.literal('day-closed'),
    number: z.int().positive(),
    sums: daySumsSchema,
    totals: dayTotalsSchema,
    by,
  }),
  z.object({ type: z.literal('taken-out'), reason: outReasonSchema, by }),
  z.object({ type: z.literal('restart-asked'), by }),
  z.object({
    type: z.literal('center-ordered'),
    number: z.int().positive(),
    service: z.enum(['in', 'draining', 'out']),
    reason: outReasonSchema.nullable(),
    update: programVersionSchema.nullable(),
  }),
  z.object({ type: z.literal('machine-restart-asked'), by }),
  z.object({
    type: z.literal('configuration-changed'),
    number: z.int().positive().nullable(),
    sum: z.string(),
    by,
  }),
  z.object({ type: z.literal('update-handed-in'), version: z.string(), sum: z.string(), by }),
  z.object({ type: z.literal('update-asked'), wish: updateWishSchema, version: z.string().nullable(), by }),
  z.object({
    type: z.literal('device-reopened'),
    device: reopenableSchema,
    outcome: reopenOutcomeSchema,
    by,
  }),
  z.object({ type: z.literal('brought-back'), reason: outReasonSchema, by }),
] as const;

export const journalEventSchema = z.discriminatedUnion('type', [...money, ...issuing, ...refunds, ...people]);

/** The same type with everything read-only, because nobody changes what was read. */
type Unchanged<T> = T extends readonly (infer Item)[]
  ? readonly Unchanged<Item>[]
  : T extends string | number | boolean | null
    ? T
    : { readonly [Key in keyof T]: Unchanged<T[Key]> };
type Read = Unchanged<z.infer<typeof journalEventSchema>>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** Does not compile when this file and JournalEvent differ. */
export const conforms: Same<Read, JournalEvent> = true;
