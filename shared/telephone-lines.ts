import { z } from 'zod';
import { bilingualSchema, type Language } from './certificates.ts';
import {
  addDays,
  instantInJapan,
  isTurnOfYear,
  japanDate,
  weekdayOf,
  type Instant,
  type IsoDate,
} from './dates.ts';
import { holidaysAreKnown, isNationalHoliday } from './national-holidays.ts';

/** Languages that a help line speaks. */
export const lineLanguages = ['ja', 'en', 'zh', 'ko', 'es', 'pt', 'th', 'ne', 'id', 'vi', 'tl'] as const;
export type LineLanguage = (typeof lineLanguages)[number];

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

/** Longer than any rest of a line that opens at all. */
const longestRestDays = 14;

/** What a line answers at an instant. */
export function lineState(line: TelephoneLine, at: Instant): LineState {
  if (line.hours.length === 0) return line.lossAlways ? lossOnly(null) : { answers: 'unknown' };
  const until = opensOn(line, japanDate(at)).find(({ from, to }) => from <= at && at < to)?.to;
  if (until !== undefined) return { answers: 'everything', until };
  const opensAt = nextOpening(line, at);
  return line.lossAlways ? lossOnly(opensAt) : { answers: 'nothing', opensAt };
}

function lossOnly(opensAt: Instant | null): LineState {
  return { answers: 'lossOnly', opensAt };
}

/** The spans of a day in which a line answers everything; of overlapping ones the longest first. */
function opensOn(line: TelephoneLine, day: IsoDate): { readonly from: Instant; readonly to: Instant }[] {
  if (!line.overNewYear && isTurnOfYear(day)) return [];
  return line.hours
    .filter(({ days }) => isAmong(days, day))
    .map(({ from, to }) => ({ from: instantInJapan(day, `${from}:00`), to: instantInJapan(day, `${to}:00`) }))
    .sort((one, two) => two.to - one.to);
}

function nextOpening(line: TelephoneLine, at: Instant): Instant | null {
  for (let ahead = 0, day = japanDate(at); ahead <= longestRestDays; ahead++, day = addDays(day, 1)) {
    const later = opensOn(line, day)
      .map(({ from }) => from)
      .filter((from) => from > at);
    if (later.length > 0) return Math.min(...later);
  }
  return null;
}

function isAmong(days: LineHours['days'], day: IsoDate): boolean {
  if (days === 'everyDay') return true;
  const weekday = weekdayOf(day);
  const rests = weekday === 0 || weekday === 6 || (holidaysAreKnown(day) && isNationalHoliday(day));
  if (days === 'restDays') return rests;
  return !rests && (days === 'weekdays' || weekday === 3);
}

/** The line to call: in this language, and of several the first that answers everything now; null: none speaks it. */
export function lineToCall(
  lines: readonly TelephoneLine[],
  language: Language,
  at: Instant,
): TelephoneLine | null {
  const spoken = lines.filter(({ languages }) => languages.includes(language));
  return spoken.find((line) => lineState(line, at).answers === 'everything') ?? spoken[0] ?? null;
}

/** A line as a screen shows it: by the time of day. */
export const shownLineSchema = telephoneLineSchema.pick({ name: true, number: true, paid: true }).extend({
  /** What to press after the announcement; null: nothing. */
  menu: z.string().nullable(),
  state: lineStateSchema,
});
export type ShownLine = z.infer<typeof shownLineSchema>;
