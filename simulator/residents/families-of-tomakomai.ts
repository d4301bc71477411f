import type {
  FamilyRegisterEntry,
  FamilyRegisterPerson,
} from '../../issuing-center/registers/family-registers.ts';
import { family, kin, member } from './family-register.ts';

const eldestSon = '長男';
const eldestDaughter = '長女';
const tomakomai = 'tomakomai';

/**
 * Five generations in one household, each couple with its own register: a family register holds at most two generations (Family
 * Register Act, article 6).
 */
const generationsPlace = '北海道苫小牧市例示町二丁目3番';

function generations(): readonly FamilyRegisterEntry[] {
  const place = generationsPlace;
  const couple = (
    number: number,
    head: string,
    since: string,
    persons: readonly FamilyRegisterPerson[],
  ): FamilyRegisterEntry =>
    family({
      id: `family-tomakomai-generations-${number}`,
      municipality: tomakomai,
      place,
      head,
      since,
      persons: () => persons,
    });
  const gone = (id: string, givenName: string, born: string, sex: 'male' | 'female', on: string) =>
    kin(place, {
      id: `family-tomakomai-generations-${id}`,
      givenName,
      born,
      sex,
      father: '例示　某',
      mother: '仮名　某',
      relationship: sex === 'male' ? eldestSon : eldestDaughter,
      left: { on, why: 'death' },
    });
  const married = (id: string, givenName: string, born: string, father: string, mother: string, on: string) =>
    kin(place, {
      id: `family-tomakomai-generations-${id}`,
      givenName,
      born,
      sex: 'male',
      father,
      mother,
      relationship: eldestSon,
      left: { on, why: 'marriage' },
    });
  return [
    couple(1, '見本　樹', '1949-03-03', [
      gone('1-husband', '樹', '1924-06-01', 'male', '2001-01-01'),
      member(place, 'tomakomai-generations', {
        father: '架空　勇',
        mother: '架空　ハル',
        relationship: '六女',
        married: { on: '1949-03-03', spouse: '見本　樹', from: '北海道苫小牧市架空町1番　架空　勇' },
      }),
      married('1-son', '登', '1950-04-29', '見本　樹', '見本　栄', '1973-10-10'),
    ]),
    couple(2, '見本　登', '1973-10-10', [
      member(place, 'tomakomai-generations-2', {
        father: '見本　樹',
        mother: '見本　栄',
        relationship: eldestSon,
        married: { on: '1973-10-10', spouse: '仮名　節子', from: `${place}　見本　樹` },
      }),
      member(place, 'tomakomai-generations-2-wife', {
        father: '仮名　豊',
        mother: '仮名　良',
        relationship: eldestDaughter,
        married: { on: '1973-10-10', spouse: '見本　登', from: '北海道苫小牧市仮名町9番　仮名　豊' },
      }),
      married('2-son', '渉', '1974-08-15', '見本　登', '見本　節子', '1997-05-05'),
    ]),
    couple(3, '見本　渉', '1997-05-05', [
      member(place, 'tomakomai-generations-3', {
        father: '見本　登',
        mother: '見本　節子',
        relationship: eldestSon,
        married: { on: '1997-05-05', spouse: '例示　瞳', from: `${place}　見本　登` },
      }),
      gone('3-wife', '瞳', '1975-02-02', 'female', '2018-09-09'),
      married('3-son', '拓', '1998-01-12', '見本　渉', '見本　瞳', '2021-07-07'),
    ]),
    couple(4, '見本　拓', '2021-07-07', [
      member(place, 'tomakomai-generations-4', {
        father: '見本　渉',
        mother: '見本　瞳',
        relationship: eldestSon,
        married: { on: '2021-07-07', spouse: '架空　凪', from: `${place}　見本　渉` },
      }),
      gone('4-wife', '凪', '1999-03-21', 'female', '2024-04-04'),
      member(place, 'tomakomai-generations-5', {
        father: '見本　拓',
        mother: '見本　凪',
        relationship: eldestDaughter,
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
    kin(place, {
      id: `family-tomakomai-ten-children-${index + 1}`,
      givenName,
      born: `${1999 + index}-0${(index % 9) + 1}-15`,
      sex: index % 2 === 0 ? 'male' : 'female',
      father: '仮名　大地',
      mother: '仮名　海子',
      relationship: `${ordinals[Math.floor(index / 2)] ?? ''}${index % 2 === 0 ? '男' : '女'}`,
      ...(index < 2 ? { left: { on: '2023-05-01', why: 'marriage' as const } } : {}),
    }),
  );
  const marriage = { on: '1998-10-10', from: '北海道苫小牧市見本町十丁目10番　仮名　陸' };
  return family({
    id: 'family-tomakomai-ten-children',
    municipality: tomakomai,
    place,
    head: '仮名　大地',
    since: '1998-10-10',
    persons: () => [
      member(place, 'tomakomai-ten-children', {
        father: '仮名　陸',
        mother: '仮名　里',
        relationship: eldestSon,
        married: { ...marriage, spouse: '例示　海子' },
      }),
      member(place, 'tomakomai-ten-children-wife', {
        father: '例示　洋',
        mother: '例示　渚',
        relationship: eldestDaughter,
        married: { ...marriage, spouse: '仮名　大地' },
      }),
      ...children,
    ],
  });
}

export const tomakomaiFamilies: readonly FamilyRegisterEntry[] = [
  family({
    id: 'family-tomakomai-couple',
    municipality: tomakomai,
    place: '北海道苫小牧市見本町三丁目4番',
    head: '例示　冬子',
    since: '1990-12-01',
    persons: (place) => [
      member(place, 'tomakomai-couple', {
        father: '例示　北夫',
        mother: '例示　南',
        relationship: eldestDaughter,
        married: { on: '1990-12-01', spouse: '見本　海', from: '北海道苫小牧市例示町1番　例示　北夫' },
      }),
      member(place, 'tomakomai-couple-husband', {
        father: '見本　東',
        mother: '見本　西子',
        relationship: '三男',
        married: { on: '1990-12-01', spouse: '例示　冬子', from: '北海道苫小牧市見本町2番　見本　東' },
      }),
    ],
  }),
  family({
    id: 'family-tsukuba-leaving',
    municipality: tomakomai,
    place: '北海道苫小牧市見本町二丁目2番',
    head: '仮名　次郎',
    since: '2002-02-22',
    persons: (place) => [
      member(place, 'tsukuba-leaving', { father: '仮名　始', mother: '仮名　ツネ', relationship: '二男' }),
      member(place, 'tsukuba-leaving-son', { father: '仮名　次郎', mother: null, relationship: eldestSon }),
    ],
  }),
  family({
    id: 'family-minato-new',
    municipality: tomakomai,
    place: '北海道苫小牧市例示町六丁目2番',
    head: '架空　来',
    since: '2021-08-30',
    persons: (place) => [
      member(place, 'minato-new', { father: '架空　去年', mother: '架空　今日子', relationship: eldestSon }),
    ],
  }),
  ...generations(),
  tenChildren(),
];
