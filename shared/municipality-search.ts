import type { ListedMunicipality } from './municipality-index.ts';

/** With which keys a name is typed. */
export const nameKeys = ['kana', 'latin'] as const;
export type NameKeys = (typeof nameKeys)[number];

const marked: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ',
      'かきくけこさしすせそたちつてとはひふへほはひふへほ',
    ],
    ['ぁぃぅぇぉっゃゅょゎゔゕゖ', 'あいうえおつやゆよわうかけ'],
  ].flatMap(([from = '', to = '']) => {
    const plain = Array.from(to);
    return Array.from(from, (letter, index) => [letter, plain[index] ?? letter]);
  }),
);

/** Typed after Latin letters, it says that the name ends here: Kami, and not Kamikawa. A reading has its own end, 町 or 市. */
export const nameEnd = '_';

/** A reading without voiced marks and small letters, which nobody needs to type: ぎょうだ, きようた. */
export function plainKana(kana: string): string {
  return Array.from(kana, (letter) => marked[letter] ?? letter).join('');
}

/**
 * Latin letters as they sound, whichever spelling they are typed in: Fuchu, Fuchuu, Fuchū and Huchu are one. What is typed so far
 * becomes the beginning of what the whole name becomes.
 */
export function plainLatin(latin: string): string {
  return latin
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/sh|sy/g, 's')
    .replace(/ch|cy|ty|ts|c/g, 't')
    .replace(/jy|zy|dz|j/g, 'z')
    .replaceAll('f', 'h')
    .replaceAll('l', 'r')
    .replace(/oh(?![aiueoy])/g, 'o')
    .replaceAll('ou', 'o')
    .replace(/(.)\1+/g, '$1');
}

/** A municipality with the forms under which it is found. */
interface Findable {
  readonly listed: ListedMunicipality;
  readonly kana: readonly string[];
  readonly latin: readonly string[];
}

const prepared = new WeakMap<readonly ListedMunicipality[], readonly Findable[]>();

function findable(all: readonly ListedMunicipality[]): readonly Findable[] {
  const known = prepared.get(all);
  if (known) return known;
  const made = all.map((listed) => {
    const { kana, latin } = listed.name;
    return {
      listed,
      // ぢ and づ sound like じ and ず, and are often typed so.
      kana: variants(plainKana(kana), plainKana(kana.replaceAll('ぢ', 'じ').replaceAll('づ', 'ず'))),
      latin: variants(plainLatin(latin), plainLatin(latin.replace(/n(?=[bpm])/gi, 'm'))).map(
        (form) => form + nameEnd,
      ),
    };
  });
  prepared.set(all, made);
  return made;
}

function variants(...forms: readonly string[]): readonly string[] {
  return [...new Set(forms)];
}

function plain(keys: NameKeys, typed: string): string {
  if (keys === 'kana') return plainKana(typed);
  return typed.endsWith(nameEnd) ? plainLatin(typed) + nameEnd : plainLatin(typed);
}

/** All whose names begin with what was typed, in the order of their readings. */
export function beginningWith(
  all: readonly ListedMunicipality[],
  keys: NameKeys,
  typed: string,
): readonly ListedMunicipality[] {
  const beginning = plain(keys, typed);
  return findable(all)
    .filter((one) => one[keys].some((form) => form.startsWith(beginning)))
    .toSorted((one, other) => compare(one.kana[0], other.kana[0]) || compare(one.listed.id, other.listed.id))
    .map(({ listed }) => listed);
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const kanaKeys = Array.from(
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんー',
);
const latinKeys = [...Array.from('abcdefghijklmnopqrstuvwxyz'), nameEnd];

/** The keys that lead to a name after what was typed; the others stay shut, so that nobody types into nothing. */
export function keysOnward(
  all: readonly ListedMunicipality[],
  keys: NameKeys,
  typed: string,
): readonly string[] {
  const forms = findable(all).flatMap((one) => one[keys]);
  return (keys === 'kana' ? kanaKeys : latinKeys).filter((key) => {
    const beginning = plain(keys, typed + key);
    return forms.some((form) => form.startsWith(beginning));
  });
}
