import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { family, kin, member } from './family-register.ts';
import { eldestDaughter, eldestSon, separated } from './register/separated.ts';
import { codes } from '../../testing/municipality-codes.ts';

const tsukuba = codes.tsukuba;

export const tsukubaFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-tsukuba-day-unknown',
    municipality: tsukuba,
    place: '茨城県つくば市架空台七丁目7番地',
    head: '架空　太平',
    since: '1948-05-07',
    persons: [
      // Nobody knew where he was; registers still had such persons when they were looked for in 2010.
      kin({
        id: 'family-tsukuba-day-unknown-father',
        ...{ givenName: '太平', born: '明治5年11月10日', sex: 'male' },
        ...{ father: '架空　吉右衛門', mother: '架空　ツル', relationship: '三男' },
        married: {
          ...{ on: '1930-04-05', spouse: '仮名　ハツ' },
          from: '茨城県筑波郡谷田部町7番地　架空　吉右衛門',
          ended: { why: 'death', on: '2006-08-20' },
        },
        left: { why: 'age', on: '2011-03-10' },
      }),
      // A foundling, whose parents nobody knows.
      kin({
        id: 'family-tsukuba-day-unknown-mother',
        ...{ givenName: 'ハツ', born: '明治42年3月日不詳', sex: 'female' },
        ...{ father: null, mother: null, relationship: '女' },
        married: {
          ...{ on: '1930-04-05', spouse: '架空　太平' },
          from: '茨城県筑波郡谷田部町9番地　仮名　ハツ',
        },
        left: { why: 'death', on: '2006-08-20' },
      }),
      member('tsukuba-day-unknown', {
        ...{ father: '架空　太平', mother: '架空　ハツ', relationship: eldestSon },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-family',
    municipality: tsukuba,
    place: '茨城県つくば市見本町一丁目2番地',
    head: '見本　太郎',
    since: '2011-06-12',
    persons: [
      member('tsukuba-family', {
        ...{ father: '見本　大', mother: '見本　弥生', relationship: eldestSon },
        married: {
          ...{ on: '2011-06-12', spouse: '例示　花子' },
          from: '茨城県つくば市例示台一丁目1番地　見本　大',
        },
      }),
      member('tsukuba-family-wife', {
        ...{ father: '例示　正', mother: '例示　葉子', relationship: '二女', bornIn: '東京都港区' },
        married: {
          ...{ on: '2011-06-12', spouse: '見本　太郎' },
          from: '東京都港区例示町一丁目1番　例示　正',
        },
      }),
      member('tsukuba-family-son', {
        ...{ father: '見本　太郎', mother: '見本　花子', relationship: eldestSon, bornIn: '東京都港区' },
      }),
      member('tsukuba-family-daughter', {
        ...{ father: '見本　太郎', mother: '見本　花子', relationship: eldestDaughter },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-single',
    municipality: tsukuba,
    place: '茨城県つくば市例示台二丁目5番地',
    head: '例示　松夫',
    since: '1962-05-03',
    persons: [
      kin({
        id: 'family-tsukuba-single-husband',
        ...{ givenName: '松夫', born: '1934-01-05', sex: 'male' },
        ...{ father: '例示　久', mother: '例示　トメ', relationship: '三男' },
        married: {
          ...{ on: '1962-05-03', spouse: '仮名　梅子' },
          from: '茨城県筑波郡谷田部町例示5番地　例示　久',
        },
        left: { why: 'death', on: '2009-12-24' },
      }),
      member('tsukuba-single', {
        ...{ father: null, mother: '仮名　竹', relationship: '女' },
        married: {
          ...{ on: '1962-05-03', spouse: '例示　松夫' },
          from: '茨城県筑波郡谷田部町仮名3番地　仮名　竹',
          ended: { why: 'death', on: '2009-12-24' },
        },
      }),
      kin({
        id: 'family-tsukuba-single-son',
        ...{ givenName: '杉男', born: '1965-07-30', sex: 'male' },
        ...{ father: '例示　松夫', mother: '例示　梅子', relationship: eldestSon },
        left: { why: 'marriage', on: '2010-11-22', spouse: '模擬　桂子' },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-just-married',
    municipality: tsukuba,
    place: '茨城県つくば市仮名町2番地',
    head: '仮名　新太',
    since: '2022-04-01',
    persons: [
      member('tsukuba-just-married', {
        ...{ father: '仮名　進', mother: '仮名　幸', relationship: '二男', bornIn: '東京都荒川区' },
        married: {
          ...{ on: '2022-04-01', spouse: '架空　結衣' },
          from: '東京都荒川区例示町二丁目2番　仮名　進',
        },
      }),
      member('tsukuba-just-married-wife', {
        ...{ father: '架空　実', mother: '架空　恵', relationship: eldestDaughter },
        married: {
          ...{ on: '2022-04-01', spouse: '仮名　新太' },
          from: '茨城県つくば市架空台二丁目2番地　架空　実',
        },
      }),
    ],
  }),
  separated('tsukuba-just-moved', {
    ...{ municipality: tsukuba, place: '茨城県つくば市例示台一丁目1番地', head: '見本　移' },
    ...{ on: '2018-04-02', from: '茨城県つくば市見本町八丁目8番地', relationship: eldestSon },
    parents: ['見本　流', '見本　渡子'],
  }),
  separated('tsukuba-no-seal', {
    ...{ municipality: tsukuba, place: '茨城県つくば市見本町五丁目5番地', head: '架空　廃一' },
    ...{ on: '1995-04-03', from: '茨城県つくば市見本町五丁目1番地', relationship: eldestSon },
    parents: ['架空　興', '架空　絶子'],
  }),
  separated('arakawa-tsuji', {
    ...{ municipality: tsukuba, place: '茨城県つくば市例示台四丁目4番地', head: '辻\u{E0102}例　聡' },
    ...{ on: '2012-09-03', from: '茨城県つくば市例示台四丁目1番地', relationship: '二男' },
    parents: ['辻\u{E0102}例　賢', '辻\u{E0102}例　智子'],
  }),
  separated('meguro-not-assessed', {
    ...{ municipality: tsukuba, place: '茨城県つくば市架空台六丁目6番地', head: '架空　未来' },
    ...{ on: '2024-03-04', from: '東京都目黒区例示町二丁目2番', relationship: eldestDaughter },
    parents: ['架空　現', '架空　今子'],
  }),
];
