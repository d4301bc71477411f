import { z } from 'zod';
import { isoDateSchema } from '../../../shared/dates.ts';
import { municipalityIdSchema, nonceSchema } from '../../../shared/ids.ts';
import { enrolmentSchema } from '../enrolments.ts';
import { restrictionSchema } from '../restrictions.ts';

/*
 * What a municipality's service is asked and answers, as JSON over HTTPS with certificates on both ends: one POST of a question, one
 * answer with status 200. docs/registers.md describes it.
 */

const hex = z.string().regex(/^[0-9a-f]{1,200}$/);
const certificateKey = { issuerKeyId: hex, serial: hex, municipality: municipalityIdSchema };

export const factsQuestionSchema = z.strictObject({
  version: z.literal(1),
  /** Drawn anew for each question; the answer repeats it, so that none is taken for another. */
  request: nonceSchema,
  ...certificateKey,
  /** `issue`: within the transaction that issues a certificate. */
  purpose: z.enum(['show', 'issue']),
});
export type FactsQuestion = z.infer<typeof factsQuestionSchema>;

/** What is no day of the calendar is a day that the register does not say, as in our own tables. */
const day = isoDateSchema.nullable().catch(null);
/** An entry that is judged by itself: one that no form can print concerns the person whose it is, and nobody else. */
const entry = z.record(z.string(), z.unknown());
/** An entry of the person who was asked for, in the municipality that was. */
const ownEntry = z.looseObject({ resident: z.string(), municipality: municipalityIdSchema });

export const foundSchema = z.strictObject({
  certificate: z.strictObject({
    ...{ resident: z.string().min(1), revoked: z.boolean(), handedOverOn: day, setUpOn: day },
    ...{ renewal: z.boolean(), cardEndsOn: day },
  }),
  /** Everybody of the household, the holder among them, in the register's order. */
  household: z.array(z.looseObject({ id: z.string().min(1) })).min(1),
  restrictions: z.array(z.strictObject(restrictionSchema.shape)),
  seals: z.array(ownEntry),
  taxes: z.array(ownEntry),
  familyRegister: z
    .looseObject({
      ...{ id: z.string(), municipality: municipalityIdSchema },
      persons: z.array(
        z.looseObject({ id: z.string(), resident: z.string().nullable(), removed: z.boolean() }),
      ),
    })
    .nullable(),
  enrolments: z.array(enrolmentSchema),
  vaccination: entry.nullable(),
});
export type Found = z.infer<typeof foundSchema>;

export const factsAnswerSchema = z.strictObject({
  version: z.literal(1),
  request: nonceSchema,
  ...certificateKey,
  /** Null: no register knows the certificate. */
  found: foundSchema.nullable(),
});
export type FactsAnswer = z.infer<typeof factsAnswerSchema>;
