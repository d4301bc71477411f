import { expect, it } from 'vitest';
import { speech } from './speech.ts';

it('numbers have the digits of the locale and no separators', () => {
  expect(speech('en', 'en-GB').number(12_345)).toBe('12345');
  expect(speech('ne', 'ne-NP').number(12_345)).toBe('१२३४५');
  expect(speech('ne', 'ne-NP-u-nu-latn').number(12_345)).toBe('12345');
});

it('a plural takes the form of exactly that number, else that of the grammar, else "other"', () => {
  const { plural } = speech('en', 'en-GB');
  const forms = { '=0': 'none', one: 'one sheet', other: 'sheets' };
  expect([0, 1, 2, 21].map((count) => plural(count, forms))).toEqual([
    'none',
    'one sheet',
    'sheets',
    'sheets',
  ]);
  expect(speech('pt', 'pt-BR').plural(0, { one: 'folha', other: 'folhas' })).toBe('folha');
  expect(speech('ja', 'ja-JP').plural(1, { other: '枚' })).toBe('枚');
});

it('an offset is taken off before the grammar is asked, not before a number is compared', () => {
  const { plural } = speech('en', 'en-GB');
  const forms = { '=1': 'you', one: 'you and one other', other: 'you and others' };
  expect([1, 2, 3].map((count) => plural(count, forms, 1))).toEqual([
    'you',
    'you and one other',
    'you and others',
  ]);
});

it('a place in a series has its own forms', () => {
  const { ordinal } = speech('en', 'en-GB');
  const forms = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  expect([1, 2, 3, 4, 11, 21].map((place) => ordinal(place, forms))).toEqual([
    'st',
    'nd',
    'rd',
    'th',
    'th',
    'st',
  ]);
});

it('a choice without its own form is "other", whatever it is called', () => {
  const { select } = speech('en', 'en-GB');
  expect(
    ['card', 'phone', 'constructor'].map((what) => select(what, { card: 'slot', other: 'reader' })),
  ).toEqual(['slot', 'reader', 'reader']);
});
