/** How the readings of a city, a ward, a town or a village end. */
const endings: Readonly<Record<string, readonly string[]>> = {
  市: ['し'],
  区: ['く'],
  町: ['ちょう', 'まち'],
  村: ['そん', 'むら'],
};

/**
 * The reading of a name without that of 市, 区, 町 or 村: 府中市, ふちゅうし is ふちゅう.
 * @throws when the reading does not end as the name does
 */
export function splitReading(name: string, kana: string): { readonly stem: string; readonly ending: string } {
  const ending = (endings[name.slice(-1)] ?? []).find((one) => kana.endsWith(one) && kana !== one);
  if (ending === undefined) throw new Error(`${name}, ${kana}: expected the reading to end as the name does`);
  return { stem: kana.slice(0, -ending.length), ending };
}

/** Readings in which the source writes a small や, ゆ or よ large, as they are; by national code. */
export const writtenLarge: Readonly<Record<string, string>> = {
  '06428': 'しょうないまち',
  10421: 'なかのじょうまち',
  11206: 'ぎょうだし',
  11211: 'ほんじょうし',
  11216: 'はにゅうし',
  12403: 'くじゅうくりまち',
  12443: 'おんじゅくまち',
  12463: 'きょなんまち',
  25384: 'りゅうおうちょう',
  27229: 'しじょうなわてし',
  29426: 'こうりょうちょう',
  33208: 'そうじゃし',
  33586: 'しんじょうそん',
  47326: 'ちゃたんちょう',
};

/** Where two vowels that look like a long one belong to two words: 勝浦 is かつ and うら. By national code. */
export const vowelsApart: Readonly<Record<string, string>> = {
  '01560': 'たきの|うえ',
  '01571': 'とよ|うら',
  '01642': 'ひろ|お',
  12218: 'かつ|うら',
  20303: 'こ|うみ',
  20416: 'とよ|おか',
  20561: 'やまの|うち',
  21382: 'わの|うち',
  27220: 'みの|お',
  28209: 'とよ|おか',
  30421: 'なちかつ|うら',
  31371: 'こと|うら',
  33212: 'せと|うち',
  35216: 'さんよう|おのだ',
  35305: 'すおう|おおしま',
  36301: 'かつ|うら',
  42208: 'まつ|うら',
  44212: 'ぶんご|おおの',
  46213: 'にしの|おもて',
  46217: 'そ|お',
  46525: 'せと|うち',
};
