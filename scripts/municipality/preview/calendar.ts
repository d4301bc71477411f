import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { servedOn } from '../../../issuing-center/rules/hours.ts';
import { priceOn } from '../../../issuing-center/rules/price.ts';
import { isPublicHoliday } from '../../../issuing-center/rules/public-holidays.ts';
import { addDays, weekdayOf, type IsoDate } from '../../../shared/dates.ts';
import { certificateWords } from '../changes/value-words.ts';
import { bilingual, escaped } from './markup.ts';

/** Days with the same hours at the same price. */
export interface DayPattern {
  /** `06:30–23:00`, several with commas, or nothing on a closed day. */
  readonly hours: string;
  /** Yen; null: not issued. */
  readonly price: number | null;
  readonly days: readonly IsoDate[];
}

/** How many days are shown: a year from the day that is asked about, whatever leap day is in it. */
export const daysShown = 365;

/** The days of a year from a day on, by what is served on them, in the order in which each comes first. */
export function patternsOf(
  service: Service,
  municipality: Municipality,
  first: IsoDate,
): readonly DayPattern[] {
  const found = new Map<string, { hours: string; price: number | null; days: IsoDate[] }>();
  for (let index = 0; index < daysShown; index++) {
    const day = addDays(first, index);
    const served = servedOn(municipality, day, service);
    const hours = served.map(({ from, to }) => `${from}–${to}`).join(', ');
    const price = served.length === 0 ? null : priceOn(service, day);
    const key = `${hours} ${String(price)}`;
    const pattern = found.get(key) ?? { hours, price, days: [] };
    pattern.days.push(day);
    found.set(key, pattern);
  }
  return [...found.values()];
}

/** The calendar of one certificate: a row for each month, a mark for each day, and what the marks mean. */
export function calendarOf(service: Service, municipality: Municipality, first: IsoDate): string {
  const patterns = patternsOf(service, municipality, first);
  const markOf = new Map(patterns.flatMap(({ days }, index) => days.map((day) => [day, index] as const)));
  const months = [...new Set([...markOf.keys()].map((day) => day.slice(0, 7)))].toSorted();
  const rows = months.map((month) => {
    const cells = Array.from({ length: 31 }, (_, index) => {
      const day = `${month}-${String(index + 1).padStart(2, '0')}`;
      const found = [...markOf].find(([one]) => one === day);
      return found === undefined ? '<td></td>' : dayCell(municipality, found[0], patterns, found[1]);
    });
    return `<tr><th scope="row">${month}</th>${cells.join('')}</tr>`;
  });
  const heads = Array.from({ length: 31 }, (_, index) => `<th scope="col">${index + 1}</th>`).join('');
  const legend = patterns
    .map((pattern, index) => `<li>${mark(patterns, index)} ${meaning(pattern)}</li>`)
    .join('');
  return `<h3>${bilingual(certificateWords(service))}</h3><ul class="legend">${legend}</ul>
<table class="calendar"><thead><tr><th></th>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function dayCell(
  municipality: Municipality,
  day: IsoDate,
  patterns: readonly DayPattern[],
  index: number,
): string {
  const weekday = weekdayOf(day);
  const rest = isPublicHoliday(municipality, day)
    ? ' class="holiday"'
    : weekday === 0 || weekday === 6
      ? ' class="weekend"'
      : '';
  return `<td${rest} title="${day}">${mark(patterns, index)}</td>`;
}

/** A letter, so that nobody has to tell colours apart; a closed day has a dash. */
function mark(patterns: readonly DayPattern[], index: number): string {
  const open = patterns.slice(0, index + 1).filter(({ hours }) => hours !== '').length;
  const isOpen = patterns[index]?.hours !== '';
  return isOpen ? `<b class="p${open % 6}">${letterOf(open)}</b>` : '<i>–</i>';
}

function letterOf(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number <= 26 ? letter : `${letter}${Math.floor((number - 1) / 26) + 1}`;
}

function meaning({ hours, price, days }: DayPattern): string {
  const count = bilingual({ ja: `${days.length}日`, en: `${days.length} days` });
  return hours === ''
    ? `${bilingual({ ja: '交付しない', en: 'closed' })}: ${count}`
    : `${escaped(hours)}, ${bilingual({ ja: `${String(price)}円`, en: `${String(price)} yen` })}: ${count}`;
}
