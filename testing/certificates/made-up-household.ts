import { isoDate } from '../../shared/dates.ts';
import { foreignResidentCategories } from '../../shared/foreign-residents.ts';
import { wordedDate } from '../../shared/register-date.ts';
import type { Authority } from '../../printing/certificates/layout.ts';
import type {
  ResidenceRecordData,
  ResidenceRecordPerson,
} from '../../printing/certificates/residence-record/residence-record-data.ts';

/** A made-up mayor of Tsukuba. */
export const madeUpAuthority: Authority = {
  name: 'つくば市',
  mayorTitle: 'つくば市長',
  mayorName: '見本　市子',
  sealText: 'つくば市長之印',
};

const givenNames = ['太郎', '花子', '一郎', '次郎', '三郎', '四郎', '五郎', '六郎', '七郎'] as const;

/** A made-up Japanese resident for tests; `number` tells one from another. Nobody of this name or address exists. */
export function madeUpPerson(
  number: number,
  changes: Partial<ResidenceRecordPerson> = {},
): ResidenceRecordPerson {
  const day = String(number + 1).padStart(2, '0');
  return {
    name: `見本　${givenNames[number] ?? '十郎'}`,
    kana: `ミホン　サンプル${'アイウエオカキクケ'.charAt(number)}`,
    formerName: number === 1 ? '架空　花子' : null,
    alias: null,
    birthDate: isoDate(`19${70 + number}-11-${10 + number}`),
    sex: number % 2 === 0 ? 'male' : 'female',
    residentSince: isoDate(`2015-04-${day}`),
    addressSince: isoDate(`2019-05-${day}`),
    notifiedOn: isoDate(`2019-06-${day}`),
    previousAddress: `東京都架空区見本町${number + 1}丁目2番1号`,
    relationship: { shown: true, value: ['世帯主', '妻'][number] ?? '子' },
    domicile: {
      shown: true,
      value: { place: `茨城県つくば市架空町${number + 1}番地`, headOfRegister: '見本　太郎' },
    },
    nationality: { shown: false },
    residenceStatus: { shown: false },
    myNumber: { shown: true, value: `00000000${1000 + number}` },
    foreign: false,
    ...changes,
  };
}

/** A made-up foreign resident for tests. */
export function madeUpForeigner(changes: Partial<ResidenceRecordPerson> = {}): ResidenceRecordPerson {
  return madeUpPerson(7, {
    name: 'SAMPLE MARIA EXAMPLE',
    kana: 'サンプル　マリア',
    alias: '見本　まりあ',
    sex: 'female',
    relationship: { shown: true, value: '同居人' },
    residentSince: null,
    foreignResidentSince: isoDate('2014-10-03'),
    domicile: { shown: false },
    nationality: { shown: true, value: 'ブラジル' },
    residenceStatus: {
      shown: true,
      value: {
        category: '中長期在留者',
        status: '技術・人文知識・国際業務',
        period: '5年',
        until: isoDate('2028-03-31'),
        cardNumber: 'AB00000000CD',
      },
    },
    foreign: true,
    ...changes,
  });
}

/** A made-up household in Tsukuba, for tests. */
export function madeUpRecord(
  persons: readonly ResidenceRecordPerson[],
  changes: Partial<ResidenceRecordData> = {},
): ResidenceRecordData {
  return {
    authority: madeUpAuthority,
    prefecture: '茨城県',
    issuedOn: isoDate('2026-11-20'),
    documentNumber: 'TKB-00000000-MIHON',
    form: 'household',
    address: '茨城県つくば市架空町一丁目2番地3',
    headOfHousehold: { shown: true, value: '見本　太郎' },
    whole: true,
    persons,
    ...changes,
  };
}

/** A made-up household. @param count persons */
export function madeUpHousehold(count: number): ResidenceRecordData {
  return madeUpRecord(Array.from({ length: count }, (_, number) => madeUpPerson(number)));
}

const bare = madeUpPerson(0, {
  kana: null,
  sex: null,
  residentSince: null,
  addressSince: null,
  notifiedOn: null,
  previousAddress: null,
  relationship: { shown: false },
  domicile: { shown: false },
  myNumber: { shown: false },
});
const longAddress =
  '茨城県つくば市架空町字見本台三丁目1234番地の56　サンプルレジデンスつくば学園中央公園前イーストタワー弐番館3456号室';
const longJapanese = madeUpPerson(1, {
  name: '葛\u{e0103}飾見本小路　寿限無五劫乃擦切海砂利水魚花子',
  kana: 'カツシカミホンコウジ　ジュゲムゴコウノスリキレカイジャリスイギョハナコ',
  formerName: '架空塚　寿限無五劫乃擦切海砂利水魚花子',
  previousAddress: longAddress,
  domicile: {
    shown: true,
    value: { place: longAddress, headOfRegister: '葛\u{e0103}飾見本小路　寿限無五劫乃擦切太郎' },
  },
});
const longRenamed: ResidenceRecordPerson = {
  ...longJapanese,
  kana: null,
  nameReading: longJapanese.kana,
  formerNameReading: 'カクウヅカ　ジュゲムゴコウノスリキレカイジャリスイギョハナコ',
};
/** Sixty letters, like the longest Latin names in the registers. */
const longForeigner = madeUpForeigner({
  name: 'SAMPLE ALBUQUERQUE DE SOUSA EXAMPLE MARIA FERNANDA APARECIDA',
  kana: 'サンプル　アルブケルケ　デ　ソウザ　エグザンプル　マリア　フェルナンダ　アパレシーダ',
  alias: '見本小路　寿限無まりあふぇるなんだ',
  previousAddress: longAddress,
  nationality: { shown: true, value: 'グレートブリテン及び北アイルランド連合王国' },
  residenceStatus: {
    shown: true,
    value: {
      category: '国籍喪失による経過滞在者',
      status: '高度専門職1号（ロ）　技術・人文知識・国際業務　永住者の配偶者等',
      period: '4年11月',
      until: isoDate('2028-12-31'),
      cardNumber: 'AB00000000CD',
    },
  },
});

const categoryExamples = foreignResidentCategories.map((category) => {
  const hasCard = category === '中長期在留者' || category === '特別永住者';
  const temporary = category === '一時庇護許可者' || category === '仮滞在許可者';
  return madeUpForeigner({
    residenceStatus: {
      shown: true,
      value: {
        category,
        status: category === '中長期在留者' ? '定住者' : '',
        period: category === '中長期在留者' ? '3年' : temporary ? '6月' : '',
        until: category === '中長期在留者' || temporary ? isoDate('2027-03-31') : null,
        cardNumber: hasCard ? 'AB00000000CD' : '',
      },
    },
  });
});

/** Short and extreme, for tests and for the gallery. */
export const examples: readonly { readonly name: string; readonly data: ResidenceRecordData }[] = [
  { name: 'household-of-four', data: madeUpHousehold(4) },
  {
    name: 'readings',
    data: madeUpRecord([
      madeUpPerson(0, {
        kana: null,
        nameReading: 'ミホン　タロウ',
        birthDate: wordedDate('昭和20年月日不詳'),
      }),
      madeUpPerson(1, { kana: null, nameReading: 'ミホン　【名空欄】' }),
      madeUpPerson(2, { kana: null, nameReading: null }),
      madeUpForeigner(),
    ]),
  },
  {
    name: 'moved-within',
    data: madeUpRecord([
      madeUpPerson(0, { kana: null, nameReading: 'ミホン　タロウ', previousAddressWithin: longAddress }),
      madeUpPerson(1, {
        ...{ kana: null, nameReading: null, previousAddress: { shown: false } },
        previousAddressWithin: '茨城県つくば市仮名町三丁目3番地3',
      }),
      madeUpPerson(2, { kana: null, nameReading: null, previousAddressWithin: null }),
      madeUpForeigner({ previousAddress: longAddress, previousAddressWithin: longAddress }),
    ]),
  },
  {
    name: 'former-names',
    data: madeUpRecord(
      [
        madeUpPerson(0, { kana: null, nameReading: 'ミホン　タロウ' }),
        madeUpPerson(1, {
          ...{ kana: null, nameReading: 'ミホン　ハナコ' },
          ...{ formerName: '架空', formerNameReading: 'カクウ' },
        }),
        madeUpPerson(2, { kana: null, nameReading: null, formerName: '例示', formerNameReading: null }),
        longRenamed,
        { ...longRenamed, previousAddressWithin: longAddress },
        longForeigner,
      ],
      { address: longAddress },
    ),
  },
  { name: 'foreign-categories', data: madeUpRecord(categoryExamples) },
  { name: 'one-left-out', data: madeUpRecord([bare], { headOfHousehold: { shown: false }, whole: false }) },
  {
    name: 'six-with-long-names',
    data: madeUpRecord(
      [madeUpPerson(0), longJapanese, longForeigner, madeUpForeigner(), madeUpPerson(4), madeUpPerson(5)],
      { address: longAddress },
    ),
  },
  { name: 'per-person', data: { ...madeUpRecord([madeUpPerson(0), madeUpForeigner()]), form: 'perPerson' } },
  {
    name: 'per-person-long',
    data: madeUpRecord([longJapanese, longForeigner], { address: longAddress, form: 'perPerson' }),
  },
  {
    name: 'per-person-moved-within',
    data: madeUpRecord(
      [{ ...longJapanese, nameReading: longJapanese.kana }, longForeigner].map((one) => ({
        ...one,
        previousAddressWithin: longAddress,
      })),
      { address: longAddress, form: 'perPerson' },
    ),
  },
  {
    name: 'per-person-former-name',
    data: madeUpRecord([{ ...longRenamed, previousAddressWithin: longAddress }], {
      address: longAddress,
      form: 'perPerson',
    }),
  },
];

/** Of the certificate of the same entries that is no copy of the record. */
export const recordItemsExamples: typeof examples = [
  { name: 'household-of-two', data: madeUpHousehold(2) },
  {
    name: 'without-former-address',
    data: madeUpRecord([madeUpPerson(0, { previousAddress: { shown: false }, myNumber: { shown: false } })], {
      whole: false,
    }),
  },
  ...examples
    .filter(({ name }) => ['per-person-long', 'six-with-long-names', 'former-names'].includes(name))
    .map(({ name, data }) => ({ name, data })),
];
