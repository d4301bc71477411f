import { isoDate } from '../../shared/dates.ts';
import type { ResidenceRecordData, ResidenceRecordPerson } from './residence-record-data.ts';

/** A made-up Japanese resident for tests; `number` tells one from another. Nobody of this name or address exists. */
export function madeUpPerson(
  number: number,
  changes: Partial<ResidenceRecordPerson> = {},
): ResidenceRecordPerson {
  const kanji = ['太郎', '花子', '一郎', '次郎', '三郎', '四郎', '五郎', '六郎', '七郎'][number] ?? '十郎';
  return {
    name: `見本　${kanji}`,
    kana: `ミホン　サンプル${'アイウエオカキクケ'.charAt(number)}`,
    formerName: number === 1 ? '架空　花子' : null,
    alias: null,
    birthDate: isoDate(`19${70 + number}-11-${10 + number}`),
    sex: number % 2 === 0 ? 'male' : 'female',
    residentSince: isoDate(`2015-04-0${number + 1}`),
    addressSince: isoDate(`2019-05-0${number + 1}`),
    notifiedOn: isoDate(`2019-06-0${number + 1}`),
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
    domicile: { shown: false },
    nationality: { shown: true, value: 'ブラジル' },
    residenceStatus: {
      shown: true,
      value: {
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

/** A made-up household of Tsukuba for tests. */
export function madeUpRecord(
  persons: readonly ResidenceRecordPerson[],
  changes: Partial<ResidenceRecordData> = {},
): ResidenceRecordData {
  return {
    municipality: {
      name: 'つくば市',
      mayorTitle: 'つくば市長',
      mayorName: '見本　市子',
      sealText: 'つくば市長之印',
    },
    issuedOn: isoDate('2026-11-20'),
    documentNumber: 'TKB-00000000-MIHON',
    address: '茨城県つくば市架空町一丁目2番地3',
    headOfHousehold: { shown: true, value: '見本　太郎' },
    whole: true,
    persons,
    ...changes,
  };
}
