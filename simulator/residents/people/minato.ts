import { isoDate } from '../../../shared/dates.ts';
import { person, type HouseholdSketch } from '../household.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** Made-up households of Minato. */
export const minatoHouseholds: readonly HouseholdSketch[] = [
  {
    id: 'household-minato-mixed',
    municipality: codes.minato,
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
        foreignResidentSince: isoDate('2013-04-12'),
        residenceStatus: {
          category: '中長期在留者',
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
    municipality: codes.minato,
    address: '東京都港区例示町三丁目2番1号',
    previousAddress: '東京都荒川区見本町五丁目5番5号',
    domicile: '東京都港区例示町三丁目2番',
    since: '2018-01-10',
    persons: [
      // 葛 with the selector for the form that Katsushika City and many families use.
      person('minato-variant', '葛\u{E0102}例　𠮷子', 'カツレイ　ヨシコ', '1976-08-08', 'female', '世帯主'),
    ],
  },
  {
    id: 'household-minato-gone',
    municipality: codes.minato,
    address: '東京都港区架空町一丁目9番9号',
    previousAddress: '東京都港区見本台一丁目1番1号',
    domicile: '東京都港区架空町一丁目9番',
    since: '2012-05-05',
    inMunicipalitySince: '2008-04-01',
    persons: [
      {
        ...person('minato-moved-out', '架空　四郎', 'カクウ　シロウ', '1990-01-31', 'male', '世帯主'),
        movedOut: true,
      },
    ],
  },
  {
    id: 'household-minato-return-recent',
    municipality: codes.minato,
    address: '東京都港区例示町五丁目4番3号',
    previousAddress: '東京都目黒区例示町一丁目1番1号',
    domicile: '東京都港区例示町五丁目4番',
    since: '2017-05-20',
    persons: [person('minato-return-recent', '例示　申', 'レイジ　シン', '1973-09-19', 'male', '世帯主')],
  },
  {
    id: 'household-minato-no-return',
    municipality: codes.minato,
    address: '東京都港区仮名町二丁目9番1号',
    previousAddress: '東京都港区見本台三丁目3番3号',
    domicile: '東京都港区仮名町二丁目9番',
    since: '2013-10-10',
    inMunicipalitySince: '2004-04-01',
    persons: [person('minato-no-return', '仮名　未央', 'カメイ　ミオ', '1986-07-07', 'female', '世帯主')],
  },
  {
    id: 'household-minato-new',
    municipality: codes.minato,
    address: '東京都港区架空町三丁目3番5号　見本マンション1204号',
    previousAddress: '北海道苫小牧市例示町六丁目2番1号',
    domicile: '北海道苫小牧市例示町六丁目2番',
    since: '2024-02-01',
    persons: [person('minato-new', '架空　来', 'カクウ　キタル', '1999-04-04', 'male', '世帯主')],
  },
  {
    id: 'household-minato-leaving',
    municipality: codes.minato,
    address: '東京都港区見本台七丁目7番7号',
    previousAddress: '東京都港区架空町二丁目2番2号',
    domicile: '東京都港区見本台七丁目7番',
    since: '2016-06-16',
    inMunicipalitySince: '2010-03-15',
    persons: [
      {
        ...person('minato-leaving', '見本　去', 'ミホン　サル', '1982-02-20', 'male', '世帯主'),
        moveOutFiled: true,
      },
      person('minato-leaving-wife', '見本　留美', 'ミホン　ルミ', '1983-05-15', 'female', '妻'),
    ],
  },
];
