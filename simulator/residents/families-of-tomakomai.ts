import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { family, kin, member } from './family-register.ts';
import type { Member } from './register/life.ts';
import { eldestDaughter, eldestSon, separated } from './register/separated.ts';
import { codes } from '../../testing/municipality-codes.ts';

const tomakomai = codes.tomakomai;

/**
 * Five generations in one household, each couple with its own register: a family register holds at most two generations (Family
 * Register Act, article 6).
 */
const generationsPlace = '北海道苫小牧市例示町二丁目3番';

function generations(): readonly FamilyRegisterEntry[] {
  const place = generationsPlace;
  const couple = (number: number, head: string, since: string, persons: readonly Member[]) =>
    family({
      ...{ id: `family-tomakomai-generations-${number}`, municipality: tomakomai },
      ...{ place, head, since, persons },
    });
  const own = 'family-tomakomai-generations';
  const married = (on: string, spouse: string, from: string, died?: string) => ({
    ...{ on, spouse, from },
    ...(died === undefined ? {} : { ended: { why: 'death', on: died } as const }),
  });
  const first = '1949-03-03';
  const [second, third, fourth] = ['1973-10-10', '1997-05-05', '2021-07-07'] as const;
  const [firstDied, thirdDied, fourthDied] = ['2008-01-01', '2018-09-09', '2024-04-04'] as const;
  return [
    couple(1, '見本　樹', first, [
      kin({
        ...{ id: `${own}-1-husband`, givenName: '樹', born: '1924-06-01', sex: 'male' },
        ...{ father: '見本　榮太郎', mother: '見本　トヨ', relationship: eldestSon },
        married: married(first, '架空　栄', '北海道苫小牧市見本町1番　見本　榮太郎'),
        left: { why: 'death', on: firstDied },
      }),
      member('tomakomai-generations', {
        ...{ father: '架空　勇', mother: '架空　ハル', relationship: '六女' },
        married: married(first, '見本　樹', '北海道苫小牧市架空町1番　架空　勇', firstDied),
      }),
    ]),
    couple(2, '見本　登', second, [
      member('tomakomai-generations-2', {
        ...{ father: '見本　樹', mother: '見本　栄', relationship: eldestSon },
        married: married(second, '仮名　節子', `${place}　見本　樹`),
      }),
      member('tomakomai-generations-2-wife', {
        ...{ father: '仮名　豊', mother: '仮名　良', relationship: eldestDaughter },
        married: married(second, '見本　登', '北海道苫小牧市仮名町9番　仮名　豊'),
      }),
    ]),
    couple(3, '見本　渉', third, [
      member('tomakomai-generations-3', {
        ...{ father: '見本　登', mother: '見本　節子', relationship: eldestSon },
        married: married(third, '例示　瞳', `${place}　見本　登`, thirdDied),
      }),
      kin({
        ...{ id: `${own}-3-wife`, givenName: '瞳', born: '1975-02-02', sex: 'female' },
        ...{ father: '例示　光', mother: '例示　月子', relationship: eldestDaughter },
        married: married(third, '見本　渉', '北海道苫小牧市例示町8番　例示　光'),
        left: { why: 'death', on: thirdDied },
      }),
      kin({
        ...{ id: `${own}-3-son`, givenName: '拓', born: '1998-01-12', sex: 'male' },
        ...{ father: '見本　渉', mother: '見本　瞳', relationship: eldestSon },
        left: { why: 'marriage', on: fourth, spouse: '架空　凪', to: place },
      }),
    ]),
    couple(4, '見本　拓', fourth, [
      member('tomakomai-generations-4', {
        ...{ father: '見本　渉', mother: '見本　瞳', relationship: eldestSon },
        married: married(fourth, '架空　凪', `${place}　見本　渉`, fourthDied),
      }),
      kin({
        ...{ id: `${own}-4-wife`, givenName: '凪', born: '1999-03-21', sex: 'female' },
        ...{ father: '架空　浪', mother: '架空　汐', relationship: eldestDaughter },
        married: married(fourth, '見本　拓', '北海道苫小牧市架空町4番　架空　浪'),
        left: { why: 'death', on: fourthDied },
      }),
      member('tomakomai-generations-5', {
        ...{ father: '見本　拓', mother: '見本　凪', relationship: eldestDaughter },
      }),
    ]),
  ];
}

/** Twelve persons in one register, of whom two have left it by marriage. */
function tenChildren(): FamilyRegisterEntry {
  const place = '北海道苫小牧市仮名町五丁目10番';
  const names = ['春', '夏', '秋', '冬', '空', '風', '林', '岩', '湖', '星'];
  const ordinals = ['長', '二', '三', '四', '五'];
  const children = names.map((givenName, index) =>
    kin({
      ...{ id: `family-tomakomai-ten-children-${index + 1}`, givenName },
      born: `${1999 + index}-0${(index % 9) + 1}-15`,
      sex: index % 2 === 0 ? 'male' : 'female',
      ...{ father: '仮名　大地', mother: '仮名　海子' },
      relationship: `${ordinals[Math.floor(index / 2)] ?? ''}${index % 2 === 0 ? '男' : '女'}`,
      ...(index < 2 ? { left: { on: '2023-05-01', why: 'marriage' as const } } : {}),
    }),
  );
  const on = '1998-10-10';
  return family({
    id: 'family-tomakomai-ten-children',
    municipality: tomakomai,
    place,
    head: '仮名　大地',
    since: on,
    persons: [
      member('tomakomai-ten-children', {
        ...{ father: '仮名　陸', mother: '仮名　里', relationship: eldestSon },
        married: { on, spouse: '例示　海子', from: '北海道苫小牧市見本町十丁目10番　仮名　陸' },
      }),
      member('tomakomai-ten-children-wife', {
        ...{ father: '例示　洋', mother: '例示　渚', relationship: eldestDaughter },
        married: { on, spouse: '仮名　大地', from: '北海道苫小牧市例示町六丁目1番　例示　洋' },
      }),
      ...children,
    ],
  });
}

const divorced = '2012-05-05';

export const tomakomaiFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-tomakomai-couple',
    municipality: tomakomai,
    place: '北海道苫小牧市見本町三丁目4番',
    head: '例示　冬子',
    since: '1990-12-01',
    persons: [
      member('tomakomai-couple', {
        ...{ father: '例示　北夫', mother: '例示　南', relationship: eldestDaughter },
        married: {
          ...{ on: '1990-12-01', spouse: '見本　海' },
          from: '北海道苫小牧市例示町1番　例示　北夫',
        },
      }),
      member('tomakomai-couple-husband', {
        ...{ father: '見本　東', mother: '見本　西子', relationship: '三男' },
        married: {
          ...{ on: '1990-12-01', spouse: '例示　冬子' },
          from: '北海道苫小牧市見本町2番　見本　東',
        },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-leaving',
    municipality: tomakomai,
    place: '北海道苫小牧市見本町二丁目2番',
    head: '仮名　次郎',
    since: '2002-02-22',
    persons: [
      member('tsukuba-leaving', {
        ...{ father: '仮名　始', mother: '仮名　ツネ', relationship: '二男' },
        married: {
          ...{ on: '2002-02-22', spouse: '例示　月子' },
          from: '北海道苫小牧市見本町二丁目1番　仮名　始',
          ended: { why: 'divorce', on: divorced },
        },
      }),
      kin({
        id: 'family-tsukuba-leaving-wife',
        ...{ givenName: '月子', born: '1972-09-15', sex: 'female' },
        ...{ father: '例示　昇', mother: '例示　星子', relationship: eldestDaughter },
        married: {
          ...{ on: '2002-02-22', spouse: '仮名　次郎' },
          from: '北海道苫小牧市例示町七丁目7番　例示　昇',
        },
        left: {
          ...{ why: 'divorce', on: divorced, spouse: '仮名　次郎' },
          to: '北海道苫小牧市例示町七丁目7番',
        },
      }),
      member('tsukuba-leaving-son', {
        ...{ father: '仮名　次郎', mother: '仮名　月子', relationship: eldestSon },
      }),
    ],
  }),
  separated('minato-new', {
    ...{ municipality: tomakomai, place: '北海道苫小牧市例示町六丁目2番', head: '架空　来' },
    ...{ on: '2021-08-30', from: '北海道苫小牧市例示町六丁目1番', relationship: eldestSon },
    parents: ['架空　去年', '架空　今日子'],
  }),
  ...generations(),
  tenChildren(),
];
