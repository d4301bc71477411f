import { isoDate } from '../../../shared/dates.ts';
import { person, type HouseholdSketch, type PersonSketch } from '../household.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** In the register of the married son. */
const married = (sketch: PersonSketch): PersonSketch => ({ ...sketch, headOfRegister: '見本　幸二' });

/** Made-up households of Arakawa. */
export const arakawaHouseholds: readonly HouseholdSketch[] = [
  {
    id: 'household-arakawa-twelve',
    municipality: codes.arakawa,
    address: '東京都荒川区見本町八丁目10番12号',
    previousAddress: '東京都荒川区例示町一丁目2番3号',
    domicile: '東京都荒川区見本町八丁目10番',
    since: '1999-04-01',
    inMunicipalitySince: '1990-10-01',
    persons: [
      person('arakawa-twelve', '見本　幸一', 'ミホン　コウイチ', '1950-03-15', 'male', '世帯主'),
      person('arakawa-twelve-02', '見本　和子', 'ミホン　カズコ', '1952-08-20', 'female', '妻'),
      married(person('arakawa-twelve-03', '見本　幸二', 'ミホン　コウジ', '1975-01-05', 'male', '子')),
      married(person('arakawa-twelve-04', '見本　恵', 'ミホン　メグミ', '1977-11-30', 'female', '子の妻')),
      married(person('arakawa-twelve-05', '見本　大輔', 'ミホン　ダイスケ', '2000-02-29', 'male', '子の子')),
      married(person('arakawa-twelve-06', '見本　彩', 'ミホン　アヤ', '2002-06-18', 'female', '子の子')),
      married(person('arakawa-twelve-07', '見本　翔', 'ミホン　ショウ', '2005-09-09', 'male', '子の子')),
      married(person('arakawa-twelve-08', '見本　葵', 'ミホン　アオイ', '2008-12-12', 'female', '子の子')),
      married(person('arakawa-twelve-09', '見本　蓮', 'ミホン　レン', '2011-04-04', 'male', '子の子')),
      married(person('arakawa-twelve-10', '見本　結', 'ミホン　ユイ', '2013-07-23', 'female', '子の子')),
      married(person('arakawa-twelve-11', '見本　新', 'ミホン　アラタ', '2016-10-31', 'male', '子の子')),
      married(person('arakawa-twelve-12', '見本　光', 'ミホン　ヒカリ', '2020-01-01', 'female', '子の子')),
    ],
  },
  {
    id: 'household-arakawa-glyphs',
    municipality: codes.arakawa,
    address: '東京都荒川区例示町四丁目3番2号',
    previousAddress: '東京都港区見本台二丁目2番2号',
    domicile: '東京都荒川区例示町四丁目3番',
    since: '2016-08-01',
    persons: [
      person('arakawa-glyphs', '髙例﨑　太郎', 'タカレイサキ　タロウ', '1980-05-05', 'male', '世帯主'),
      person('arakawa-glyphs-wife', '髙例﨑　花', 'タカレイサキ　ハナ', '1981-06-06', 'female', '妻'),
    ],
  },
  {
    id: 'household-arakawa-tsuji',
    municipality: codes.arakawa,
    address: '東京都荒川区仮名町六丁目5番4号',
    previousAddress: '茨城県つくば市例示台四丁目4番地',
    domicile: '茨城県つくば市例示台四丁目4番地',
    since: '2021-01-20',
    persons: [
      // 辻 with the selector for one of its two forms, between which families distinguish.
      person('arakawa-tsuji', '辻\u{E0102}例　聡', 'ツジレイ　サトシ', '1984-04-24', 'male', '世帯主'),
    ],
  },
  {
    id: 'household-arakawa-renewed',
    municipality: codes.arakawa,
    address: '東京都荒川区仮名町三丁目7番1号',
    previousAddress: '東京都荒川区見本町二丁目2番2号',
    domicile: '東京都荒川区仮名町三丁目7番',
    since: '2014-09-01',
    inMunicipalitySince: '2008-04-01',
    persons: [person('arakawa-renewed', '仮名　新', 'カメイ　アラタ', '1979-02-14', 'male', '世帯主')],
  },
  {
    id: 'household-arakawa-foreign',
    municipality: codes.arakawa,
    address: '東京都荒川区架空町二丁目8番6号',
    previousAddress: '東京都荒川区架空町一丁目1番1号',
    domicile: '東京都荒川区架空町二丁目8番',
    since: '2018-03-31',
    inMunicipalitySince: '2014-10-03',
    persons: [
      {
        ...person(
          'arakawa-foreign',
          'SAMPLE MARIA EXAMPLE',
          'サンプル　マリア',
          '1990-09-09',
          'female',
          '世帯主',
        ),
        alias: '見本　まりあ',
        nationality: 'ブラジル',
        foreignResidentSince: isoDate('2014-10-03'),
        residenceStatus: {
          category: '中長期在留者',
          status: '技術・人文知識・国際業務',
          period: '5年',
          until: isoDate('2029-03-31'),
          cardNumber: 'ZZ11111111ZZ',
        },
      },
    ],
  },
];
