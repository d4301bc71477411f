import type { MunicipalityId } from '../../../shared/ids.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** What a place is called today, and what it was called until a day. */
interface Place {
  readonly now: string;
  /** Oldest first; each name until the day before. */
  readonly before: readonly (readonly [until: string, name: string])[];
  /** From when the municipality keeps its family registers by computer. Made up, within the years in which it was done. */
  readonly computerised: string;
}

const places: Readonly<Record<string, Place>> = {
  [codes.tsukuba]: {
    now: '茨城県つくば市',
    before: [['1987-11-30', '茨城県筑波郡谷田部町']],
    computerised: '2005-10-01',
  },
  [codes.minato]: {
    now: '東京都港区',
    before: [
      ['1943-07-01', '東京府東京市芝区'],
      ['1947-03-15', '東京都芝区'],
    ],
    computerised: '2003-03-15',
  },
  [codes.meguro]: {
    now: '東京都目黒区',
    before: [
      ['1932-10-01', '東京府荏原郡目黒町'],
      ['1943-07-01', '東京府東京市目黒区'],
    ],
    computerised: '2002-11-16',
  },
  [codes.arakawa]: {
    now: '東京都荒川区',
    before: [
      ['1932-10-01', '東京府北豊島郡南千住町'],
      ['1943-07-01', '東京府東京市荒川区'],
    ],
    computerised: '2004-02-21',
  },
  [codes.tomakomai]: {
    now: '北海道苫小牧市',
    before: [
      ['1918-01-01', '北海道勇払郡苫小牧村'],
      ['1948-04-01', '北海道勇払郡苫小牧町'],
    ],
    computerised: '2004-09-11',
  },
  [codes.asahikawa]: { now: '北海道旭川市', before: [], computerised: '2004-11-20' },
  [codes.gero]: { now: '岐阜県下呂市', before: [], computerised: '2006-02-25' },
  [codes.harima]: { now: '兵庫県加古郡播磨町', before: [], computerised: '2003-11-01' },
  [codes.tokushima]: { now: '徳島県徳島市', before: [], computerised: '2005-03-12' },
  [codes.miyako]: { now: '福岡県京都郡みやこ町', before: [], computerised: '2006-03-20' },
  [codes.hyuga]: { now: '宮崎県日向市', before: [], computerised: '2007-01-27' },
};

/**
 * What a municipality was called on a day, with its prefecture or county: births and deaths stand in the registers under the names
 * of their time.
 * @param place an address in it today; of any other place the municipality alone is returned
 */
export function placeThen(place: string, day: string): string {
  const known = Object.values(places).find(({ now }) => place.startsWith(now));
  if (known) return known.before.find(([until]) => day < until)?.[1] ?? known.now;
  return /^.{2,3}?[都道府県].+?[市区町村]/u.exec(place)?.[0] ?? place;
}

/** A domicile or an address as it was written on a day: 茨城県筑波郡谷田部町例示町一丁目1番地. */
export function addressThen(address: string, day: string): string {
  const known = Object.values(places).find(({ now }) => address.startsWith(now));
  return known ? placeThen(address, day) + address.slice(known.now.length) : address;
}

/** @throws for a municipality whose registers nobody here knows */
export function computerisedOn(municipality: MunicipalityId): string {
  const known = places[municipality];
  if (!known) throw new Error(`no day of computerised registers for ${municipality}`);
  return known.computerised;
}
