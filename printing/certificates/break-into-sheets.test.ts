import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakIntoSheets } from './break-into-sheets.ts';

interface Sheet {
  readonly sheet: number;
  readonly lengths: readonly number[];
}

const sum = (lengths: readonly number[]) => lengths.reduce((total, each) => total + each, 0);

function broken(lengths: readonly number[], paper: number, code: number) {
  let asked = 0;
  const pages = breakIntoSheets<Sheet>({
    pieces: lengths.length,
    pageOf: (sheet, from, to) => ({ sheet, lengths: lengths.slice(from, to) }),
    hasRoom: (page) => sum(page.lengths) <= paper,
    fits: (page) => {
      asked++;
      return page.lengths.length <= code;
    },
  });
  return { pages, asked };
}

describe('breakIntoSheets', () => {
  it('keeps every piece, in order, and fills each sheet until paper or code is full', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 5, max: 300 }),
        fc.integer({ min: 1, max: 80 }),
        (lengths, paper, code) => {
          const { pages } = broken(lengths, paper, code);
          expect(pages.flatMap((page) => page.lengths)).toEqual(lengths);
          expect(pages.map(({ sheet }) => sheet)).toEqual(pages.map((_, index) => index + 1));
          for (const [index, { lengths: own }] of pages.entries()) {
            const holds = (some: readonly number[]) => sum(some) <= paper && some.length <= code;
            expect(own.length === 1 || holds(own)).toBe(true);
            const next = pages[index + 1]?.lengths[0];
            if (next !== undefined) expect(holds([...own, next])).toBe(false);
          }
        },
      ),
    );
  });

  it('puts a piece too long for any sheet on a sheet of its own', () => {
    expect(broken([3, 50, 3], 10, 9).pages.map(({ lengths }) => lengths)).toEqual([[3], [50], [3]]);
  });

  it('checks the code a few times per sheet, not once per piece', () => {
    const { pages, asked } = broken(
      Array.from({ length: 600 }, () => 1),
      60,
      40,
    );
    expect(pages).toHaveLength(15);
    expect(asked).toBeLessThan(9 * pages.length);
  });

  it('makes one sheet when there are no pieces', () => {
    expect(broken([], 10, 10).pages).toEqual([{ sheet: 1, lengths: [] }]);
  });
});
