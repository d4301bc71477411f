import { z } from 'zod';
import { bilingualSchema } from './certificates.ts';

/** Languages that a help line speaks. */
export const lineLanguages = ['ja', 'en', 'zh', 'ko', 'es', 'pt', 'th', 'ne', 'id', 'vi', 'tl'] as const;
export type LineLanguage = (typeof lineLanguages)[number];

/** The language in which a line is called by somebody who reads this one: zh-Hans → zh, ja-easy → ja; null: no line speaks it. */
export function spokenLanguage(tag: string): LineLanguage | null {
  const [spoken] = tag.split('-');
  return lineLanguages.find((one) => one === spoken) ?? null;
}

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day like 09:30');

/** Days on which a line answers. A national holiday is a rest day, whatever weekday it falls on. */
export const lineDays = ['everyDay', 'weekdays', 'wednesdays', 'restDays'] as const;

const lineHoursSchema = z.strictObject({ days: z.enum(lineDays), from: timeSchema, to: timeSchema });
export type LineHours = z.infer<typeof lineHoursSchema>;

export const telephoneLineSchema = z.strictObject({
  name: bilingualSchema,
  number: z.string().regex(/^0[0-9-]{9,12}$/, 'expected a Japanese telephone number'),
  languages: z.array(z.enum(lineLanguages)).min(1),
  /** Whether the caller pays. */
  paid: z.boolean(),
  /** Empty where the guide gives none. */
  hours: z.array(lineHoursSchema),
  /** Whether it answers from 29 December to 3 January. */
  overNewYear: z.boolean(),
  /** Whether a lost or stolen card can be suspended there day and night. */
  lossAlways: z.boolean(),
});
export type TelephoneLine = z.infer<typeof telephoneLineSchema>;

/** What a line answers at an instant: everything until then, losses alone, or nothing before it opens again. */
export const lineStateSchema = z.discriminatedUnion('answers', [
  z.object({ answers: z.literal('everything'), until: z.number() }),
  z.object({ answers: z.literal('lossOnly'), opensAt: z.number().nullable() }),
  z.object({ answers: z.literal('nothing'), opensAt: z.number().nullable() }),
  z.object({ answers: z.literal('unknown') }),
]);
export type LineState = z.infer<typeof lineStateSchema>;

/** A line as a screen shows it: by the time of day. */
export const shownLineSchema = telephoneLineSchema.pick({ name: true, number: true, paid: true }).extend({
  /** What to press after the announcement; null: nothing. */
  menu: z.string().nullable(),
  state: lineStateSchema,
});
export type ShownLine = z.infer<typeof shownLineSchema>;
