import { describe, expect, it } from 'vitest';
import { japan } from '../issuing-center/municipality-index/japan.ts';
import { codes } from '../testing/municipality-codes.ts';
import { keptMunicipalityIdSchema, municipalityIdSchema } from './ids.ts';
import { checkDigit, municipalityCode, namedBy, namesAmong, shortName } from './municipality-names.ts';
import { prefectureOf, prefectures } from './prefectures.ts';

const named = (id: string, ja: string, kana: string, latin: string) => ({
  id: municipalityIdSchema.parse(id),
  name: { ja, kana, latin },
});
const fuchuOfTokyo = named('13206', '府中市', 'ふちゅうし', 'Fuchu');
const fuchuOfHiroshima = named('34208', '府中市', 'ふちゅうし', 'Fuchu');
const townOfFuchu = named('34302', '府中町', 'ふちゅうちょう', 'Fuchu');
const dateOfHokkaido = named('01233', '伊達市', 'だてし', 'Date');
const tsukuba = named('08220', 'つくば市', 'つくばし', 'Tsukuba');
const all = [fuchuOfTokyo, fuchuOfHiroshima, townOfFuchu, dateOfHokkaido, tsukuba];

describe('the national code', () => {
  it.each([
    ['01204', '1'],
    ['01213', '1'],
    ['08220', '1'],
    ['13103', '2'],
    ['28382', '7'],
    ['34208', '4'],
    ['40625', '2'],
  ])('%s has the check digit %s', (code, digit) => {
    const id = municipalityIdSchema.parse(code);
    expect(checkDigit(id)).toBe(digit);
    expect(municipalityCode(code)).toBe(code);
    expect(municipalityCode(`${code}${digit}`)).toBe(code);
    expect(municipalityCode(`${code}${(Number(digit) + 1) % 10}`)).toBeNull();
  });

  it.each(['0822', '0822011', '48001', '00999', 'tsukuba', '０８２２０', ' 08220'])(
    'is not "%s"',
    (typed) => {
      expect(municipalityCode(typed)).toBeNull();
      expect(municipalityIdSchema.safeParse(typed).success).toBe(false);
    },
  );

  it('stands for the five former names where something was written before, and nowhere else', () => {
    for (const name of ['tomakomai', 'tsukuba', 'minato', 'meguro', 'arakawa'] as const) {
      expect(keptMunicipalityIdSchema.parse(name)).toBe(codes[name]);
      expect(municipalityIdSchema.safeParse(name).success).toBe(false);
    }
    expect(keptMunicipalityIdSchema.parse('28382')).toBe('28382');
    for (const name of ['mihon', 'toString', '__proto__', 8220, null])
      expect(keptMunicipalityIdSchema.safeParse(name).success).toBe(false);
  });
});

describe('a name as it is shown', () => {
  const shown = namesAmong(all);

  it('says the prefecture where it stands in two', () => {
    expect(shown(fuchuOfTokyo)).toEqual({ ja: '府中市（東京都）', en: 'Fuchu (Tokyo)' });
    expect(shown(tsukuba)).toEqual({ ja: 'つくば市', en: 'Tsukuba' });
  });

  it('says what it is in Latin letters where two of a prefecture have the same', () => {
    expect(shown(fuchuOfHiroshima)).toEqual({ ja: '府中市（広島県）', en: 'Fuchu City (Hiroshima)' });
    expect(shown(townOfFuchu)).toEqual({ ja: '府中町', en: 'Fuchu Town (Hiroshima)' });
  });

  it('says it in Japanese where two towns of a prefecture have the same Latin letters', () => {
    const shownInJapan = namesAmong(japan);
    const esashi = japan.filter(({ name }) => name.latin === 'Esashi');
    expect(esashi.map((one) => shownInJapan(one).en)).toEqual([
      'Esashi 江差町 (Hokkaido)',
      'Esashi 枝幸町 (Hokkaido)',
    ]);
  });

  it('says the prefecture too where the other one is not served here', () => {
    expect(namesAmong(japan)(dateOfHokkaido)).toEqual({ ja: '伊達市（北海道）', en: 'Date (Hokkaido)' });
  });

  it('is nobody else’s, in either language, among all of Japan', () => {
    const everywhere = namesAmong(japan);
    for (const language of ['ja', 'en'] as const)
      expect(new Set(japan.map((one) => everywhere(one)[language])).size).toBe(japan.length);
  });
});

describe('a word on a command line', () => {
  it.each([
    ['08220', [tsukuba]],
    ['082201', [tsukuba]],
    ['082202', []],
    ['tsukuba', [tsukuba]],
    ['Tsukuba', [tsukuba]],
    ['tsuku', []],
    ['fuchu', [fuchuOfTokyo, fuchuOfHiroshima, townOfFuchu]],
    ['34208', [fuchuOfHiroshima]],
  ])('%s', (word, expected) => {
    expect(namedBy(word, all)).toEqual(expected);
  });

  it('has marks and spaces of Latin names left out', () => {
    expect(shortName(named('13206', '府中市', 'ふちゅうし', 'Fuchū'))).toBe('fuchu');
    expect(shortName(named('46505', '屋久島町', 'やくしまちょう', "Yaku-shima Town's"))).toBe(
      'yaku-shima-town-s',
    );
  });
});

describe('prefectures', () => {
  it('are 47, each with its own code and names', () => {
    expect(prefectures).toHaveLength(47);
    for (const of of ['code', 'ja', 'kana', 'en'] as const)
      expect(new Set(prefectures.map((one) => one[of])).size).toBe(47);
    for (const { ja, kana } of prefectures) {
      expect(ja).toMatch(/^.{2,3}[都道府県]$/u);
      expect(kana).toMatch(/^[ぁ-ん]+(?:と|どう|ふ|けん)$/u);
    }
  });

  it.each([
    ['01204', '北海道'],
    ['08220', '茨城県'],
    ['13103', '東京都'],
    ['28382', '兵庫県'],
    ['40625', '福岡県'],
    ['45206', '宮崎県'],
  ])('%s is in %s', (code, ja) => {
    expect(prefectureOf(municipalityIdSchema.parse(code)).ja).toBe(ja);
  });
});
