import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { coupleFamilies } from './families-of-couples.ts';
import { tomakomaiFamilies } from './families-of-tomakomai.ts';
import { tsukubaFamilies } from './families-of-tsukuba.ts';
import { family, kin, member } from './family-register.ts';
import { eldestDaughter, eldestSon, separated } from './register/separated.ts';
import { codes } from '../../testing/municipality-codes.ts';

const minatoFamilies: readonly FamilyRegisterEntry[] = [
  separated('minato-variant', {
    ...{ municipality: codes.minato, place: '東京都港区例示町三丁目2番', head: '葛\u{E0102}例　𠮷子' },
    ...{ on: '2018-01-10', from: '東京都荒川区見本町五丁目5番', relationship: eldestDaughter },
    parents: ['葛\u{E0102}例　正', '葛\u{E0102}例　文子'],
  }),
  separated('minato-return-recent', {
    ...{ municipality: codes.minato, place: '東京都港区例示町五丁目4番', head: '例示　申' },
    ...{ on: '2017-05-20', from: '東京都目黒区例示町一丁目1番', relationship: eldestSon },
    parents: ['例示　未', '例示　酉子'],
  }),
  separated('minato-no-return', {
    ...{ municipality: codes.minato, place: '東京都港区仮名町二丁目9番', head: '仮名　未央' },
    ...{ on: '2013-10-10', from: '東京都港区見本台三丁目3番', relationship: '二女' },
    parents: ['仮名　永', '仮名　央子'],
  }),
  separated('tsukuba-pending', {
    ...{ municipality: codes.minato, place: '東京都港区例示町二丁目1番', head: '例示　待子' },
    ...{ on: '2012-04-02', from: '東京都港区例示町一丁目8番', relationship: eldestDaughter },
    parents: ['例示　待', '例示　松代'],
  }),
  separated('tsukuba-void', {
    ...{ municipality: codes.minato, place: '東京都港区仮名町六丁目6番', head: '仮名　更' },
    ...{ on: '2004-12-03', from: '東京都港区仮名町六丁目5番', relationship: '三女' },
    parents: ['仮名　新', '仮名　改子'],
  }),
];

const meguroPlace = '東京都目黒区見本町六丁目6番';
const married1998 = { on: '1998-02-14' } as const;

const meguroFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-meguro-parents',
    municipality: codes.meguro,
    place: meguroPlace,
    head: '架空　四十郎',
    since: '1962-11-03',
    persons: [
      kin({
        id: 'family-meguro-parents-husband',
        ...{ givenName: '四十郎', born: '1938-04-10', sex: 'male' },
        ...{ father: '架空　三十郎', mother: '架空　ミツ', relationship: eldestSon },
        married: {
          ...{ on: '1962-11-03', spouse: '標本　十和' },
          from: '東京都目黒区見本町六丁目5番　架空　三十郎',
        },
        left: { why: 'death', on: '2015-09-09' },
      }),
      member('meguro-six-mother', {
        ...{ father: '標本　百三', mother: '標本　イト', relationship: '三女', bornIn: '東京都荒川区' },
        married: {
          ...{ on: '1962-11-03', spouse: '架空　四十郎' },
          from: '東京都荒川区見本町二丁目2番　標本　百三',
          ended: { why: 'death', on: '2015-09-09' },
        },
      }),
    ],
  }),
  family({
    id: 'family-meguro-six',
    municipality: codes.meguro,
    place: meguroPlace,
    head: '架空　五郎',
    since: married1998.on,
    persons: [
      member('meguro-six', {
        ...{ father: '架空　四十郎', mother: '架空　十和', relationship: '二男' },
        married: { ...married1998, spouse: '例示　六花', from: `${meguroPlace}　架空　四十郎` },
      }),
      member('meguro-six-wife', {
        ...{ father: '例示　冬彦', mother: '例示　雪', relationship: eldestDaughter },
        bornIn: '北海道苫小牧市',
        married: {
          ...{ ...married1998, spouse: '架空　五郎' },
          from: '北海道苫小牧市例示町1番　例示　冬彦',
        },
      }),
      ...(
        [
          ['meguro-six-son', eldestSon, '茨城県つくば市'],
          ['meguro-six-daughter', eldestDaughter, '茨城県つくば市'],
          ['meguro-fourteen', '二男', '東京都目黒区'],
        ] as const
      ).map(([id, relationship, bornIn]) =>
        member(id, { father: '架空　五郎', mother: '架空　六花', relationship, bornIn }),
      ),
    ],
  }),
  family({
    id: 'family-minato-mixed',
    municipality: codes.meguro,
    place: '東京都目黒区仮名台三丁目3番',
    head: '見本　良子',
    since: '2019-09-09',
    persons: [
      member('minato-mixed-wife', {
        ...{ father: '見本　功', mother: '見本　文子', relationship: eldestDaughter },
        married: {
          ...{ on: '2019-09-09', spouse: 'エグザンプル，ジョンマイケル' },
          from: '東京都目黒区仮名台三丁目3番　見本　功',
          foreignSpouse: { nationality: 'アイルランド', born: '1982-12-24' },
        },
      }),
      member('minato-mixed-son', {
        ...{ father: 'エグザンプル，ジョンマイケル', mother: '見本　良子', relationship: eldestSon },
        bornIn: '東京都港区',
      }),
    ],
  }),
  separated('meguro-handed-over', {
    ...{ municipality: codes.meguro, place: '東京都目黒区例示町四丁目1番', head: '例示　渡' },
    ...{ on: '2015-12-01', from: '東京都目黒区見本町三丁目2番', relationship: eldestSon },
    parents: ['例示　進', '例示　渚'],
  }),
  separated('meguro-restricted', {
    ...{ municipality: codes.meguro, place: '東京都目黒区仮名町二丁目3番', head: '仮名　秋子' },
    ...{ on: '2023-02-01', from: '東京都目黒区見本町一丁目2番', relationship: '二女' },
    parents: ['仮名　秋彦', '仮名　春子'],
  }),
  separated('meguro-changing', {
    ...{ municipality: codes.meguro, place: '東京都目黒区仮名町三丁目4番', head: '仮名　冬子' },
    ...{ on: '2023-05-01', from: '東京都目黒区見本町二丁目3番', relationship: '二女' },
    parents: ['仮名　冬彦', '仮名　夏子'],
  }),
];

/** Every made-up family register of the municipalities that issue them at kiosks. */
export const familyRegisters: readonly FamilyRegisterEntry[] = [
  ...tsukubaFamilies,
  ...minatoFamilies,
  ...meguroFamilies,
  ...tomakomaiFamilies,
  ...coupleFamilies,
];
