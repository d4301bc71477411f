import type { Language } from './languages.ts';
import {
  addDays,
  instantInJapan,
  isTurnOfYear,
  japanDate,
  weekdayOf,
  type Instant,
  type IsoDate,
} from './dates.ts';
import { isNationalHoliday } from './national-holidays.ts';
import type { LineHours, LineState, TelephoneLine } from './telephone-lines.ts';

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
  const rests = weekday === 0 || weekday === 6 || isNationalHoliday(day);
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
