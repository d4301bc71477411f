import { person, type HouseholdSketch } from '../household.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** Made-up households of Tomakomai. */
export const tomakomaiHouseholds: readonly HouseholdSketch[] = [
  {
    id: 'household-tomakomai-couple',
    municipality: codes.tomakomai,
    address: '北海道苫小牧市見本町三丁目4番5号',
    previousAddress: '北海道苫小牧市例示町一丁目1番1号',
    domicile: '北海道苫小牧市見本町三丁目4番',
    since: '2005-11-01',
    inMunicipalitySince: '1990-12-01',
    persons: [
      person('tomakomai-couple', '例示　冬子', 'レイジ　フユコ', '1963-01-08', 'female', '世帯主'),
      person('tomakomai-couple-husband', '例示　海', 'レイジ　カイ', '1960-07-20', 'male', '夫'),
    ],
  },
  {
    id: 'household-tomakomai-unprintable',
    municipality: codes.tomakomai,
    address: '北海道苫小牧市架空町7番8号',
    previousAddress: '北海道苫小牧市見本町九丁目9番9号',
    domicile: '北海道苫小牧市架空町7番',
    since: '2020-04-01',
    inMunicipalitySince: '2012-07-01',
    persons: [
      // U+3106C, a legendary family name of 84 strokes, which the font does not have.
      person('tomakomai-unprintable', '\u{3106C}　架空', 'タイト　カクウ', '1988-08-18', 'male', '世帯主'),
    ],
  },
  {
    id: 'household-tomakomai-lost-card',
    municipality: codes.tomakomai,
    address: '北海道苫小牧市仮名町1番1号',
    previousAddress: '北海道苫小牧市見本町一丁目1番1号',
    domicile: '北海道苫小牧市仮名町1番',
    since: '2014-09-01',
    inMunicipalitySince: '1999-04-05',
    persons: [person('tomakomai-lost-card', '仮名　夏男', 'カメイ　ナツオ', '1959-12-31', 'male', '世帯主')],
  },
  {
    id: 'household-tomakomai-generations',
    municipality: codes.tomakomai,
    address: '北海道苫小牧市例示町二丁目3番4号',
    previousAddress: '北海道苫小牧市見本町一丁目2番3号',
    domicile: '北海道苫小牧市例示町二丁目3番',
    since: '1961-05-01',
    inMunicipalitySince: '1955-05-01',
    persons: [
      person('tomakomai-generations', '見本　栄', 'ミホン　サカエ', '1928-11-03', 'female', '世帯主'),
      person('tomakomai-generations-2', '見本　登', 'ミホン　ノボル', '1950-04-29', 'male', '子'),
      person(
        'tomakomai-generations-2-wife',
        '見本　節子',
        'ミホン　セツコ',
        '1952-02-03',
        'female',
        '子の妻',
      ),
      person('tomakomai-generations-3', '見本　渉', 'ミホン　ワタル', '1974-08-15', 'male', '子の子'),
      person('tomakomai-generations-4', '見本　拓', 'ミホン　タク', '1998-01-12', 'male', '子の子の子'),
      person('tomakomai-generations-5', '見本　芽', 'ミホン　メイ', '2022-05-05', 'female', '子の子の子の子'),
    ],
  },
  {
    id: 'household-tomakomai-ten-children',
    municipality: codes.tomakomai,
    address: '北海道苫小牧市仮名町五丁目10番12号',
    previousAddress: '北海道苫小牧市見本町十丁目10番10号',
    domicile: '北海道苫小牧市仮名町五丁目10番',
    since: '1998-10-10',
    inMunicipalitySince: '1994-04-01',
    persons: [
      person('tomakomai-ten-children', '仮名　大地', 'カメイ　ダイチ', '1972-01-23', 'male', '世帯主'),
      person('tomakomai-ten-children-wife', '仮名　海子', 'カメイ　ウミコ', '1974-07-20', 'female', '妻'),
    ],
  },
];
