import { z } from 'zod';
import { certificateIdSchema, certificateKindSchema, fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { openingDaysSchema } from '../../shared/opening-hours.ts';
import { whenSound } from './faults.ts';

const timeOfDaySchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time of day like 06:30, or 24:00 for its end');
export const monthDaySchema = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a month and day like 12-29');

/** Days from one to another, both included; null is an open end. */
export const daysSchema = z
  .strictObject({ from: isoDateSchema.nullable(), until: isoDateSchema.nullable() })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    message: 'expected "until" on or after "from"',
    path: ['until'],
    ...whenSound('from', 'until'),
  });
export type Days = z.infer<typeof daysSchema>;

/**
 * Hours of the days that are named, from (included) to (excluded). A public holiday is none of the weekdays and neither a Saturday nor
 * a Sunday. Hours over midnight are two intervals.
 */
const intervalSchema = z
  .strictObject({
    days: z.array(openingDaysSchema).min(1),
    from: timeOfDaySchema,
    to: timeOfDaySchema,
    /** Left out: always. */
    dates: daysSchema.exactOptional(),
  })
  .refine(({ from, to }) => from < to, {
    message: 'expected "to" after "from": hours over midnight are two intervals, to 24:00 and from 00:00',
    path: ['to'],
    ...whenSound('from', 'to'),
  });
export const hoursSchema = z.array(intervalSchema).min(1);
export type Hours = z.infer<typeof hoursSchema>;

/** What a closure stops: kinds, certificates by their own ids, the enrolment of a registered domicile; left out: everything. */
const stopsSchema = z
  .array(z.union([certificateKindSchema, z.literal('enrolment'), certificateIdSchema]))
  .min(1);

/** When it is closed, beside its hours. */
export const closedSchema = z.strictObject({
  /** Every year, both days included; it may span the turn of the year. */
  yearly: z.array(
    z.strictObject({ from: monthDaySchema, to: monthDaySchema, stops: stopsSchema.exactOptional() }),
  ),
  /** Announced: from (included) to (excluded), with the offset from UTC. */
  once: z.array(
    z
      .strictObject({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        stops: stopsSchema.exactOptional(),
      })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
        message: 'expected "to" after "from"',
        path: ['to'],
        ...whenSound('from', 'to'),
      }),
  ),
});

/** Days that this municipality counts as public holidays beside the national ones, or does not count though they are national. */
export const publicHolidaysSchema = z.strictObject({
  added: z.array(z.union([isoDateSchema, monthDaySchema])).exactOptional(),
  removed: z.array(z.union([isoDateSchema, monthDaySchema])).exactOptional(),
});

/** From which day of a year the certificates of its fiscal year are issued. */
export const taxYearSchema = z
  .strictObject({
    /** Every year but those that are named. */
    from: monthDaySchema,
    /** By year, `{ "2024": "2024-06-10" }`. */
    named: z.record(z.string().regex(/^\d{4}$/, 'expected a year like 2024'), isoDateSchema).exactOptional(),
  })
  .superRefine(({ named = {} }, context) => {
    for (const [year, day] of Object.entries(named))
      if (!fiscalYearSchema.safeParse(Number(year)).success || !day.startsWith(year))
        context.addIssue({ code: 'custom', path: ['named', year], message: `expected a day in ${year}` });
  });
export type TaxYear = z.infer<typeof taxYearSchema>;
