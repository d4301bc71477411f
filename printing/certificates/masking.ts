import { eraYear, isoDate } from '../../shared/dates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { eraNames } from '../../shared/eras.ts';
import { isWorded, type RegisterDate } from '../../shared/register-date.ts';
import { graphemes } from '../../shared/graphemes.ts';
import type { DocumentHead } from './layout.ts';

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

/**
 * The address without what is personal: the municipality's own name stays where the address begins with it, or with its
 * prefecture and it directly behind, because it stands on the sheet anyway. Everywhere else the same characters may be part
 * of another address (愛知県名古屋市港区, 東京都千代田区…つくば市東京事務所気付), which is masked whole.
 */
export function maskAddress(address: string, { prefecture, authority }: Municipality): string {
  const { name } = authority;
  const own = [`${prefecture}${name}`, name].find((each) => name !== '' && address.startsWith(each)) ?? '';
  return own + maskAll(address.slice(own.length));
}

type Municipality = Pick<DocumentHead, 'authority' | 'prefecture'>;

/** 10 October of the era's tenth year: nothing but the era is left of the day, and a masked page prints no digit of it. */
export function maskDay(date: IsoDate): IsoDate {
  const firstYear = Number(date.slice(0, 4)) - eraYear(date).year + 1;
  return isoDate(`${firstYear + 9}-10-10`);
}

/** The same of a register's date; of the register's words the era is left too: 昭和20年月日不詳 → 昭和●●●●●●●. */
export function maskDate(date: RegisterDate): RegisterDate {
  if (!isWorded(date)) return maskDay(date);
  const era = eraNames.find((name) => date.wording.startsWith(name)) ?? '';
  return { wording: era + maskAll(date.wording.slice(era.length)), known: null };
}

/** What a masked page prints in place of digits: 令和10年10月10日 → 令和●●年●●月●●日. */
export function maskDigits(text: string, masked: boolean): string {
  return masked ? text.replace(/\d/g, '●') : text;
}

/** Applies a mask where there is something to mask. */
export function maskPresent<T>(value: T | null, mask: (value: T) => T): T | null {
  return value === null ? null : mask(value);
}
