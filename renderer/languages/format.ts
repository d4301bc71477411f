import type { Language } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Yen } from '../../shared/yen.ts';

const locale = { ja: 'ja-JP', en: 'en-GB' } as const;

/** The kiosk stands in Japan, whatever its own clock is set to. */
const timeZone = 'Asia/Tokyo';

const money = {
  ja: new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY', currencyDisplay: 'name' }),
  en: new Intl.NumberFormat('en-US', { style: 'currency', currency: 'JPY' }),
} as const;

/** 1200 → 1,200円 or ¥1,200 */
export function sumText(language: Language, amount: Yen): string {
  return money[language].format(amount);
}

/** The same in pieces, so that the unit can stand smaller beside the numerals. */
export function sumParts(
  language: Language,
  amount: number,
): readonly { readonly text: string; readonly unit: boolean }[] {
  const parts = money[language].formatToParts(amount);
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

/** A difference of sums, with its sign: −350 → −350円 or −¥350; no yen is never signed. */
export function differenceText(language: Language, difference: number): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  return `${sign}${money[language].format(Math.abs(difference))}`;
}

/** A count or a measure: 12345 → 12,345 */
export function countText(language: Language, count: number): string {
  return new Intl.NumberFormat(locale[language]).format(count);
}

/** An instant as a day and a time on the wall: 11月21日(土) 6:30 */
export function dayAndTimeText(language: Language, at: Instant): string {
  const day = new Intl.DateTimeFormat(locale[language], {
    timeZone,
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(at);
  return `${day} ${timeText(language, at)}`;
}

/** An instant as a time on the wall: 14:03 */
export function timeText(language: Language, at: Instant): string {
  return new Intl.DateTimeFormat(locale[language], { timeZone, hour: 'numeric', minute: '2-digit' }).format(
    at,
  );
}

/** `06:30` as a resident says it: 6:30 */
export function hourText(hour: string): string {
  return hour.replace(/^0(?=\d)/, '');
}
