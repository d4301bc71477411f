import { expect, it } from 'vitest';
import { kanaOf, piecesOf, withoutReadings } from './ruby.ts';

it('sets readings above the kanji before them, or above what a mark begins', () => {
  expect(piecesOf('住民票《じゅうみんひょう》の写《うつ》し')).toEqual([
    { base: '住民票', reading: 'じゅうみんひょう' },
    'の',
    { base: '写', reading: 'うつ' },
    'し',
  ]);
  expect(piecesOf('1月｜1日《ついたち》、人々《ひとびと》')).toEqual([
    '1月',
    { base: '1日', reading: 'ついたち' },
    '、',
    { base: '人々', reading: 'ひとびと' },
  ]);
});

it('takes readings away where they are not to be seen', () => {
  expect(withoutReadings('｜4桁《けた》の暗証番号《あんしょうばんごう》')).toBe('4桁の暗証番号');
  expect(withoutReadings('4-digit PIN')).toBe('4-digit PIN');
});

it('sets readings in place of their kanji for a line that has room for kana alone', () => {
  expect(kanaOf('お釣《つ》り')).toBe('おつり');
  expect(kanaOf('1月｜1日《ついたち》')).toBe('1月ついたち');
});
