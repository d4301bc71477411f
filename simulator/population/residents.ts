import { isoDate } from '../../shared/dates.ts';
import { toRegister, type HouseholdSketch, type PersonSketch } from './household.ts';

/** Nobody in here exists: family names that mean "sample", "example", "imaginary", in blocks of the same names. */
const sketches: readonly HouseholdSketch[] = [
  {
    id: 'household-tsukuba-family',
    municipality: 'tsukuba',
    address: '茨城県つくば市見本町一丁目2番地3',
    previousAddress: '東京都港区例示町一丁目1番1号',
    domicile: '茨城県つくば市見本町一丁目2番地',
    since: '2015-04-01',
    persons: [
      person('tsukuba-family', '見本　太郎', 'ミホン　タロウ', '1985-04-12', 'male', '世帯主'),
      {
        ...person('tsukuba-family-wife', '見本　花子', 'ミホン　ハナコ', '1987-09-03', 'female', '妻'),
        formerName: '例示',
      },
      person('tsukuba-family-son', '見本　一郎', 'ミホン　イチロウ', '2014-01-20', 'male', '子'),
      person('tsukuba-family-daughter', '見本　桜', 'ミホン　サクラ', '2019-05-01', 'female', '子'),
    ],
  },
  {
    id: 'household-tsukuba-single',
    municipality: 'tsukuba',
    address: '茨城県つくば市例示台二丁目5番地',
    previousAddress: '茨城県つくば市見本町三丁目1番地',
    domicile: '茨城県つくば市例示台二丁目5番地',
    since: '1979-06-15',
    persons: [person('tsukuba-single', '例示　梅子', 'レイジ　ウメコ', '1938-02-28', 'female', '世帯主')],
  },
  {
    id: 'household-tsukuba-leaving',
    municipality: 'tsukuba',
    address: '茨城県つくば市仮名町9番地1',
    previousAddress: '北海道苫小牧市見本町二丁目2番2号',
    domicile: '北海道苫小牧市見本町二丁目2番',
    since: '2010-03-20',
    persons: [
      person('tsukuba-leaving', '仮名　次郎', 'カメイ　ジロウ', '1970-11-11', 'male', '世帯主'),
      {
        ...person('tsukuba-leaving-son', '仮名　三郎', 'カメイ　サブロウ', '2004-07-07', 'male', '子'),
        moveOutFiled: true,
      },
    ],
  },
  {
    id: 'household-minato-mixed',
    municipality: 'minato',
    address: '東京都港区見本台四丁目5番6号　例示ハイツ701号',
    previousAddress: '東京都目黒区見本町一丁目1番1号',
    domicile: '東京都目黒区仮名台三丁目3番',
    since: '2021-10-01',
    persons: [
      {
        ...person(
          'minato-mixed',
          'EXAMPLE JOHN MICHAEL',
          'エグザンプル　ジョン　マイケル',
          '1982-12-24',
          'male',
          '世帯主',
        ),
        alias: '例示　次温',
        nationality: 'アイルランド',
        residenceStatus: {
          status: '日本人の配偶者等',
          period: '5年',
          until: isoDate('2030-09-30'),
          cardNumber: 'ZZ00000000ZZ',
        },
      },
      person('minato-mixed-wife', '見本　良子', 'ミホン　ヨシコ', '1984-03-03', 'female', '妻'),
      person('minato-mixed-son', '見本　健', 'ミホン　ケン', '2022-02-22', 'male', '子'),
    ],
  },
  {
    id: 'household-minato-variant',
    municipality: 'minato',
    address: '東京都港区例示町三丁目2番1号',
    previousAddress: '東京都荒川区見本町五丁目5番5号',
    domicile: '東京都港区例示町三丁目2番',
    since: '2018-01-10',
    persons: [
      // 葛 with the selector of the form that Katsushika City and many families write.
      person('minato-variant', '葛\u{E0102}例　𠮷子', 'カツレイ　ヨシコ', '1976-08-08', 'female', '世帯主'),
    ],
  },
  {
    id: 'household-minato-gone',
    municipality: 'minato',
    address: '東京都港区架空町一丁目9番9号',
    previousAddress: '東京都港区見本台一丁目1番1号',
    domicile: '東京都港区架空町一丁目9番',
    since: '2012-05-05',
    persons: [
      {
        ...person('minato-moved-out', '架空　四郎', 'カクウ　シロウ', '1990-01-31', 'male', '世帯主'),
        movedOut: true,
      },
    ],
  },
  {
    id: 'household-meguro-six',
    municipality: 'meguro',
    address: '東京都目黒区見本町六丁目6番6号',
    previousAddress: '茨城県つくば市架空台七丁目7番地',
    domicile: '東京都目黒区見本町六丁目6番',
    since: '2009-04-01',
    persons: [
      person('meguro-six', '架空　五郎', 'カクウ　ゴロウ', '1968-06-06', 'male', '世帯主'),
      person('meguro-six-wife', '架空　六花', 'カクウ　リッカ', '1971-07-17', 'female', '妻'),
      person('meguro-six-son', '架空　七海', 'カクウ　ナナミ', '2001-10-10', 'male', '子'),
      person('meguro-six-daughter', '架空　八重', 'カクウ　ヤエ', '2006-12-01', 'female', '子'),
      person('meguro-fourteen', '架空　九太', 'カクウ　キュウタ', '2012-11-01', 'male', '子'),
      person('meguro-six-mother', '架空　十和', 'カクウ　トワ', '1941-05-25', 'female', '母'),
    ],
  },
  {
    id: 'household-meguro-restricted',
    municipality: 'meguro',
    address: '東京都目黒区仮名町二丁目3番4号',
    previousAddress: '東京都目黒区見本町一丁目2番3号',
    domicile: '東京都目黒区仮名町二丁目3番',
    since: '2023-02-01',
    persons: [
      {
        ...person('meguro-restricted', '仮名　秋子', 'カメイ　アキコ', '1992-10-19', 'female', '世帯主'),
        restricted: true,
      },
    ],
  },
  {
    id: 'household-arakawa-twelve',
    municipality: 'arakawa',
    address: '東京都荒川区見本町八丁目10番12号',
    previousAddress: '東京都荒川区例示町一丁目2番3号',
    domicile: '東京都荒川区見本町八丁目10番',
    since: '1999-04-01',
    persons: [
      person('arakawa-twelve', '見本　幸一', 'ミホン　コウイチ', '1950-03-15', 'male', '世帯主'),
      person('arakawa-twelve-02', '見本　和子', 'ミホン　カズコ', '1952-08-20', 'female', '妻'),
      person('arakawa-twelve-03', '見本　幸二', 'ミホン　コウジ', '1975-01-05', 'male', '子'),
      person('arakawa-twelve-04', '見本　恵', 'ミホン　メグミ', '1977-11-30', 'female', '子の妻'),
      person('arakawa-twelve-05', '見本　大輔', 'ミホン　ダイスケ', '2000-02-29', 'male', '子の子'),
      person('arakawa-twelve-06', '見本　彩', 'ミホン　アヤ', '2002-06-18', 'female', '子の子'),
      person('arakawa-twelve-07', '見本　翔', 'ミホン　ショウ', '2005-09-09', 'male', '子の子'),
      person('arakawa-twelve-08', '見本　葵', 'ミホン　アオイ', '2008-12-12', 'female', '子の子'),
      person('arakawa-twelve-09', '見本　蓮', 'ミホン　レン', '2011-04-04', 'male', '子の子'),
      person('arakawa-twelve-10', '見本　結', 'ミホン　ユイ', '2013-07-23', 'female', '子の子'),
      person('arakawa-twelve-11', '見本　新', 'ミホン　アラタ', '2016-10-31', 'male', '子の子'),
      person('arakawa-twelve-12', '見本　光', 'ミホン　ヒカリ', '2020-01-01', 'female', '子の子'),
    ],
  },
  {
    id: 'household-arakawa-glyphs',
    municipality: 'arakawa',
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
    id: 'household-tomakomai-couple',
    municipality: 'tomakomai',
    address: '北海道苫小牧市見本町三丁目4番5号',
    previousAddress: '北海道苫小牧市例示町一丁目1番1号',
    domicile: '北海道苫小牧市見本町三丁目4番',
    since: '2005-11-01',
    persons: [
      person('tomakomai-couple', '例示　冬子', 'レイジ　フユコ', '1963-01-08', 'female', '世帯主'),
      person('tomakomai-couple-husband', '例示　海', 'レイジ　カイ', '1960-07-20', 'male', '夫'),
    ],
  },
  {
    id: 'household-tomakomai-unprintable',
    municipality: 'tomakomai',
    address: '北海道苫小牧市架空町7番8号',
    previousAddress: '北海道苫小牧市見本町九丁目9番9号',
    domicile: '北海道苫小牧市架空町7番',
    since: '2020-04-01',
    persons: [
      // U+3106C, a family name of legend with 84 strokes, which the font does not hold.
      person('tomakomai-unprintable', '\u{3106C}　架空', 'タイト　カクウ', '1988-08-18', 'male', '世帯主'),
    ],
  },
  {
    id: 'household-tomakomai-lost-card',
    municipality: 'tomakomai',
    address: '北海道苫小牧市仮名町1番1号',
    previousAddress: '北海道苫小牧市見本町一丁目1番1号',
    domicile: '北海道苫小牧市仮名町1番',
    since: '2014-09-01',
    persons: [person('tomakomai-lost-card', '仮名　夏男', 'カメイ　ナツオ', '1959-12-31', 'male', '世帯主')],
  },
];

/** Every made-up household as the registers keep it. */
export const registerHouseholds = toRegister(sketches);

function person(
  id: string,
  name: string,
  kana: string,
  born: string,
  sex: 'male' | 'female',
  relationship: string,
): PersonSketch {
  return { id, name, kana, born, sex, relationship };
}
