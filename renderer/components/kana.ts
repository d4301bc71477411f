/** Kana in ten columns of five, in the order they are taught: あかさたなはまやらわ. An empty place is a wide space. */
const columns = [
  'あいうえお',
  'かきくけこ',
  'さしすせそ',
  'たちつてと',
  'なにぬねの',
  'はひふへほ',
  'まみむめも',
  'や　ゆ　よ',
  'らりるれろ',
  'わ　をーん',
];
const voiced: Readonly<Record<string, string>> = {
  か: 'が',
  き: 'ぎ',
  く: 'ぐ',
  け: 'げ',
  こ: 'ご',
  さ: 'ざ',
  し: 'じ',
  す: 'ず',
  せ: 'ぜ',
  そ: 'ぞ',
  た: 'だ',
  ち: 'ぢ',
  つ: 'づ',
  て: 'で',
  と: 'ど',
  は: 'ば',
  ひ: 'び',
  ふ: 'ぶ',
  へ: 'べ',
  ほ: 'ぼ',
  ま: 'ぱ',
  み: 'ぴ',
  む: 'ぷ',
  め: 'ぺ',
  も: 'ぽ',
};
const small: Readonly<Record<string, string>> = {
  あ: 'ぁ',
  い: 'ぃ',
  う: 'ぅ',
  え: 'ぇ',
  お: 'ぉ',
  つ: 'っ',
  や: 'ゃ',
  ゆ: 'ゅ',
  よ: 'ょ',
  わ: 'ゎ',
};

export type KanaPlane = 'plain' | 'voiced' | 'small';

/** Rows of ten, left to right, '' where there is no key; the voiced plane has ぱ to ぽ in the place of ま to も. */
export function kanaKeys(plane: KanaPlane): readonly string[] {
  const rows = [0, 1, 2, 3, 4].flatMap((row) => columns.map((column) => Array.from(column)[row] ?? '　'));
  const plain = rows.map((kana) => (kana === '　' ? '' : kana));
  if (plane === 'plain') return plain;
  const other = plane === 'voiced' ? voiced : small;
  return plain.map((kana) => other[kana] ?? '');
}
