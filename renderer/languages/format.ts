import { facts } from '../../languages/compiled/facts.ts';
import type { Language } from '../../shared/languages.ts';
import { instantInJapan, type Instant, type IsoDate } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';

/** The kiosk stands in Japan, whatever its own clock is set to. */
const timeZone = 'Asia/Tokyo';

/** Making one takes a while, and a screen has many sums. */
const moneyFormats = new Map<Language, Intl.NumberFormat>();

function moneyOf(language: Language): Intl.NumberFormat {
  const { locale, unit } = facts[language].money;
  const format =
    moneyFormats.get(language) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'JPY', currencyDisplay: unit });
  moneyFormats.set(language, format);
  return format;
}

/** 1200 → 1,200円 or ¥1,200 */
export function sumText(language: Language, amount: Yen): string {
  return moneyOf(language).format(amount);
}

/** Of many payments together: more than one payment may be. */
export function totalText(language: Language, amount: number): string {
  return moneyOf(language).format(amount);
}

/** The same in pieces, so that the unit can stand smaller beside the numerals. */
export function sumParts(
  language: Language,
  amount: number,
): readonly { readonly text: string; readonly unit: boolean }[] {
  const parts = moneyOf(language).formatToParts(amount);
  const numerals = parts
    .filter(({ type }) => type !== 'currency')
    .map(({ value }) => value)
    .join('');
  const unit = parts.find(({ type }) => type === 'currency');
  if (!unit) return [{ text: numerals, unit: false }];
  const unitPart = { text: unit.value, unit: true };
  const numeralPart = { text: numerals, unit: false };
  return parts[0] === unit ? [unitPart, numeralPart] : [numeralPart, unitPart];
}

/** A difference of sums, with its sign: −350 → −350円 or −¥350; zero has no sign. */
export function differenceText(language: Language, difference: number): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  return `${sign}${moneyOf(language).format(Math.abs(difference))}`;
}

/** Things in a row: a, b and c. Chromium knows how most languages say "and"; in another one a comma stands there, too, and nothing English. */
export function listText(language: Language, things: readonly string[]): string {
  const { locale, between } = facts[language];
  return Intl.ListFormat.supportedLocalesOf(locale).length === 0
    ? things.join(between)
    : new Intl.ListFormat(locale, { type: 'conjunction' }).format(things);
}

/** A count or a measure: 12345 → 12,345 */
export function countText(language: Language, count: number): string {
  return new Intl.NumberFormat(facts[language].locale).format(count);
}

/** An instant as a day and a time of day in Japan: 11月21日(土) 6:30 */
export function dayAndTimeText(language: Language, at: Instant): string {
  const { locale, month } = facts[language];
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    month,
    day: 'numeric',
    weekday: 'short',
  }).format(at);
  return `${day} ${timeText(language, at)}`;
}

/** An instant as receipts print its time, to be compared with one: 11月21日(土) 06:30 */
export function receiptTimeText(language: Language, at: Instant): string {
  const { locale, month } = facts[language];
  const day = new Intl.DateTimeFormat(locale, { timeZone, month, day: 'numeric', weekday: 'short' }).format(
    at,
  );
  const style = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${day} ${new Intl.DateTimeFormat(locale, style).format(at)}`;
}

/** A day with its year: 2031年3月5日 or 5 Mar 2031 */
export function dayText(language: Language, day: IsoDate): string {
  const { locale, month } = facts[language];
  const style = { timeZone, year: 'numeric', month, day: 'numeric' } as const;
  return new Intl.DateTimeFormat(orEnglish(locale), style).format(instantInJapan(day));
}

/** A browser that does not know a language's days writes them in English, and not in that of its machine. */
function orEnglish(locale: string): readonly string[] {
  return [locale, 'en-GB'];
}

/** A day with its weekday and without its year: 11月21日(土) */
export function weekdayText(language: Language, day: IsoDate): string {
  const { locale, month } = facts[language];
  const style = { timeZone, month, day: 'numeric', weekday: 'short' } as const;
  return new Intl.DateTimeFormat(orEnglish(locale), style).format(instantInJapan(day));
}

/** An instant as a time of day in Japan: 14:03 */
export function timeText(language: Language, at: Instant): string {
  const { locale } = facts[language];
  return new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).format(at);
}

/** A year as the language counts them: 2026, or 令和8. The kiosk's years are all 令和, whose first one is 元. */
export function yearText(language: Language, year: number): string {
  if (facts[language].years === 'western') return String(year);
  return `令和${year === 2019 ? '元' : String(year - 2018)}`;
}

/** `06:30` as people write it: 6:30 */
export function hourText(hour: string): string {
  return hour.replace(/^0(?=\d)/, '');
}
