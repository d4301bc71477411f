const digits = ['', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];
/** Where a digit and its place sound otherwise together. */
const hundreds: Readonly<Record<number, string>> = {
  1: 'ひゃく',
  3: 'さんびゃく',
  6: 'ろっぴゃく',
  8: 'はっぴゃく',
};
const thousands: Readonly<Record<number, string>> = { 1: 'せん', 3: 'さんぜん', 8: 'はっせん' };

/** A whole number below a hundred million as it is said: 300 → さんびゃく. */
export function japaneseNumber(value: number): string {
  if (value === 0) return 'ぜろ';
  const high = Math.floor(value / 10_000);
  return `${high === 0 ? '' : `${belowTenThousand(high, true)}まん`}${belowTenThousand(value % 10_000, false)}`;
}

/** @param full before まん a thousand has its one: いっせんまん */
function belowTenThousand(value: number, full: boolean): string {
  const [thousand, hundred, ten, one] = [1000, 100, 10, 1].map((place) => Math.floor(value / place) % 10);
  const tens = ten === undefined || ten === 0 ? '' : `${ten === 1 ? '' : (digits[ten] ?? '')}じゅう`;
  return [
    thousand === 1 && full ? 'いっせん' : placed(thousand, thousands, 'せん'),
    placed(hundred, hundreds, 'ひゃく'),
    tens,
    digits[one ?? 0] ?? '',
  ].join('');
}

function placed(digit: number | undefined, own: Readonly<Record<number, string>>, place: string): string {
  if (digit === undefined || digit === 0) return '';
  return own[digit] ?? `${digits[digit] ?? ''}${place}`;
}

/** Digits one by one, as numbers of telephones and codes are said. */
export function japaneseDigits(text: string): string {
  return Array.from(text, (digit) => (digit === '0' ? 'ぜろ' : (digits[Number(digit)] ?? ''))).join('、');
}

/** The sound that a counter begins with, which changes what stands before it. */
type Sound = 'k' | 's' | 'h' | 'plain';
interface Counter {
  readonly kana: string;
  readonly sound: Sound;
  /** Numbers that are said in a way of their own with it, the counter included. */
  readonly own?: Readonly<Record<number, string>>;
  /** The last digit before it: よ, not よん. */
  readonly last?: Readonly<Record<number, string>>;
}

const days: Readonly<Record<number, string>> = {
  ...{
    1: 'ついたち',
    2: 'ふつか',
    3: 'みっか',
    4: 'よっか',
    5: 'いつか',
    6: 'むいか',
    7: 'なのか',
    8: 'ようか',
  },
  ...{ 9: 'ここのか', 10: 'とおか', 14: 'じゅうよっか', 20: 'はつか', 24: 'にじゅうよっか' },
};
/** How long, not which day. */
const daysLong: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(days)
    .filter(([day]) => day !== '1')
    .map(([day, said]) => [day, `${said}かん`]),
);
const things: Readonly<Record<number, string>> = {
  ...{
    1: 'ひとつ',
    2: 'ふたつ',
    3: 'みっつ',
    4: 'よっつ',
    5: 'いつつ',
    6: 'むっつ',
    7: 'ななつ',
    8: 'やっつ',
  },
  ...{ 9: 'ここのつ', 10: 'とお' },
};

/** By the character that counts; its reading on the page stands for it, too. */
const counters: Readonly<Record<string, Counter>> = {
  円: { kana: 'えん', sound: 'plain', last: { 4: 'よ' } },
  年: { kana: 'ねん', sound: 'plain', last: { 4: 'よ' } },
  年度: { kana: 'ねんど', sound: 'plain', last: { 4: 'よ' } },
  月: { kana: 'がつ', sound: 'plain', last: { 4: 'し', 7: 'しち', 9: 'く' } },
  日: { kana: 'にち', sound: 'plain', own: days },
  時: { kana: 'じ', sound: 'plain', last: { 4: 'よ', 7: 'しち', 9: 'く' } },
  分: { kana: 'ふん', sound: 'h' },
  秒: { kana: 'びょう', sound: 'plain' },
  人: { kana: 'にん', sound: 'plain', own: { 1: 'ひとり', 2: 'ふたり' }, last: { 4: 'よ' } },
  つ: { kana: 'つ', sound: 'plain', own: things },
  枚: { kana: 'まい', sound: 'plain' },
  部: { kana: 'ぶ', sound: 'plain' },
  通: { kana: 'つう', sound: 's' },
  回: { kana: 'かい', sound: 'k' },
  個: { kana: 'こ', sound: 'k' },
  件: { kana: 'けん', sound: 'k' },
  歳: { kana: 'さい', sound: 's', own: { 20: 'はたち' } },
  桁: { kana: 'けた', sound: 'plain', own: { 1: 'ひとけた', 2: 'ふたけた' } },
  枚目: { kana: 'まいめ', sound: 'plain' },
  番目: { kana: 'ばんめ', sound: 'plain' },
  番: { kana: 'ばん', sound: 'plain' },
  文字: { kana: 'もじ', sound: 'plain' },
  字: { kana: 'じ', sound: 'plain' },
  台: { kana: 'だい', sound: 'plain' },
  号: { kana: 'ごう', sound: 'plain' },
  時間: { kana: 'じかん', sound: 'plain', last: { 4: 'よ' } },
  分間: { kana: 'ふんかん', sound: 'h' },
  日間: { kana: 'にちかん', sound: 'plain', own: daysLong },
  週間: { kana: 'しゅうかん', sound: 's' },
  年間: { kana: 'ねんかん', sound: 'plain', last: { 4: 'よ' } },
  か月: { kana: 'かげつ', sound: 'k' },
  丁目: { kana: 'ちょうめ', sound: 's' },
  種類: { kana: 'しゅるい', sound: 's' },
};

/** Characters and readings that count, the longest first. */
export const counted: readonly string[] = Object.entries(counters)
  .flatMap(([character, { kana }]) => [character, kana])
  .concat('ぷん', 'っぷん')
  .sort((one, other) => other.length - one.length);

/** A number with its counter as it is said: 6分 → ろっぷん. @param counter one of `counted` */
export function japaneseCount(value: number, counter: string): string {
  const found =
    counters[counter] ??
    Object.values(counters).find(({ kana }) => kana === counter || counter.endsWith('ぷん'));
  const { kana, sound, own, last } = counter.endsWith('ぷん')
    ? minutes
    : (found ?? { kana: counter, sound: 'plain' as const, own: undefined, last: undefined });
  const whole = own?.[value];
  if (whole !== undefined) return whole;
  const number = japaneseNumber(value);
  // From eleven on things are counted without it.
  if (kana === 'つ') return number;
  const digit = value % 10;
  const other = last?.[digit];
  if (other !== undefined)
    return `${number.slice(0, number.length - (digits[digit] ?? '').length)}${other}${kana}`;
  return `${doubled(number, digit, sound)}${sound === 'h' ? afterNumber(kana, digit) : kana}`;
}

const minutes: Counter = { kana: 'ふん', sound: 'h' };

/** いち, ろく, はち and じゅう close before some sounds: いっかい, じゅっぷん. */
function doubled(number: string, digit: number, sound: Sound): string {
  const closing: Readonly<Record<Sound, readonly number[]>> = {
    k: [1, 6, 8, 0],
    h: [1, 6, 8, 0],
    s: [1, 8, 0],
    plain: [],
  };
  if (!closing[sound].includes(digit)) return number;
  return number
    .replace(/(?:いち|はち|ろく)$/, (end) => `${end.slice(0, 1)}っ`)
    .replace(/じゅう$/, 'じゅっ')
    .replace(/ひゃく$/, 'ひゃっ');
}

/** ふん is ぷん behind what has closed, and behind さん and よん. */
function afterNumber(kana: string, digit: number): string {
  return [1, 3, 4, 6, 8, 0].includes(digit) ? kana.replace(/^ふ/, 'ぷ') : kana;
}
