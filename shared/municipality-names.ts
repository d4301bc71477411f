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

type Name = NamedMunicipality['name'];

/** How English says what an office is; the wards of Tokyo call themselves cities. */
const kinds: Readonly<Record<string, string>> = { 市: 'City', 区: 'City', 町: 'Town', 村: 'Village' };

/**
 * Latin letters as they are told apart from others in the same list: alone where nobody else has them, else with what the office is,
 * Fuchu City; of two towns of one name with the Japanese, Esashi 江差町.
 * @param others names that have the same Latin letters
 */
export function latinBeside({ ja, latin }: Name, others: readonly Name[]): string {
  const kindOf = (name: string): string => kinds[name.slice(-1)] ?? '';
  if (others.length === 0) return latin;
  const isSame = others.some((other) => kindOf(other.ja) === kindOf(ja));
  return isSame ? `${latin} ${ja}` : `${latin} ${kindOf(ja)}`;
}

/**
 * Names as a screen, a slip or a list shows them: with the prefecture where another one is called the same, in this language:
 * 府中市（東京都）, Fuchu (Tokyo). Where even that is the same, English says which is the city: Fuchu Town (Hiroshima).
 * @param all every municipality that there is, whether a center serves it or not
 */
export function namesAmong(all: Iterable<NamedMunicipality>): (one: NamedMunicipality) => Bilingual {
  const byJa = new Map<string, NamedMunicipality[]>();
  const byLatin = new Map<string, NamedMunicipality[]>();
  for (const one of all) {
    add(byJa, one.name.ja, one);
    add(byLatin, one.name.latin, one);
  }
  return ({ id, name }) => {
    const others = (found: readonly NamedMunicipality[] = []) => found.filter((other) => other.id !== id);
    const { ja: prefecture, en } = prefectureOf(id);
    const sameLatin = others(byLatin.get(name.latin));
    const near = sameLatin.filter((other) => other.id.slice(0, 2) === id.slice(0, 2));
    const latin = latinBeside(
      name,
      near.map((other) => other.name),
    );
    return {
      ja: others(byJa.get(name.ja)).length > 0 ? `${name.ja}（${prefecture}）` : name.ja,
      en: sameLatin.length > 0 ? `${latin} (${en})` : latin,
    };
  };
}

function add(known: Map<string, NamedMunicipality[]>, name: string, one: NamedMunicipality): void {
  const found = known.get(name);
  if (found) found.push(one);
  else known.set(name, [one]);
}

/**
 * The municipality that somebody names: by code, code with check digit, or short name.
 * @returns all that are meant; none for an unknown word, several where a short name repeats
 */
export function namedBy<M extends NamedMunicipality>(word: string, all: Iterable<M>): readonly M[] {
  const code = municipalityCode(word);
  return [...all].filter((one) => one.id === code || shortName(one) === word.toLowerCase());
}
