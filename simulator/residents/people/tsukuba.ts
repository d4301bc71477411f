import { person, type HouseholdSketch } from '../household.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** Made-up households of Tsukuba. */
export const tsukubaHouseholds: readonly HouseholdSketch[] = [
  {
    id: 'household-tsukuba-day-unknown',
    municipality: codes.tsukuba,
    address: '茨城県つくば市架空台七丁目7番地',
    previousAddress: '茨城県つくば市見本町七丁目7番地',
    domicile: '茨城県つくば市架空台七丁目7番地',
    since: '1968-04-01',
    inMunicipalitySince: '1955-11-03',
    persons: [
      {
        ...person('tsukuba-day-unknown', '架空　昭', 'カクウ　アキラ', '昭和20年月日不詳', 'male', '世帯主'),
        notified: 'givenName',
      },
    ],
  },
  {
    id: 'household-tsukuba-family',
    municipality: codes.tsukuba,
    address: '茨城県つくば市見本町一丁目2番地3',
    previousAddress: '東京都港区例示町一丁目1番1号',
    domicile: '茨城県つくば市見本町一丁目2番地',
    since: '2015-04-01',
    persons: [
      person('tsukuba-family', '見本　太郎', 'ミホン　タロウ', '1985-04-12', 'male', '世帯主'),
      {
        ...person('tsukuba-family-wife', '見本　花子', 'ミホン　ハナコ', '1987-09-03', 'female', '妻'),
        formerName: '例示',
        formerNameReading: 'レイジ',
      },
      person('tsukuba-family-son', '見本　一郎', 'ミホン　イチロウ', '2014-01-20', 'male', '子'),
      person('tsukuba-family-daughter', '見本　桜', 'ミホン　サクラ', '2019-05-01', 'female', '子'),
    ],
  },
  {
    id: 'household-tsukuba-single',
    municipality: codes.tsukuba,
    address: '茨城県つくば市例示台二丁目5番地',
    previousAddress: '茨城県つくば市見本町三丁目1番地',
    domicile: '茨城県つくば市例示台二丁目5番地',
    since: '1979-06-15',
    inMunicipalitySince: '1962-05-03',
    persons: [person('tsukuba-single', '例示　梅子', 'レイジ　ウメコ', '1938-02-28', 'female', '世帯主')],
  },
  {
    id: 'household-tsukuba-leaving',
    municipality: codes.tsukuba,
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
    id: 'household-tsukuba-just-moved',
    municipality: codes.tsukuba,
    address: '茨城県つくば市例示台三丁目8番地4',
    previousAddress: '茨城県つくば市例示台一丁目1番地',
    domicile: '茨城県つくば市例示台一丁目1番地',
    since: '2019-09-01',
    inMunicipalitySince: '2015-04-01',
    persons: [
      {
        ...person('tsukuba-just-moved', '見本　移', 'ミホン　ウツル', '1994-02-14', 'male', '世帯主'),
        notified: 'surname',
      },
    ],
  },
  {
    id: 'household-tsukuba-just-married',
    municipality: codes.tsukuba,
    address: '茨城県つくば市仮名町2番地7',
    previousAddress: '東京都荒川区例示町二丁目2番2号',
    domicile: '茨城県つくば市仮名町2番地',
    since: '2022-04-01',
    persons: [
      person('tsukuba-just-married', '仮名　新太', 'カメイ　アラタ', '1995-06-06', 'male', '世帯主'),
      {
        ...person('tsukuba-just-married-wife', '仮名　結衣', 'カメイ　ユイ', '1996-10-02', 'female', '妻'),
        formerName: '架空',
      },
    ],
  },
  {
    id: 'household-tsukuba-pending',
    municipality: codes.tsukuba,
    address: '茨城県つくば市架空台四丁目4番地',
    previousAddress: '東京都港区例示町二丁目1番5号',
    domicile: '東京都港区例示町二丁目1番',
    since: '2023-03-28',
    persons: [person('tsukuba-pending', '例示　待子', 'レイジ　マチコ', '1989-01-09', 'female', '世帯主')],
  },
  {
    id: 'household-tsukuba-void',
    municipality: codes.tsukuba,
    address: '茨城県つくば市架空台五丁目5番地',
    previousAddress: '東京都港区仮名町六丁目6番6号',
    domicile: '東京都港区仮名町六丁目6番',
    since: '2020-07-01',
    persons: [person('tsukuba-void', '仮名　更', 'カメイ　サラ', '1978-12-03', 'female', '世帯主')],
  },
  {
    id: 'household-tsukuba-no-seal',
    municipality: codes.tsukuba,
    address: '茨城県つくば市見本町七丁目1番地2',
    previousAddress: '茨城県つくば市見本町五丁目5番地',
    domicile: '茨城県つくば市見本町五丁目5番地',
    since: '2011-11-11',
    inMunicipalitySince: '1995-04-01',
    persons: [
      {
        ...person('tsukuba-no-seal', '架空　廃一', 'カクウ　ハイイチ', '1966-03-30', 'male', '世帯主'),
        notified: 'none',
      },
    ],
  },
];
