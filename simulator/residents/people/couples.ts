import type { MunicipalityId } from '../../../shared/ids.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { person, type HouseholdSketch } from '../household.ts';

/** A married couple, of whom one earns and the other is the dependant who files no return. */
export interface Couple {
  /** Of the ids: `hyuga`, and `hyuga-spouse`. */
  readonly id: string;
  readonly municipality: MunicipalityId;
  /** 宮崎県日向市 */
  readonly place: string;
  /** Of the husband, and of both since they married: surname and reading. */
  readonly surname: readonly [name: string, kana: string];
  readonly husband: readonly [name: string, kana: string, born: string];
  readonly wife: readonly [name: string, kana: string, born: string];
  /** The wife's surname before. */
  readonly bornAs: string;
  readonly married: string;
  /** Whether the municipality issues family registers at kiosks. */
  readonly register: boolean;
}

/** One couple of each municipality whose kiosk rules were read on its own page. */
export const couples: readonly Couple[] = [
  {
    ...{ id: 'asahikawa', municipality: codes.asahikawa, place: '北海道旭川市' },
    ...{ surname: ['見本', 'ミホン'], husband: ['雪夫', 'ユキオ', '1988-01-30'] },
    ...{ wife: ['氷美', 'ヒミ', '1990-02-14'], bornAs: '例示', married: '2014-06-01', register: true },
  },
  {
    ...{ id: 'atsugi', municipality: codes.atsugi, place: '神奈川県厚木市' },
    ...{ surname: ['例示', 'レイジ'], husband: ['鮎太', 'アユタ', '1984-07-07'] },
    ...{ wife: ['川奈', 'カワナ', '1986-08-11'], bornAs: '仮名', married: '2012-10-10', register: false },
  },
  {
    ...{ id: 'gero', municipality: codes.gero, place: '岐阜県下呂市' },
    ...{ surname: ['仮名', 'カメイ'], husband: ['湯之助', 'ユノスケ', '1979-03-26'] },
    ...{ wife: ['温子', 'アツコ', '1981-11-26'], bornAs: '架空', married: '2008-04-29', register: true },
  },
  {
    ...{ id: 'susono', municipality: codes.susono, place: '静岡県裾野市' },
    ...{ surname: ['架空', 'カクウ'], husband: ['岳', 'ガク', '1991-02-23'] },
    ...{ wife: ['裾美', 'スソミ', '1992-06-30'], bornAs: '見本', married: '2018-02-23', register: false },
  },
  {
    ...{ id: 'harima', municipality: codes.harima, place: '兵庫県加古郡播磨町' },
    ...{ surname: ['見本', 'ミホン'], husband: ['潮', 'ウシオ', '1982-07-20'] },
    ...{ wife: ['波江', 'ナミエ', '1983-05-05'], bornAs: '例示', married: '2010-11-03', register: true },
  },
  {
    ...{ id: 'tokushima', municipality: codes.tokushima, place: '徳島県徳島市' },
    ...{ surname: ['例示', 'レイジ'], husband: ['踊二', 'ヨウジ', '1977-08-12'] },
    ...{ wife: ['渦女', 'ウズメ', '1980-08-15'], bornAs: '架空', married: '2006-08-12', register: true },
  },
  {
    ...{ id: 'miyako', municipality: codes.miyako, place: '福岡県京都郡みやこ町' },
    ...{ surname: ['仮名', 'カメイ'], husband: ['都志', 'トシ', '1986-04-01'] },
    ...{ wife: ['里子', 'サトコ', '1987-10-09'], bornAs: '見本', married: '2013-03-20', register: true },
  },
  {
    ...{ id: 'hyuga', municipality: codes.hyuga, place: '宮崎県日向市' },
    ...{ surname: ['架空', 'カクウ'], husband: ['日向太', 'ヒナタ', '1989-09-09'] },
    ...{ wife: ['碧', 'アオイ', '1990-12-12'], bornAs: '仮名', married: '2016-05-22', register: true },
  },
];

/** 本籍 */
export function domicileOf({ place }: Couple): string {
  return `${place}見本町二丁目3番地`;
}

export const coupleHouseholds: readonly HouseholdSketch[] = couples.map((couple) => {
  const { id, municipality, place, surname, husband, wife, married } = couple;
  const named = (given: string, of: 0 | 1) => `${surname[of]}　${given}`;
  return {
    id: `household-${id}`,
    municipality,
    address: `${place}例示町一丁目2番地3`,
    previousAddress: '東京都港区見本町二丁目2番2号',
    domicile: domicileOf(couple),
    since: married,
    persons: [
      person(id, named(husband[0], 0), named(husband[1], 1), husband[2], 'male', '世帯主'),
      person(`${id}-spouse`, named(wife[0], 0), named(wife[1], 1), wife[2], 'female', '妻'),
    ],
  };
});
