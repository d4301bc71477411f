import { z } from 'zod';
import { bilingualSchema, namedKindShape } from './certificates.ts';
import { payMethodSchema } from './cashless.ts';
import { documentNumberSchema, municipalityIdSchema, requestIdSchema, transactionIdSchema } from './ids.ts';
import { yenSchema } from './yen.ts';

/**
 * Refunds at the issuing center (for the paths see endpoints.ts). The center is the one place that knows whether a
 * certificate was already refunded, whichever kiosk asks. No message contains anything personal. No money leaves a kiosk
 * before its claim is granted.
 */

/** `K7Q2-M4XD`: as printed on the receipt (receipt-code.ts). */
export const receiptCodeSchema = z
  .string()
  .regex(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/, 'expected a code like K7Q2-M4XD');

/** A member of a store's staff, or an operator: never a name. */
export const attendantIdSchema = z
  .string()
  .regex(/^[A-Z]{1,3}-[0-9]{2,4}$/, 'expected an id like S-01')
  .brand<'AttendantId'>();
export type AttendantId = z.infer<typeof attendantIdSchema>;

/** What a kiosk reports with the outcome of an order, so that another kiosk can pay back what it owes. */
export const orderMoneySchema = z.object({
  method: payMethodSchema,
  paid: yenSchema,
  givenBack: yenSchema,
  owed: yenSchema,
});
export type OrderMoney = z.infer<typeof orderMoneySchema>;

/**
 * Why money goes back. `owed`: what the machine did not deliver, whatever the rule says. `badPrint`: a sheet cannot be
 * read. `wrongChoice`, `leftBehind`: residents ask for these; all known rules refuse them.
 */
export const refundReasons = ['owed', 'badPrint', 'wrongChoice', 'leftBehind'] as const;
export const refundReasonSchema = z.enum(refundReasons);
export type RefundReason = z.infer<typeof refundReasonSchema>;

/** What becomes of a fee after printing. `mayBePaidBack`: the store decides. */
export const feeBackSchema = z.enum(['paidBack', 'mayBePaidBack', 'notPaidBack']);
export type FeeBack = z.infer<typeof feeBackSchema>;

/** The words of a rule by whose it is; null: that one says nothing about it. */
export const ruleWordsSchema = z.object({
  municipality: bilingualSchema.nullable(),
  /** Of the kiosk's operator, where the municipality is silent. */
  operator: bilingualSchema.nullable(),
});
export type RuleWords = z.infer<typeof ruleWordsSchema>;

/** The rule for fees after printing. What the machine failed to give is not among them: it is owed always. */
export const refundRuleSchema = z.object({
  badPrint: feeBackSchema,
  wrongChoice: feeBackSchema,
  leftBehind: feeBackSchema,
  words: ruleWordsSchema,
  /** For how many minutes after a bad print the same certificate is free; null: the fee is due again. */
  retakeMinutes: z.int().positive().nullable(),
});
export type RefundRule = z.infer<typeof refundRuleSchema>;

/**
 * What shows that somebody holds the receipt or a sheet, and not its code alone. `receipt`: the whole transaction, from the
 * receipt's two-dimensional code (receipt-code.ts) or the journal of the kiosk that printed it. `sheet`: the number in a sheet's
 * codes. `typed`: the minute (ms since 1970) and the sum paid, as they are printed beside the code.
 */
export const receiptProofSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('receipt'), transaction: transactionIdSchema }),
  z.object({ by: z.literal('sheet'), number: documentNumberSchema }),
  z.object({ by: z.literal('typed'), at: z.int().min(0), paid: yenSchema }),
]);
export type ReceiptProof = z.infer<typeof receiptProofSchema>;

export const findTransactionSchema = z.object({ code: receiptCodeSchema, proof: receiptProofSchema });
export type FindTransaction = z.infer<typeof findTransactionSchema>;

export const refundCaseSchema = z.object({
  transaction: transactionIdSchema,
  code: receiptCodeSchema,
  /** Where it was paid. */
  kiosk: z.string(),
  municipality: z.object({ id: municipalityIdSchema, name: bilingualSchema }),
  builtAt: z.number(),
  documents: z.array(
    z.object({
      number: z.string(),
      ...namedKindShape,
      price: yenSchema,
      sheets: z.int().positive(),
      state: z.enum(['issued', 'printed', 'void']),
      /** Whether a granted refund covers it. */
      refunded: z.boolean(),
    }),
  ),
  /** Null until the kiosk has reported how the order ended. */
  money: orderMoneySchema.nullable(),
  /** `money.owed` less what has been granted for it. */
  stillOwed: yenSchema,
  rule: refundRuleSchema,
  refunds: z.array(
    z.object({ at: z.number(), reason: refundReasonSchema, amount: yenSchema, paid: yenSchema.nullable() }),
  ),
});
export type RefundCase = z.infer<typeof refundCaseSchema>;

export const refundClaimSchema = z.object({
  /** 128 random bits, generated and journalled by the kiosk before it asks. */
  refund: requestIdSchema,
  transaction: transactionIdSchema,
  reason: refundReasonSchema,
  /** The certificates that become void; empty for `owed`, whose certificates are void already. */
  documents: z.array(documentNumberSchema),
  /** Money back, or the same certificate again without a fee (0 yen). */
  instead: z.enum(['money', 'retake']),
  /** What the kiosk thinks is due: for `owed` what is still owed, else the prices of the documents; 0 for a retake. */
  amount: yenSchema,
  by: attendantIdSchema,
  second: attendantIdSchema.nullable(),
});
export type RefundClaim = z.infer<typeof refundClaimSchema>;

export const refundGrantedSchema = z.object({
  refund: requestIdSchema,
  amount: yenSchema,
  /** Until when the certificate may be taken again without a fee, ms since 1970. */
  retakeUntil: z.number().nullable(),
});
export type RefundGranted = z.infer<typeof refundGrantedSchema>;

export const refundOutcomeSchema = z.object({
  /** From the hoppers, from the store's register, and back to a wallet or card, yen each. */
  hoppers: yenSchema,
  register: yenSchema,
  cashless: yenSchema,
});
export type RefundOutcome = z.infer<typeof refundOutcomeSchema>;

/**
 * In addition to the refusals in center-api.ts. `codeUnknown`: no such transaction, or it is not proved. `alreadyRefunded`: by this kiosk or
 * another. `refundNotPossible`: by the municipality's rule, or because nothing is owed or printed. A claim that contradicts
 * itself, names a different sum from the one the center computes, or reuses an id with different content is an
 * `invalidOrder`.
 */
export const refundRefusals = ['codeUnknown', 'alreadyRefunded', 'refundNotPossible'] as const;
