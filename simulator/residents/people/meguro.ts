import { person, type HouseholdSketch } from '../household.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** Made-up households of Meguro. */
export const meguroHouseholds: readonly HouseholdSketch[] = [
  {
    id: 'household-meguro-age-unknown',
    municipality: codes.meguro,
    address: '東京都目黒区架空台八丁目8番8号',
    previousAddress: '東京都港区見本町八丁目8番8号',
    domicile: '東京都目黒区架空台八丁目8番',
    since: '2003-09-01',
    persons: [
      person('meguro-age-unknown', '仮名　拾一', 'カメイ　ジュウイチ', '生年月日不詳', 'male', '世帯主'),
    ],
  },
  {
    id: 'household-meguro-six',
    municipality: codes.meguro,
    address: '東京都目黒区見本町六丁目6番6号',
    previousAddress: '茨城県つくば市架空台三丁目8番地',
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
    municipality: codes.meguro,
    address: '東京都目黒区仮名町二丁目3番4号',
    previousAddress: '東京都目黒区見本町一丁目2番3号',
    domicile: '東京都目黒区仮名町二丁目3番',
    since: '2023-02-01',
    inMunicipalitySince: '2019-03-25',
    persons: [person('meguro-restricted', '仮名　秋子', 'カメイ　アキコ', '1992-10-19', 'female', '世帯主')],
  },
  {
    id: 'household-meguro-changing',
    municipality: codes.meguro,
    address: '東京都目黒区仮名町三丁目4番5号',
    previousAddress: '東京都目黒区見本町二丁目3番4号',
    domicile: '東京都目黒区仮名町三丁目4番',
    since: '2023-05-01',
    inMunicipalitySince: '2019-05-27',
    persons: [person('meguro-changing', '仮名　冬子', 'カメイ　フユコ', '1991-12-19', 'female', '世帯主')],
  },
  {
    id: 'household-meguro-handed-over',
    municipality: codes.meguro,
    address: '東京都目黒区例示町四丁目1番8号',
    previousAddress: '東京都目黒区見本町三丁目2番1号',
    domicile: '東京都目黒区例示町四丁目1番',
    since: '2015-12-01',
    inMunicipalitySince: '1991-08-08',
    persons: [person('meguro-handed-over', '例示　渡', 'レイジ　ワタル', '1991-08-08', 'male', '世帯主')],
  },
  {
    id: 'household-meguro-leaving',
    municipality: codes.meguro,
    address: '東京都目黒区見本台八丁目3番2号',
    previousAddress: '東京都目黒区仮名町一丁目4番4号',
    domicile: '東京都目黒区見本台八丁目3番',
    since: '2017-07-17',
    inMunicipalitySince: '2009-05-01',
    persons: [
      {
        ...person('meguro-leaving', '例示　発', 'レイジ　ハツ', '1979-12-24', 'male', '世帯主'),
        moveOutFiled: true,
      },
      person('meguro-leaving-wife', '例示　留子', 'レイジ　トメコ', '1981-03-08', 'female', '妻'),
    ],
  },
  {
    id: 'household-meguro-domicile-elsewhere',
    municipality: codes.meguro,
    address: '東京都目黒区仮名台二丁目6番3号',
    previousAddress: '東京都荒川区仮名町三丁目3番3号',
    domicile: '東京都荒川区仮名町三丁目3番',
    since: '2019-02-15',
    persons: [
      person('meguro-domicile-elsewhere', '仮名　遠子', 'カメイ　トオコ', '1975-05-25', 'female', '世帯主'),
    ],
  },
  {
    id: 'household-meguro-not-assessed',
    municipality: codes.meguro,
    address: '東京都目黒区架空台一丁目5番9号',
    previousAddress: '東京都目黒区例示町二丁目2番2号',
    domicile: '茨城県つくば市架空台六丁目6番地',
    since: '2008-08-08',
    inMunicipalitySince: '2003-03-03',
    persons: [
      person('meguro-not-assessed', '架空　未来', 'カクウ　ミライ', '2003-03-03', 'female', '世帯主'),
    ],
  },
];
