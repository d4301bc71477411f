import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { family, kin, member } from './family-register.ts';
import { tomakomaiFamilies } from './families-of-tomakomai.ts';

const eldestSon = '長男';
const eldestDaughter = '長女';

const tsukubaFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-tsukuba-day-unknown',
    municipality: 'tsukuba',
    place: '茨城県つくば市架空台七丁目7番地',
    head: '架空　太平',
    since: '1948-05-07',
    persons: (place) => [
      kin(place, {
        id: 'family-tsukuba-day-unknown-father',
        givenName: '太平',
        born: '明治5年11月10日',
        sex: 'male',
        father: '架空　吉右衛門',
        mother: null,
        relationship: '三男',
        left: { on: '1951-02-03', why: 'death' },
      }),
      kin(place, {
        id: 'family-tsukuba-day-unknown-mother',
        givenName: 'ハツ',
        born: '明治42年3月日不詳',
        sex: 'female',
        father: null,
        mother: null,
        relationship: '女',
        left: { on: '1990-08-20', why: 'death' },
      }),
      member(place, 'tsukuba-day-unknown', {
        father: '架空　太平',
        mother: '架空　ハツ',
        relationship: eldestSon,
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-family',
    municipality: 'tsukuba',
    place: '茨城県つくば市見本町一丁目2番地',
    head: '見本　太郎',
    since: '2011-06-12',
    persons: (place) => {
      const from = '茨城県つくば市例示台一丁目1番地　見本　大';
      return [
        member(place, 'tsukuba-family', {
          father: '見本　大',
          mother: '見本　弥生',
          relationship: eldestSon,
          married: { on: '2011-06-12', spouse: '例示　花子', from },
        }),
        member(place, 'tsukuba-family-wife', {
          father: '例示　正',
          mother: '例示　葉子',
          relationship: '二女',
          married: { on: '2011-06-12', spouse: '見本　太郎', from: '東京都港区例示町一丁目1番　例示　正' },
        }),
        member(place, 'tsukuba-family-son', {
          father: '見本　太郎',
          mother: '見本　花子',
          relationship: eldestSon,
        }),
        member(place, 'tsukuba-family-daughter', {
          father: '見本　太郎',
          mother: '見本　花子',
          relationship: eldestDaughter,
        }),
      ];
    },
  }),
  family({
    id: 'family-tsukuba-single',
    municipality: 'tsukuba',
    place: '茨城県つくば市例示台二丁目5番地',
    head: '例示　松夫',
    since: '1962-05-03',
    persons: (place) => [
      kin(place, {
        id: 'family-tsukuba-single-husband',
        givenName: '松夫',
        born: '1934-01-05',
        sex: 'male',
        father: '例示　久',
        mother: '例示　トメ',
        relationship: '三男',
        left: { on: '2009-12-24', why: 'death' },
      }),
      member(place, 'tsukuba-single', { father: '仮名　竹一', mother: null, relationship: '四女' }),
      kin(place, {
        id: 'family-tsukuba-single-son',
        givenName: '杉男',
        born: '1965-07-30',
        sex: 'male',
        father: '例示　松夫',
        mother: '例示　梅子',
        relationship: eldestSon,
        left: { on: '1992-11-22', why: 'marriage' },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-just-married',
    municipality: 'tsukuba',
    place: '茨城県つくば市仮名町2番地',
    head: '仮名　新太',
    since: '2022-04-01',
    persons: (place) => [
      member(place, 'tsukuba-just-married', {
        father: '仮名　進',
        mother: '仮名　幸',
        relationship: '二男',
      }),
      member(place, 'tsukuba-just-married-wife', {
        father: '架空　実',
        mother: '架空　恵',
        relationship: eldestDaughter,
      }),
    ],
  }),
  single('tsukuba-just-moved', 'tsukuba', '茨城県つくば市例示台一丁目1番地', '見本　移', eldestSon),
  single('tsukuba-no-seal', 'tsukuba', '茨城県つくば市見本町五丁目5番地', '架空　廃一', eldestSon),
  single('arakawa-tsuji', 'tsukuba', '茨城県つくば市例示台四丁目4番地', '辻\u{E0102}例　聡', '二男'),
  single('meguro-not-assessed', 'tsukuba', '茨城県つくば市架空台六丁目6番地', '架空　未来', eldestDaughter),
];

const minatoFamilies: readonly FamilyRegisterEntry[] = [
  single('minato-variant', 'minato', '東京都港区例示町三丁目2番', '葛\u{E0102}例　𠮷子', eldestDaughter),
  single('minato-return-recent', 'minato', '東京都港区例示町五丁目4番', '例示　申', eldestSon),
  single('minato-no-return', 'minato', '東京都港区仮名町二丁目9番', '仮名　未央', '二女'),
  single('tsukuba-pending', 'minato', '東京都港区例示町二丁目1番', '例示　待子', eldestDaughter),
  single('tsukuba-void', 'minato', '東京都港区仮名町六丁目6番', '仮名　更', '三女'),
];

const meguroFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-meguro-six',
    municipality: 'meguro',
    place: '東京都目黒区見本町六丁目6番',
    head: '架空　五郎',
    since: '1998-02-14',
    persons: (place) => {
      const child = { father: '架空　五郎', mother: '架空　六花' };
      return [
        member(place, 'meguro-six', { father: '架空　四十郎', mother: '架空　十和', relationship: '五男' }),
        member(place, 'meguro-six-wife', {
          father: '例示　冬彦',
          mother: '例示　雪',
          relationship: eldestDaughter,
          married: { on: '1998-02-14', spouse: '架空　五郎', from: '北海道苫小牧市例示町1番　例示　冬彦' },
        }),
        member(place, 'meguro-six-son', { ...child, relationship: eldestSon }),
        member(place, 'meguro-six-daughter', { ...child, relationship: eldestDaughter }),
        member(place, 'meguro-fourteen', { ...child, relationship: '二男' }),
      ];
    },
  }),
  family({
    id: 'family-minato-mixed',
    municipality: 'meguro',
    place: '東京都目黒区仮名台三丁目3番',
    head: '見本　良子',
    since: '2019-09-09',
    persons: (place) => [
      member(place, 'minato-mixed-wife', {
        father: '見本　功',
        mother: '見本　文子',
        relationship: eldestDaughter,
        married: {
          on: '2019-09-09',
          spouse: 'エグザンプル，ジョンマイケル（国籍　アイルランド）',
          from: '東京都目黒区仮名台三丁目3番　見本　功',
        },
      }),
      member(place, 'minato-mixed-son', {
        father: 'エグザンプル，ジョンマイケル',
        mother: '見本　良子',
        relationship: eldestSon,
      }),
    ],
  }),
  single('meguro-handed-over', 'meguro', '東京都目黒区例示町四丁目1番', '例示　渡', eldestSon),
  single('meguro-restricted', 'meguro', '東京都目黒区仮名町二丁目3番', '仮名　秋子', '二女'),
];

/** Every made-up family register of the municipalities that issue them at kiosks. */
export const familyRegisters: readonly FamilyRegisterEntry[] = [
  ...tsukubaFamilies,
  ...minatoFamilies,
  ...meguroFamilies,
  ...tomakomaiFamilies,
];

/** A register of one person, separated from that of the parents. */
function single(
  residentId: string,
  municipality: string,
  place: string,
  head: string,
  relationship: string,
): FamilyRegisterEntry {
  return family({
    id: `family-${residentId}`,
    municipality,
    place,
    head,
    since: '2018-04-02',
    persons: () => [member(place, residentId, { father: '見本　某', mother: '例示　某', relationship })],
  });
}
