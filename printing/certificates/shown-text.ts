import { eraDate } from '../../shared/dates.ts';
import { isWorded, type RegisterDate } from '../../shared/register-date.ts';
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

/** 令和8年11月20日, or the register's words, or 空欄; without digits on a masked page. */
export function dateText(date: RegisterDate | null, masked: boolean): string {
  if (date === null) return blank;
  return maskDigits(isWorded(date) ? date.wording : eraDate(date), masked);
}

/** 1990年4月1日: residence cards carry western dates, and so do the records of foreign residents. */
export function westernDate(date: RegisterDate, masked: boolean): string {
  if (isWorded(date)) return dateText(date, masked);
  const [year, month, day] = date.split('-').map(Number);
  return maskDigits(`${year ?? ''}年${month ?? ''}月${day ?? ''}日`, masked);
}
