import { isJapanese, type Language } from './languages.ts';
import type { ListedMunicipality } from './municipality-index.ts';
import { plainKana, type NameKeys } from './municipality-search.ts';

/** So many names fit on a screen at once, with keys that a finger hits; so do so many groups. */
export const mostListed = 20;

/** Municipalities of a prefecture that are listed together, by the beginning of their names: か行, し–す, A–F. */
export interface MunicipalityGroup {
  readonly label: string;
  readonly listed: readonly ListedMunicipality[];
}

const rows = ['あいうえお', 'かきくけこ', 'さしすせそ', 'たちつてと', 'なにぬねの'].concat([
  'はひふへほ',
  'まみむめも',
  'やゆよ',
  'らりるれろ',
  'わをん',
]);

/** Those of a prefecture, in the order of the language: that of the kana, or of the alphabet. */
export function ofPrefecture(
  all: readonly ListedMunicipality[],
  prefecture: string,
  language: Language,
): readonly ListedMunicipality[] {
  return sortedBy(
    all.filter(({ id }) => id.startsWith(prefecture)),
    language,
  );
}

function sortedBy(all: readonly ListedMunicipality[], language: Language): readonly ListedMunicipality[] {
  const keyed = all.map((one) => ({ one, key: keyOf(one, language) }));
  return keyed
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
}

/**
 * Cuts a sorted list by the beginnings of the names, so that no part has more than fits on a screen: in Japanese by the rows of the
 * kana, a long row by single kana; in other languages by letters, short neighbours together.
 */
export function groupsOf(
  sorted: readonly ListedMunicipality[],
  language: Language,
): readonly MunicipalityGroup[] {
  if (!isJapanese(language)) return cut(sorted, language, 1);
  return rows.flatMap((row) => {
    const own = sorted.filter((one) => row.includes(keyOf(one, language).charAt(0)));
    if (own.length === 0) return [];
    return own.length > mostListed ? cut(own, language, 1) : [{ label: `${row.charAt(0)}行`, listed: own }];
  });
}

/** So many characters of a name are typed; where more names are left than fit on a screen, they are cut into groups. */
export const mostKeysTyped = 3;

/** The groups of those that begin with what was typed, in the order of the keys. */
export function groupsTyped(
  found: readonly ListedMunicipality[],
  keys: NameKeys,
): readonly MunicipalityGroup[] {
  const language = keys === 'latin' ? 'en' : 'ja';
  return cut(sortedBy(found, language), language, 1);
}

/** @param length of the beginnings, in characters */
function cut(sorted: readonly ListedMunicipality[], language: Language, length: number): MunicipalityGroup[] {
  const classes: { readonly beginning: string; readonly listed: ListedMunicipality[] }[] = [];
  for (const one of sorted) {
    const beginning = keyOf(one, language).slice(0, length);
    const last = classes.at(-1);
    if (last?.beginning === beginning) last.listed.push(one);
    else classes.push({ beginning, listed: [one] });
  }
  const groups: (MunicipalityGroup & { readonly first: string })[] = [];
  for (const { beginning, listed } of classes) {
    if (listed.length > mostListed) {
      groups.push(...cut(listed, language, length + 1).map((group) => ({ ...group, first: '' })));
      continue;
    }
    const last = groups.at(-1);
    if (last && last.first !== '' && last.listed.length + listed.length <= mostListed)
      groups[groups.length - 1] = {
        first: last.first,
        label: `${last.first}–${beginning}`,
        listed: [...last.listed, ...listed],
      };
    else groups.push({ first: beginning, label: beginning, listed });
  }
  return groups.map(({ label, listed }) => ({ label, listed }));
}

function keyOf({ name }: ListedMunicipality, language: Language): string {
  return isJapanese(language) ? plainKana(name.kana) : name.latin;
}
