import type { Stream, Weighted } from './stream.ts';

/** A name in writing and in kana. */
export interface WrittenName {
  readonly text: string;
  readonly kana: string;
}

/** Words that say "made up": every family name begins with one of them, or with a variant glyph and one of them. */
export const sampleWords = [
  ['見本', 'ミホン'],
  ['例示', 'レイジ'],
  ['架空', 'カクウ'],
  ['仮名', 'カメイ'],
  ['仮想', 'カソウ'],
  ['模擬', 'モギ'],
  ['雛形', 'ヒナガタ'],
  ['標本', 'ヒョウホン'],
  ['想像', 'ソウゾウ'],
  ['試作', 'シサク'],
] as const;

const endings = [
  ['', ''],
  ['山', 'ヤマ'],
  ['川', 'カワ'],
  ['田', 'ダ'],
  ['村', 'ムラ'],
  ['原', 'ハラ'],
  ['井', 'イ'],
  ['木', 'キ'],
  ['野', 'ノ'],
  ['沢', 'サワ'],
  ['崎', 'サキ'],
  ['島', 'シマ'],
] as const;

/**
 * Characters that trip up office computers: forms outside JIS (髙 﨑 濵), one outside the first 65,536 of Unicode (𠮷), and
 * variation sequences that IPAmj Mincho has.
 */
const variants = [
  ['髙', 'タカ'],
  ['𠮷', 'ヨシ'],
  ['濵', 'ハマ'],
  ['葛\u{E0102}', 'クズ'],
  ['辻\u{E0102}', 'ツジ'],
  ['邉\u{E010F}', 'ナベ'],
  ['邊\u{E0108}', 'ナベ'],
  ['榊\u{E0102}', 'サカキ'],
] as const;

/** Share of family names with a variant glyph. */
const variantShare = 0.02;

const plainSurnames = sampleWords.flatMap(([word, reading]) =>
  endings.map(([text, kana]): WrittenName => ({ text: word + text, kana: reading + kana })),
);
const variantSurnames = sampleWords.flatMap(([word, reading]) => [
  ...variants.map(([text, kana]): WrittenName => ({ text: text + word, kana: kana + reading })),
  { text: `${word}﨑`, kana: `${reading}サキ` },
]);

/** Every possible family name. */
export const surnames: readonly WrittenName[] = [...plainSurnames, ...variantSurnames];

export function surname(stream: Stream): WrittenName {
  return stream.pick(stream.chance(variantShare) ? variantSurnames : plainSurnames);
}

const named = (text: string): readonly WrittenName[] =>
  text.split(' ').map((pair) => {
    const [written = '', kana = ''] = pair.split('/');
    return { text: written, kana };
  });

/** Given names of people born before 1950, before 1985, and since. */
const givenNames = {
  male: [
    named(
      '清/キヨシ 茂/シゲル 実/ミノル 勇/イサム 正/タダシ 進/ススム 武/タケシ 久/ヒサシ 昇/ノボル 一男/カズオ 正男/マサオ 幸雄/ユキオ 義雄/ヨシオ 三郎/サブロウ 辰雄/タツオ 喜一/キイチ',
    ),
    named(
      '誠/マコト 浩/ヒロシ 修/オサム 隆/タカシ 剛/ツヨシ 学/マナブ 健一/ケンイチ 和也/カズヤ 直樹/ナオキ 大輔/ダイスケ 哲也/テツヤ 秀樹/ヒデキ 智之/トモユキ 浩二/コウジ 雅人/マサト 太郎/タロウ',
    ),
    named(
      '蓮/レン 翔/ショウ 大翔/ヒロト 湊/ミナト 悠真/ユウマ 陽太/ヨウタ 颯/ハヤテ 律/リツ 樹/イツキ 蒼/アオイ 海斗/カイト 拓海/タクミ 陸/リク 健太/ケンタ 匠/タクミ 新/アラタ',
    ),
  ],
  female: [
    named(
      '千代/チヨ 和子/カズコ 幸子/サチコ 節子/セツコ 文子/フミコ トメ/トメ キヨ/キヨ ハル/ハル 静江/シズエ 芳江/ヨシエ 梅子/ウメコ 久子/ヒサコ 良子/ヨシコ 光子/ミツコ 貞子/サダコ 春江/ハルエ',
    ),
    named(
      '花子/ハナコ 恵子/ケイコ 由美子/ユミコ 真由美/マユミ 直美/ナオミ 智子/トモコ 陽子/ヨウコ 裕子/ユウコ 美穂/ミホ 香織/カオリ 明美/アケミ 久美子/クミコ 愛/アイ 麻衣/マイ 純子/ジュンコ 洋子/ヨウコ',
    ),
    named(
      '陽菜/ヒナ 結衣/ユイ 葵/アオイ 凛/リン さくら/サクラ 美咲/ミサキ 結菜/ユナ 紬/ツムギ 芽依/メイ 莉子/リコ ひまり/ヒマリ 楓/カエデ 澪/ミオ 七海/ナナミ 栞/シオリ 杏/アン',
    ),
  ],
} as const satisfies Record<'male' | 'female', readonly (readonly WrittenName[])[]>;

/** Every possible given name. */
export const allGivenNames: readonly WrittenName[] = Object.values(givenNames).flat(2);

export function givenName(stream: Stream, sex: 'male' | 'female', birthYear: number): WrittenName {
  return stream.pick(givenNames[sex][birthYear < 1950 ? 0 : birthYear < 1985 ? 1 : 2]);
}

/**
 * A name that nobody of a family has: no register has one twice.
 * @param taken given names in use, to which it is added
 */
export function freshGivenName(
  stream: Stream,
  sex: 'male' | 'female',
  birthYear: number,
  taken: Set<string>,
): WrittenName {
  let name = givenName(stream, sex, birthYear);
  // There are sixteen names for a sex and an age, more than a family ever needs; a few tries find a free one.
  for (let tries = 0; tries < 60 && taken.has(name.text); tries++) name = givenName(stream, sex, birthYear);
  taken.add(name.text);
  return name;
}

/** For somebody who has left the parents' home: which child of their sex they are, mostly the first. */
export const birthOrders: Weighted<number> = [
  [1, 60],
  [2, 30],
  [3, 10],
];

/** 長男, 二男, 三女 … @param order 1 for the eldest of this sex */
export function childOf(sex: 'male' | 'female', order: number): string {
  return `${'長二三四五六七八九'.charAt(order - 1)}${sex === 'male' ? '男' : '女'}`;
}
