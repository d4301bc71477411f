import type { ListedMunicipality } from '../shared/municipality-index.ts';
import { beginningWith } from '../shared/municipality-search.ts';
import type { Whose } from '../shared/whose.ts';

/** So many are listed at once. */
export const mostFound = 20;

export interface Found {
  readonly shown: readonly ListedMunicipality[];
  /** How many there are in all. */
  readonly count: number;
}

/** Whether a municipality issues at kiosks what is asked for: to who lives elsewhere, where it takes an enrolment for it. */
export function takesPart({ part }: ListedMunicipality, whose: Whose): boolean {
  return part === 'enrolment' || (part === 'certificates' && whose === 'home');
}

/**
 * Finds municipalities by the beginning of a name, in kanji, kana or Latin letters; with nothing typed and no prefecture, those that
 * take part. Those that take part come first.
 * @param prefecture two digits; null: of all prefectures
 */
export function findMunicipalities(
  index: readonly ListedMunicipality[],
  typed: string,
  prefecture: string | null,
  whose: Whose,
): Found {
  const name = hiragana(typed.trim());
  const there = index.filter(({ id }) => prefecture === null || id.startsWith(prefecture));
  const named = name === '' ? there : namedBy(there, name);
  const wanted = name === '' && prefecture === null ? named.filter((one) => takesPart(one, whose)) : named;
  const sorted = wanted.toSorted(
    (one, other) => Number(takesPart(other, whose)) - Number(takesPart(one, whose)),
  );
  return { shown: sorted.slice(0, mostFound), count: sorted.length };
}

function namedBy(index: readonly ListedMunicipality[], name: string): readonly ListedMunicipality[] {
  if (/^[ぁ-ゖー]+$/u.test(name)) return beginningWith(index, 'kana', name);
  if (/\p{Script=Han}/u.test(name)) return index.filter(({ name: { ja } }) => ja.startsWith(name));
  // A sign that no name has would be left out, and so find all.
  return /^[\p{Script=Latin}\p{M}' -]+$/u.test(name) ? beginningWith(index, 'latin', name) : [];
}

function hiragana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60));
}
