import { expect, it } from 'vitest';
import { isJapanese } from './languages.ts';

it.each([
  ['ja', true],
  ['ja-easy', true],
  ['jav', false],
  ['zh-Hans', false],
])('whoever chose %s reads Japanese: %s', (tag, japanese) => {
  expect(isJapanese(tag)).toBe(japanese);
});
