import { expect, test } from 'vitest';
import { kanaKeys } from './kana.ts';
import { halvesOf } from './key-halves.ts';

test('kana are cut between な and は, and every row keeps its vowel', () => {
  const [first, second] = halvesOf(kanaKeys('plain'), 10);
  expect(first.slice(0, 10).join('')).toBe('あかさたないきしちに');
  expect(second.slice(0, 5).join('')).toBe('はまやらわ');
  expect(second.at(-1)).toBe('ん');
});

test('letters are cut in the middle of the alphabet, and none is lost', () => {
  const keys = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ␣');
  const [first, second] = halvesOf(keys, 10);
  expect(first.join('')).toBe('ABCDEFGHIJKLMN');
  expect([...first, ...second]).toEqual(keys);
});
