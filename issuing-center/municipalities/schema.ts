import { z } from 'zod';
import { bilingualSchema, certificateKindSchema, itemIdSchema } from '../../shared/certificates.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { yenSchema } from '../../shared/yen.ts';

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day like 06:30');
const monthDaySchema = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a month and day like 12-29');

/** A price and the days, both included, on which it holds; null is an open end. */
export const priceSchema = z
  .strictObject({ from: isoDateSchema.nullable(), until: isoDateSchema.nullable(), yen: yenSchema })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    message: 'expected "until" on or after "from"',
    path: ['until'],
  });
export type Price = z.infer<typeof priceSchema>;

/** What must be true before a kind is issued, by the names of the guides. */
export const conditionSchema = z.enum([
  'sealRegistered',
  'residentOnFirstOfJanuary',
  'returnFiled',
  'assessed',
  'domicileHere',
  'livesHere',
  'enrolmentWhenLivingElsewhere',
  'issuedOnOrAfter2022-07-21',
  'noMoveOutFiledInHousehold',
]);

export const serviceItemSchema = z.strictObject({
  item: itemIdSchema,
  concerns: z.enum(['all', 'japanese', 'foreign']),
  shownByDefault: z.boolean(),
});

export const serviceSchema = z
  .strictObject({
    kind: certificateKindSchema,
    variants: z.array(z.enum(['full', 'individual'])).optional(),
    /** Fiscal years that are issued: this one and so many before it. */
    yearsBefore: z.int().min(0).max(10).optional(),
    prices: z.array(priceSchema).min(1),
    whose: z.enum(['self', 'household']).optional(),
    items: z.array(serviceItemSchema).optional(),
    conditions: z.array(conditionSchema).optional(),
  })
  .superRefine((service, context) => {
    const ends = service.prices.map(({ from, until }) => ({ from: from ?? '0000', until: until ?? '9999' }));
    ends.forEach((one, index) => {
      const next = ends[index + 1];
      if (next && next.from <= one.until)
        context.addIssue({
          code: 'custom',
          path: ['prices', index + 1, 'from'],
          message: 'expected a day after the end of the price before it',
        });
    });
    const items = (service.items ?? []).map(({ item }) => item);
    if (new Set(items).size !== items.length)
      context.addIssue({ code: 'custom', path: ['items'], message: 'expected each item once' });
  });
export type Service = z.infer<typeof serviceSchema>;

/** A municipality as its guide describes it. Keys of the data, in the words of the guides; no rule that no guide names. */
export const municipalitySchema = z
  .strictObject({
    id: municipalityIdSchema,
    name: bilingualSchema,
    /** Title of the mayor's office; the name is made up. */
    mayor: z.strictObject({ title: z.string().min(1), name: z.string().min(1) }),
    /** Text of the mayor's seal of office, 4 to 9 characters. */
    sealText: z.string().regex(/^.{4,9}$/u, 'expected 4 to 9 characters'),
    /** Null where unknown: the kiosk then names the national help line. */
    telephone: z
      .string()
      .regex(/^0[0-9-]{9,12}$/, 'expected a Japanese telephone number')
      .nullable(),
    hours: z
      .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
      .refine(({ from, to }) => from < to, { message: 'expected "to" after "from"', path: ['to'] }),
    closed: z.strictObject({
      /** Every year, both days included; it may run over the turn of the year. */
      yearly: z.array(z.strictObject({ from: monthDaySchema, to: monthDaySchema })),
      /** Announced maintenance: from (included) to (excluded), with the offset from UTC. */
      maintenance: z.array(
        z
          .strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
          .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
            message: 'expected "to" after "from"',
            path: ['to'],
          }),
      ),
    }),
    stepOrder: z.enum(['municipality-first', 'card-first']),
    /** Full years that the holder of the card must have lived; left out where the guide is silent. */
    minimumAge: z.int().min(0).max(130).optional(),
    /** Nothing at all is issued to somebody who has filed a move-out; left out where the guide is silent. */
    nothingAfterMoveOutFiled: z.literal(true).optional(),
    services: z.array(serviceSchema).min(1),
    /** Paths in this file, `services.residenceRecord.items`, that this project decided because the guide is silent. */
    ownChoice: z.array(z.string()),
  })
  .superRefine((municipality, context) => {
    const kinds = municipality.services.map(({ kind }) => kind);
    if (new Set(kinds).size !== kinds.length)
      context.addIssue({ code: 'custom', path: ['services'], message: 'expected each kind once' });
    municipality.ownChoice.forEach((path, index) => {
      if (!pathExists(municipality, path.split('.')))
        context.addIssue({
          code: 'custom',
          path: ['ownChoice', index],
          message: `expected a path in this file, not "${path}"`,
        });
    });
  });
export type Municipality = z.infer<typeof municipalitySchema>;

function pathExists(value: unknown, path: readonly string[]): boolean {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  if (Array.isArray(value))
    return value.some(
      (entry: unknown) =>
        typeof entry === 'object' &&
        entry !== null &&
        'kind' in entry &&
        entry.kind === head &&
        pathExists(entry, rest),
    );
  if (typeof value !== 'object' || value === null) return false;
  const found = Object.entries(value).find(([key]) => key === head);
  return found !== undefined && pathExists(found[1], rest);
}
