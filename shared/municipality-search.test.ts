import { describe, expect, it } from 'vitest';
import { japan } from '../issuing-center/municipality-index/japan.ts';
import { groupsOf, groupsTyped, mostKeysTyped, mostListed, ofPrefecture } from './municipality-groups.ts';
import type { ListedMunicipality } from './municipality-index.ts';
import {
  beginningWith,
  keysOnward,
  nameEnd,
  plainKana,
  plainLatin,
  type NameKeys,
} from './municipality-search.ts';
import { prefectures } from './prefectures.ts';

const all: readonly ListedMunicipality[] = japan.map((one) => ({ ...one, part: 'certificates' }));

/** How many keys are pressed until the names that are left are offered, this one among them: letters, and a group at the end. */
function keysUntilOffered(one: ListedMunicipality, keys: NameKeys): number {
  const letters = keys === 'kana' ? plainKana(one.name.kana) : one.name.latin.toLowerCase();
  let typed = '';
  for (const letter of letters.replace(/[^a-zぁ-ん]/g, '') + (keys === 'latin' ? nameEnd : '')) {
    expect(offering(keys, typed).onward.has(letter), `${one.name.ja}: ${typed}, then ${letter}`).toBe(true);
    typed += letter;
    const { found, groups } = offering(keys, typed);
    if (found.has(one.id)) return typed.length;
    if (typed.length < mostKeysTyped) continue;
    const own = groups.filter(({ listed }) => listed.includes(one));
    expect(own, `${one.name.ja}: ${typed}`).toHaveLength(1);
    return typed.length + 1;
  }
  throw new Error(`${one.name.ja} is never offered`);
}

const known = new Map<
  string,
  {
    readonly onward: ReadonlySet<string>;
    readonly found: ReadonlySet<string>;
    readonly groups: ReturnType<typeof groupsTyped>;
  }
>();
function offering(keys: NameKeys, typed: string) {
  const before = known.get(`${keys} ${typed}`);
  if (before) return before;
  const found = typed === '' ? [] : beginningWith(all, keys, typed);
  const offered = {
    onward: new Set(keysOnward(all, keys, typed)),
    found: new Set(found.length > mostListed ? [] : found.map(({ id }) => id)),
    groups: found.length > mostListed ? groupsTyped(found, keys) : [],
  };
  known.set(`${keys} ${typed}`, offered);
  return offered;
}

describe('from the list of prefectures', () => {
  it.each(['ja', 'en'] as const)(
    'any municipality is at most three touches away in %s, and every list fits on a screen',
    (language) => {
      const reached = new Map<string, number>();
      for (const { code } of prefectures) {
        const own = ofPrefecture(all, code, language);
        const few = own.length <= mostListed;
        const lists = few ? [own] : groupsOf(own, language).map(({ listed }) => listed);
        expect(lists.length).toBeLessThanOrEqual(mostListed);
        for (const list of lists) {
          expect(list.length).toBeLessThanOrEqual(mostListed);
          for (const { id } of list) {
            expect(reached.has(id)).toBe(false);
            // The prefecture, the beginning where there is one, and the name.
            reached.set(id, few ? 2 : 3);
          }
        }
      }
      expect(reached.size).toBe(1741);
      expect(Math.max(...reached.values())).toBe(3);
    },
  );

  it('no two groups of a prefecture are called the same', () => {
    for (const { code } of prefectures)
      for (const language of ['ja', 'en'] as const) {
        const labels = groupsOf(ofPrefecture(all, code, language), language).map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
      }
  });
});

describe('with the keyboard', () => {
  it.each(['kana', 'latin'] as const)(
    'any municipality is at most five touches away with %s: four keys, or three and a group, and its name',
    (keys) => {
      expect(Math.max(...all.map((one) => keysUntilOffered(one, keys)))).toBeLessThanOrEqual(4);
    },
  );

  it('however it is typed, groups fit on a screen, each of them does, and no two are called the same', () => {
    const spellings = all.flatMap(({ name }) => [
      plainKana(name.kana),
      name.latin.toLowerCase().replace(/[^a-z]/g, ''),
      plainLatin(name.latin),
    ]);
    const typed = new Set(spellings.map((spelling) => spelling.slice(0, mostKeysTyped)));
    for (const beginning of typed) {
      const { groups } = offering(/[a-z]/.test(beginning) ? 'latin' : 'kana', beginning);
      expect(groups.length).toBeLessThanOrEqual(mostListed);
      expect(new Set(groups.map(({ label }) => label)).size).toBe(groups.length);
      for (const { listed } of groups) expect(listed.length).toBeLessThanOrEqual(mostListed);
    }
  });
});

const named = (ja: string): ListedMunicipality[] => all.filter(({ name }) => name.ja === ja);

describe('a name is found', () => {
  it.each(['Fuchu', 'Fuchuu', 'Fuchū', 'Huchu', 'Hutyuu', 'FUCHU'])('府中 by %s', (typed) => {
    const found = beginningWith(all, 'latin', typed);
    expect(found).toEqual(expect.arrayContaining([...named('府中市'), ...named('府中町')]));
    expect(found.length).toBeLessThanOrEqual(mostListed);
  });

  it.each([
    ['Osaka', '大阪市'],
    ['Oosaka', '大阪市'],
    ['Ohsaka', '大阪市'],
    ['Ōsaka', '大阪市'],
    ['Tukuba', 'つくば市'],
    ['Zyoetsu', '上越市'],
    ['Jōetu', '上越市'],
    ['Nanyo', '南陽市'],
    ["Nan'yo", '南陽市'],
    ['Tsikugo', '筑後市'],
    ['Tikugo', '筑後市'],
    ['Sibuya', '渋谷区'],
    ['Minoh', '箕面市'],
    ['Nambu', '南部町'],
    ['Sapporo', '札幌市'],
    ['Saporo', '札幌市'],
    ['Kohchi', '高知市'],
  ] as const)('by %s: %s', (typed, ja) => {
    expect(beginningWith(all, 'latin', typed)).toEqual(expect.arrayContaining(named(ja)));
  });

  it.each([
    ['ぎょうだ', '行田市'],
    ['きようた', '行田市'],
    ['きょうた', '行田市'],
    ['おじや', '小千谷市'],
    ['おちや', '小千谷市'],
    ['あいずわか', '会津若松市'],
    ['つ', '津市'],
  ])('by %s: %s', (typed, ja) => {
    expect(beginningWith(all, 'kana', typed)).toEqual(expect.arrayContaining(named(ja)));
  });

  it('however far it is typed: what is typed stays a beginning of the whole', () => {
    for (const { name } of all)
      for (let end = 1; end <= name.latin.length; end++) {
        const typed = plainLatin(name.latin.slice(0, end));
        expect(plainLatin(name.latin).startsWith(typed), `${name.latin} ${end}`).toBe(true);
      }
  });

  it('with its whole reading, and its whole name in Latin letters', () => {
    for (const one of all) {
      expect(beginningWith(all, 'kana', one.name.kana)).toContain(one);
      expect(beginningWith(all, 'latin', one.name.latin)).toContain(one);
    }
  });
});
