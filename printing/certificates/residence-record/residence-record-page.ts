import { z } from 'zod';
import { isoDateSchema } from '../../../shared/dates.ts';
import { foreignResidentCategorySchema } from '../../../shared/foreign-residents.ts';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { SheetHead } from '../layout.ts';
import { sheetHeadSchema } from '../sheet-head.ts';
import type { Household, ResidenceRecordPerson } from './residence-record-data.ts';

/** Standard form of 2025, 世帯連記式. */
export const personsPerSheet = 4;

/** What one sheet's front shows. */
export interface ResidenceRecordPage extends Household {
  readonly head: SheetHead;
  /** The first person's number in the document, from 1. */
  readonly firstNumber: number;
  /** One to four; one on a 個人票. */
  readonly persons: readonly ResidenceRecordPerson[];
}

function shownSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('shown', [
    z.strictObject({ shown: z.literal(false) }),
    z.strictObject({ shown: z.literal(true), value: value.nullable() }),
  ]);
}

const personSchema = z
  .strictObject({
    name: z.string(),
    kana: z.string().nullable(),
    nameReading: z.string().nullable().exactOptional(),
    formerName: z.string().nullable(),
    formerNameReading: z.string().nullable().exactOptional(),
    alias: z.string().nullable(),
    birthDate: registerDateSchema,
    sex: z.enum(['male', 'female']).nullable(),
    residentSince: registerDateSchema.nullable(),
    foreignResidentSince: isoDateSchema.nullable().exactOptional(),
    addressSince: registerDateSchema.nullable(),
    notifiedOn: registerDateSchema.nullable(),
    previousAddress: z.union([z.string(), z.null(), z.strictObject({ shown: z.literal(false) })]),
    previousAddressWithin: z.string().nullable().exactOptional(),
    relationship: shownSchema(z.string()),
    domicile: shownSchema(z.strictObject({ place: z.string(), headOfRegister: z.string() })),
    nationality: shownSchema(z.string()),
    residenceStatus: shownSchema(
      z.strictObject({
        category: foreignResidentCategorySchema.nullable().exactOptional(),
        status: z.string(),
        period: z.string(),
        until: isoDateSchema.nullable(),
        cardNumber: z.string(),
      }),
    ),
    myNumber: shownSchema(z.string()),
    foreign: z.boolean(),
  })
  .refine(
    ({ foreign, formerName, alias }) => (foreign ? formerName : alias) === null,
    'former names belong to Japanese residents, aliases to foreign ones',
  )
  .refine(
    ({ formerName, formerNameReading }) => formerName !== null || formerNameReading === undefined,
    'a reading of no former name',
  )
  .refine(
    ({ foreign, foreignResidentSince }) => foreign || foreignResidentSince === undefined,
    'only foreign residents have become one',
  );

/** A page as read from a code. */
export const residenceRecordPageSchema: z.ZodType<ResidenceRecordPage> = z
  .strictObject({
    head: sheetHeadSchema,
    form: z.enum(['household', 'perPerson']),
    address: z.string(),
    headOfHousehold: shownSchema(z.string()),
    whole: z.boolean(),
    firstNumber: z.int().min(1),
    persons: z.array(personSchema).min(1).max(personsPerSheet),
  })
  .refine(
    ({ form, persons }) => form === 'household' || persons.length === 1,
    '個人票 has one person per sheet',
  );
