import type { Bilingual } from './certificates.ts';
import { municipalityIdSchema, type MunicipalityId } from './ids.ts';
import { prefectureOf } from './prefectures.ts';

/** A municipality's code and names as its data have them. */
export interface NamedMunicipality {
  readonly id: MunicipalityId;
  readonly name: {
    /** つくば市 */
    readonly ja: string;
    /** In hiragana: つくばし. */
    readonly kana: string;
    /** Without "city" or "town": Tsukuba. */
    readonly latin: string;
  };
}

/** Names of cities that stand in two prefectures each, whether this center serves both or not. */
const repeated: ReadonlySet<string> = new Set(['府中市', '伊達市']);

/**
 * The sixth digit of a national code, which checks the five before it (JIS X 0402): 08220 → 1. Weights 6 to 2, and what the sum
 * lacks to the next multiple of 11, its last digit.
 */
export function checkDigit(id: MunicipalityId): string {
  const sum = Array.from(id).reduce((total, digit, index) => total + Number(digit) * (6 - index), 0);
  return String((11 - (sum % 11)) % 10);
}

/** The code that somebody typed, with or without its check digit; null where it is no code or the check digit is wrong. */
export function municipalityCode(typed: string): MunicipalityId | null {
  const code = municipalityIdSchema.safeParse(typed.slice(0, 5));
  if (!code.success || (typed.length !== 5 && typed.length !== 6)) return null;
  return typed.length === 5 || typed[5] === checkDigit(code.data) ? code.data : null;
}

/** What it is called on a command line and in the name of its file: its Latin letters in lower case, `tsukuba`. */
export function shortName({ name }: NamedMunicipality): string {
  return name.latin
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replaceAll(' ', '-');
}

/**
 * The name as a screen, a slip or a list shows it: with its prefecture where another one is called the same, in this language or
 * in kana: 府中市（東京都）, Fuchu (Tokyo).
 */
export function shownName(one: NamedMunicipality, all: Iterable<NamedMunicipality>): Bilingual {
  const { ja, latin } = one.name;
  const { ja: prefecture, en } = prefectureOf(one.id);
  const others = [...all].filter(({ id }) => id !== one.id).map(({ name }) => name);
  const sameHere = repeated.has(ja) || others.some((name) => name.ja === ja);
  const sameLatin = repeated.has(ja) || others.some((name) => name.latin === latin);
  return {
    ja: sameHere ? `${ja}（${prefecture}）` : ja,
    en: sameLatin ? `${latin} (${en})` : latin,
  };
}

/**
 * The municipality that somebody names: by code, code with check digit, or short name.
 * @returns all that are meant; none for an unknown word, several where a short name repeats
 */
export function namedBy<M extends NamedMunicipality>(word: string, all: Iterable<M>): readonly M[] {
  const code = municipalityCode(word);
  return [...all].filter((one) => one.id === code || shortName(one) === word.toLowerCase());
}
