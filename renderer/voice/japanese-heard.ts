import { prefectures } from '../../shared/prefectures.ts';
import { wordBegin, wordEnd } from './heard-lines.ts';
import { counted, japaneseCount, japaneseDigits, japaneseNumber } from './japanese-numbers.ts';

/** How a name is read. */
export interface Reading {
  readonly text: string;
  readonly kana: string;
}

const known: readonly Reading[] = [
  ...prefectures.map(({ ja: text, kana }) => ({ text, kana })),
  { text: '日本語', kana: 'にほんご' },
  { text: '゛', kana: 'てんてん' },
  { text: '゜', kana: 'まる' },
  { text: '●', kana: 'くろまる' },
  { text: '令和', kana: 'れいわ' },
  { text: '平成', kana: 'へいせい' },
  { text: '昭和', kana: 'しょうわ' },
  { text: '元年', kana: 'がんねん' },
  { text: '午前', kana: 'ごぜん' },
  { text: '午後', kana: 'ごご' },
];

const weekdays: Readonly<Record<string, string>> = {
  ...{ 日: 'にちようび', 月: 'げつようび', 火: 'かようび', 水: 'すいようび' },
  ...{ 木: 'もくようび', 金: 'きんようび', 土: 'どようび' },
};

const letters: Readonly<Record<string, string>> = {
  ...{
    A: 'エー',
    B: 'ビー',
    C: 'シー',
    D: 'ディー',
    E: 'イー',
    F: 'エフ',
    G: 'ジー',
    H: 'エイチ',
    I: 'アイ',
  },
  ...{
    J: 'ジェー',
    K: 'ケー',
    L: 'エル',
    M: 'エム',
    N: 'エヌ',
    O: 'オー',
    P: 'ピー',
    Q: 'キュー',
    R: 'アール',
  },
  ...{ S: 'エス', T: 'ティー', U: 'ユー', V: 'ブイ', W: 'ダブリュー', X: 'エックス', Y: 'ワイ', Z: 'ゼット' },
};

/**
 * A Japanese text as a voice reads it that knows kana alone: names by their readings, figures in words, particles by their sound.
 * @param text with `wordEnd` behind each reading
 * @param readings of names of the data
 */
export function japaneseHeard(text: string, readings: readonly Reading[] = []): string {
  const named = withReadings(text, [...readings, ...known]);
  return figures(particles(named.normalize('NFKC')))
    .replaceAll(/["'“”‘’「」『』【】〈〉()[\]<>]/g, ' ')
    .replaceAll(/[・/→←↑↓…]/g, '、')
    .replaceAll(wordBegin, '')
    .replaceAll(wordEnd, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([、。]) ?/g, '$1')
    .trim();
}

/** Names by their kana, the longest first: 東京都 before 京都. */
export function withReadings(text: string, readings: readonly Reading[]): string {
  const longest = [...readings].sort((one, other) => other.text.length - one.text.length);
  return longest.reduce(
    (said, { text: name, kana }) => said.replaceAll(name, `${wordBegin}${kana}${wordEnd}`),
    text,
  );
}

/** Of a receipt, K7Q2-M4XD, and whatever else mixes capitals and digits. */
export const codes =
  /(?<![A-Za-z])(?:(?:[A-Z0-9]{4}|[A-Z])-[A-Z0-9]{4}|(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)/g;

const counter = new RegExp(`(\\d[\\d,]*)[ ${wordBegin}]?(${counted.join('|')})`, 'gu');

function figures(text: string): string {
  return (
    text
      .replaceAll(/\(([日月火水木金土])\)/g, (_, day: string) => ` ${weekdays[day] ?? ''}${wordEnd} `)
      .replaceAll(/ ?[〜～~–] ?(?=\d)/g, 'から')
      // A telephone number, and a code: K7Q2-M4XD.
      .replaceAll(/\d{2,5}(?:-\d{2,5}){1,3}/g, (number) => number.split('-').map(japaneseDigits).join('、'))
      .replaceAll(codes, code)
      .replaceAll(/(\d{1,2}):(\d{2})/g, (_, hour: string, minute: string) =>
        timeOfDay(Number(hour), Number(minute)),
      )
      .replaceAll(counter, (_, number: string, counts: string) => count(number, counts))
      .replaceAll(/\d[\d,]*/g, (number) => `${japaneseNumber(valueOf(number))}${wordEnd}`)
  );
}

function valueOf(number: string): number {
  return Number(number.replaceAll(',', '')) % 100_000_000;
}

function count(number: string, counts: string): string {
  return `${japaneseCount(valueOf(number), counts)}${wordEnd}`;
}

function timeOfDay(hour: number, minute: number): string {
  const minutes = minute === 0 ? '' : japaneseCount(minute, '分');
  return `${hour === 0 ? 'れいじ' : japaneseCount(hour, '時')}${minutes}${wordEnd}`;
}

function code(text: string): string {
  return Array.from(text.replaceAll('-', ''), (sign) => letters[sign] ?? japaneseDigits(sign)).join('、');
}

/** What は and へ stand behind when they are particles: the end of a word, or words that are written in hiragana. */
const behindWord = new RegExp(
  `(?<=[${wordEnd}\\p{Script=Katakana}ー\\p{Script=Han}A-Za-z\\d)」』])(は|へ)(?![ぁぃぅぇぉゃゅょ])`,
  'gu',
);
const behindKana =
  /(?<=(?:これ|それ|あれ|どれ|ここ|そこ|こちら|そちら|とき|こと|もの|ひと|かた|ところ|から|まで|だけ|また|あと|ため|いま|[^ぁ-ん]で|[^ぁ-ん]に))(は|へ)(?=$|[^ぁ-ん]|[あいえおかきこさしそたなにのひまみもやわ])/gu;

/** A word that is written otherwise begins behind them, or the sentence pauses. */
const beforeWord = new RegExp(`(は|へ)(?=[${wordBegin}\\p{Script=Katakana}\\d、,])`, 'gu');

/** は and へ are said wa and e as particles. */
function particles(text: string): string {
  const sound = (particle: string): string => (particle === 'は' ? 'わ' : 'え');
  return text
    .replaceAll(new RegExp(`(?<=[${wordEnd}\\p{Script=Katakana}ー])(で|に|と|から|まで)は`, 'gu'), '$1わ')
    .replaceAll(behindWord, sound)
    .replaceAll(behindKana, sound)
    .replaceAll('では', 'でわ')
    .replaceAll(beforeWord, sound)
    .replaceAll('こんにちは', 'こんにちわ');
}
