import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { japaneseHeard } from './japanese-heard.ts';
import { japaneseCount, japaneseNumber } from './japanese-numbers.ts';
import { wordBegin as begin, wordEnd as end } from './heard-lines.ts';

test.each([
  [0, 'ぜろ'],
  [10, 'じゅう'],
  [300, 'さんびゃく'],
  [1200, 'せんにひゃく'],
  [3680, 'さんぜんろっぴゃくはちじゅう'],
  [11_000, 'いちまんせん'],
  [10_000_000, 'いっせんまん'],
])('%i is said %s', (value, said) => {
  expect(japaneseNumber(value)).toBe(said);
});

test.each([
  [4, '円', 'よえん'],
  [1, '枚', 'いちまい'],
  [1, 'つ', 'ひとつ'],
  [14, 'つ', 'じゅうよん'],
  [2, '人', 'ふたり'],
  [14, '人', 'じゅうよにん'],
  [10, '分', 'じゅっぷん'],
  [3, 'ふん', 'さんぷん'],
  [5, '分', 'ごふん'],
  [1, '回', 'いっかい'],
  [100, '回', 'ひゃっかい'],
  [8, '通', 'はっつう'],
  [20, '日', 'はつか'],
  [7, '月', 'しちがつ'],
  [4, '時間', 'よじかん'],
  [10, '日間', 'とおかかん'],
  [1, '日間', 'いちにちかん'],
  [1, '週間', 'いっしゅうかん'],
  [6, 'か月', 'ろっかげつ'],
])('%i %s is said %s', (value, counter, said) => {
  expect(japaneseCount(value, counter)).toBe(said);
});

test.each([
  ['1,200円', 'せんにひゃくえん'],
  ['2031年3月5日', 'にせんさんじゅういちねんさんがついつか'],
  ['11月21日(土) 6:30', 'じゅういちがつにじゅういちにち どようび ろくじさんじゅっぷん'],
  ['令和8年度', 'れいわはちねんど'],
  ['0120-95-0178', 'ぜろ、いち、に、ぜろ、きゅう、ご、ぜろ、いち、なな、はち'],
  ['K7Q2-M4XD', 'ケー、なな、キュー、に、エム、よん、エックス、ディー'],
  [`あんしょうばんごう${end}は、4けた${end}の すうじです`, 'あんしょうばんごうわ、よんけたの すうじです'],
  [`カードは まどぐち${end}へ`, 'カードわ まどぐちえ'],
  [`ここでは はがき${end}は つかえません`, 'ここでわ はがきわ つかえません'],
  [`コードで${begin}はら${end}う`, 'コードではらう'],
  [`お${begin}しはら${end}いは、1${begin}つう${end}（300円）は`, 'おしはらいわ、いっつう さんびゃくえん わ'],
  [`${begin}しはら${end}いへ${begin}すす${end}む`, 'しはらいえすすむ'],
  ['「はい」を おして ください', 'はい を おして ください'],
  ['京都府と東京都', 'きょうとふととうきょうと'],
])('%s is said %s', (text, said) => {
  expect(japaneseHeard(text)).toBe(said);
});

test('names of the data are read by their kana', () => {
  const readings = [
    { text: '見本　太郎', kana: 'みほん　たろう' },
    { text: 'つくば市', kana: 'つくばし' },
  ];
  expect(japaneseHeard('見本　太郎（つくば市）', readings)).toBe('みほん たろう つくばし');
});

test('espeak-ng finds nothing in it that it cannot read in Japanese', () => {
  const said = japaneseHeard(
    `カードは まどぐち${end}へ。300円、6:30、0120-95-0178、K7Q2-M4XD、11月21日(土)「はい」・2枚`,
  );
  const phonemes = execFileSync('espeak-ng', ['-v', 'ja', '-q', '-x', '--stdin'], {
    input: said,
    encoding: 'utf8',
  });
  // It says what it cannot read by the voice of another language.
  expect(phonemes).not.toMatch(/\([a-z]{2}\)/);
  expect(phonemes.length).toBeGreaterThan(100);
});
