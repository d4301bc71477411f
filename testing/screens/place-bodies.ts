import { japan } from '../../issuing-center/municipality-index/japan.ts';
import {
  groupsOf,
  groupsTyped,
  mostKeysTyped,
  mostListed,
  ofPrefecture,
} from '../../shared/municipality-groups.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';
import { beginningWith, keysOnward } from '../../shared/municipality-search.ts';
import { prefectureOf } from '../../shared/prefectures.ts';
import { notHereReasons, type ListedPlace } from '../../shared/place-screens.ts';
import type { Sample } from './bodies.ts';
import { someMorning } from './places.ts';

const index: readonly ListedMunicipality[] = japan.map((one) => ({ ...one, part: 'certificates' }));
const place = { part: 'place' } as const;

/** Every third takes no part. */
function listed(found: readonly ListedMunicipality[], withPrefecture: boolean): ListedPlace[] {
  return found.map(({ id, name }, at) => ({
    ...{ id, name: { ja: name.ja, en: name.latin } },
    prefecture: withPrefecture ? prefectureOf(id) : null,
    takesPart: at % 3 !== 2,
  }));
}

/** The longest names of Japan, as many as a screen ever has to show. */
function longest(language: 'ja' | 'latin'): ListedMunicipality[] {
  return index
    .toSorted((one, other) => other.name[language].length - one.name[language].length)
    .slice(0, mostListed);
}

function typing(keys: 'kana' | 'latin', typed: string): Sample['body'] {
  const all = typed === '' ? [] : beginningWith(index, keys, typed);
  const found = listed(all.length > mostListed ? [] : all, true);
  const onward = [...keysOnward(index, keys, typed)];
  const many = typed.length >= mostKeysTyped && all.length > mostListed;
  const groups = many ? groupsTyped(all, keys).map(({ label }) => label) : [];
  return { kind: 'municipalitySearch', keys, typed, onward, count: all.length, groups, found };
}

/** Finding a municipality: the usual, and the extremes that have to fit. */
export const placeBodies: readonly Sample[] = [
  { name: 'prefectures', body: { kind: 'prefectures' }, ...place },
  {
    name: 'name-groups',
    body: {
      kind: 'nameGroups',
      prefecture: '01',
      groups: groupsOf(ofPrefecture(index, '01', 'ja'), 'ja').map(({ label }) => label),
    },
    ...place,
  },
  {
    name: 'name-groups-latin',
    body: {
      kind: 'nameGroups',
      prefecture: '20',
      groups: ['A–H', 'I', 'K', 'Ma–Mi', 'N', 'O', 'S', 'T–Y'],
    },
    ...place,
  },
  {
    name: 'municipality-list',
    body: {
      kind: 'municipalityList',
      prefecture: '18',
      places: listed(ofPrefecture(index, '18', 'ja'), false),
    },
    ...place,
  },
  ...(['ja', 'latin'] as const).map((language) => ({
    name: `municipality-list-longest-${language}`,
    body: { kind: 'municipalityList' as const, prefecture: '46', places: listed(longest(language), false) },
    ...place,
  })),
  { name: 'municipality-search', body: typing('kana', ''), ...place },
  { name: 'municipality-search-typed', body: typing('kana', 'み'), ...place },
  { name: 'municipality-search-latin', body: typing('latin', 'mi'), ...place },
  { name: 'municipality-search-groups', body: typing('latin', 'cha'), ...place },
  { name: 'municipality-search-found', body: typing('kana', 'ふち'), ...place },
  {
    name: 'municipality-search-longest',
    body: {
      ...typing('kana', 'ふち'),
      kind: 'municipalitySearch',
      keys: 'kana',
      typed: 'かみ',
      onward: [],
      count: 20,
      groups: [],
      found: listed(longest('latin'), true),
    },
    ...place,
  },
  ...notHereReasons.map((why) => ({
    name: `not-here-${why}`,
    body: {
      kind: 'notHere' as const,
      municipality: { ja: '府中市', en: 'Fuchu City' },
      prefecture: { ja: '広島県', en: 'Hiroshima' },
      why,
      state:
        why === 'closed'
          ? { open: false as const, reason: 'outOfHours' as const, opensAt: someMorning }
          : null,
    },
    ...place,
  })),
];
