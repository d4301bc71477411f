import { eraDate } from '../../shared/dates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { maskDigits } from './masking.ts';

/** What is printed where data is missing, and where an item was not asked for. */
export const blank = '空欄';
export const leftOut = '省略';

/** The text, or 空欄. */
export function orBlank(text: string | null): string {
  return text === null || text.trim() === '' ? blank : text;
}

/** An item as printed: left out, missing, or its text. */
export function shownText<T>(
  item: { readonly shown: false } | { readonly shown: true; readonly value: T | null },
  text: (value: T) => string,
): string {
  if (!item.shown) return leftOut;
  return item.value === null ? blank : orBlank(text(item.value));
}

/** 令和8年11月20日, or 空欄; without digits on a masked page. @throws RangeError before 1873 */
export function dateText(date: IsoDate | null, masked: boolean): string {
  return date === null ? blank : maskDigits(eraDate(date), masked);
}

/** 1990年4月1日: residence cards bear western dates, and so do the records of foreign residents. */
export function westernDate(date: IsoDate, masked: boolean): string {
  const [year, month, day] = date.split('-').map(Number);
  return maskDigits(`${year ?? ''}年${month ?? ''}月${day ?? ''}日`, masked);
}
