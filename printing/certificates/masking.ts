import { eraYear, isoDate } from '../../shared/dates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { graphemes } from '../fonts/graphemes.ts';

/*
 * A preview is on a screen that others may see. Of names the first character stays, of addresses the municipality's own name,
 * of dates the era, of numbers nothing. Lengths stay, so that the layout is the true one.
 */

/** Says on the preview that it is not one of the issued sheets. */
export const noDocumentNumber = '確認用（番号なし）';

const space = /^\p{Zs}$/u;
const narrow = /^[\x20-\x7e\uff61-\uff9f]$/;

function maskCharacter(character: string): string {
  if (space.test(character)) return character;
  return narrow.test(character) && !/\d/.test(character) ? '•' : '●';
}

/** 見本　1a → ●●　●• */
export function maskAll(text: string): string {
  return graphemes(text).map(maskCharacter).join('');
}

/** 見本　太郎 → 見●　●● */
export function maskName(name: string): string {
  const [first = '', ...rest] = graphemes(name);
  return first + rest.map(maskCharacter).join('');
}

/** The address up to and including the municipality's name stays: that is on the sheet anyway. */
export function maskAddress(address: string, municipality: string): string {
  const at = municipality === '' ? -1 : address.indexOf(municipality);
  const kept = at < 0 ? 0 : at + municipality.length;
  return address.slice(0, kept) + maskAll(address.slice(kept));
}

/** 10 October of the era's tenth year: only the era is left of the day, and a masked page prints no digit of it. */
export function maskDate(date: IsoDate): IsoDate {
  const firstYear = Number(date.slice(0, 4)) - eraYear(date).year + 1;
  return isoDate(`${firstYear + 9}-10-10`);
}

/** What a masked page prints in place of digits: 令和10年10月10日 → 令和●●年●●月●●日. */
export function maskDigits(text: string, masked: boolean): string {
  return masked ? text.replace(/\d/g, '●') : text;
}

/** Applies a mask where there is something to mask. */
export function maskPresent<T>(value: T | null, mask: (value: T) => T): T | null {
  return value === null ? null : mask(value);
}
