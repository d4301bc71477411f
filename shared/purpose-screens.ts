import { z } from 'zod';
import { commonNeedSchema, needSchema, personSchema } from './center-api.ts';
import {
  bilingualSchema,
  fiscalYearSchema,
  itemIdSchema,
  namedKindShape,
  variantIdSchema,
} from './certificates.ts';
import { characterNoteSchema } from './name-characters.ts';
import { openingHoursSchema } from './opening-hours.ts';
import { planNoticeSchema } from './plan-notice.ts';
import { myNumberRuleSchema, purposeAdviceSchema, purposeIdSchema } from './purposes.ts';
import { yenSchema } from './yen.ts';

/** Every question about one certificate that is answered with what is usual, and can be changed; `form`: form and year. */
export const summaryParts = ['form', 'persons', 'items', 'copies'] as const;
export const summaryPartSchema = z.enum(summaryParts);
export type SummaryPart = z.infer<typeof summaryPartSchema>;

/** What somebody needs a certificate for, what fits, and everything about it on one screen. */
export const purposeBodies = [
  z.object({
    kind: z.literal('purposes'),
    purposes: z.array(purposeIdSchema),
    /** Whether the kiosk has services other than certificates. */
    otherServices: z.boolean(),
  }),
  /** What fits the purpose, or was prepared at home: what it costs here and what to know, before the card. */
  z.object({
    kind: z.literal('proposal'),
    /** Null: prepared at home. */
    purpose: purposeIdSchema.nullable(),
    municipality: bilingualSchema,
    certificate: z.object(namedKindShape),
    variant: variantIdSchema.nullable(),
    persons: z.enum(['self', 'all']),
    /** Null: the municipality's usual items, or none to choose. */
    shown: z.array(itemIdSchema).nullable(),
    copies: z.int(),
    /** Of all copies. */
    total: yenSchema,
    myNumber: myNumberRuleSchema.nullable(),
    withinMonths: z.int().nullable(),
    advice: z.array(purposeAdviceSchema),
    needs: z.array(needSchema),
    commonNeeds: z.array(commonNeedSchema),
    minimumAge: z.int().nullable(),
    hours: z.array(openingHoursSchema),
    notAcceptedFor: z.array(bilingualSchema),
    /** For what of this purpose a window of the municipality asks no fee. */
    freeAtWindow: z.array(bilingualSchema),
    /** What else the purpose may need and the municipality offers now; chosen by its place among the wants. */
    others: z.array(z.object({ certificate: z.object(namedKindShape), want: z.int().min(0) })),
  }),
  z.object({
    kind: z.literal('summary'),
    certificate: z.object(namedKindShape),
    variant: variantIdSchema.nullable(),
    year: fiscalYearSchema.nullable(),
    persons: z.array(personSchema),
    shown: z.array(itemIdSchema),
    copies: z.int(),
    total: yenSchema,
    /** What has more than one answer. */
    changeable: z.array(summaryPartSchema),
    notice: planNoticeSchema.nullable(),
    /** My Number would be shown to somebody who must not get it. */
    numberUnwanted: z.boolean(),
  }),
  /** The names on the certificates, character by character, before anybody pays. */
  z.object({
    kind: z.literal('glyphs'),
    names: z.array(z.object({ characters: z.array(characterNoteSchema) })),
  }),
] as const;
