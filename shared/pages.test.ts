import { expect, it } from 'vitest';
import { pageOf, pagesOf } from './pages.ts';

const entries = ['a', 'b', 'c', 'd', 'e'];

it('cuts a list into pages, the last one holding the rest', () => {
  expect(pageOf(entries, 2, 0)).toEqual({ shown: ['a', 'b'], at: 0, pages: 3 });
  expect(pageOf(entries, 2, 2)).toEqual({ shown: ['e'], at: 2, pages: 3 });
});

it('shows the last page when the list has become shorter', () => {
  expect(pageOf(entries.slice(0, 3), 2, 2)).toEqual({ shown: ['c'], at: 1, pages: 2 });
});

it('gives an empty list one empty page', () => {
  expect(pageOf([], 4, 0)).toEqual({ shown: [], at: 0, pages: 1 });
  expect([pagesOf(0, 4), pagesOf(4, 4), pagesOf(5, 4)]).toEqual([1, 1, 2]);
});
