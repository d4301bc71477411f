import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashPlaces, type CashLine, type PlacedCash } from '../../shared/attendants.ts';
import { denominations } from '../../shared/yen.ts';
import {
  asCashLine,
  beginCount,
  differenceOf,
  isCountComplete,
  leftOf,
  levelsAfter,
  setField,
} from './count-rules.ts';

const pieces = fc.nat(9999);
const placed: fc.Arbitrary<PlacedCash[]> = fc.uniqueArray(
  fc.record({
    place: fc.constantFrom(...cashPlaces),
    value: fc.constantFrom(...denominations),
    count: pieces,
  }),
  { selector: ({ place, value }) => `${place} ${value}`, maxLength: 10 },
);
const line: fc.Arbitrary<CashLine> = fc
  .record({
    place: fc.constantFrom(...cashPlaces),
    value: fc.constantFrom(...denominations),
    expected: pieces,
    counted: pieces,
    filled: pieces,
    share: fc.nat(100),
  })
  .map(({ share, ...each }) => ({ ...each, collected: Math.floor((each.counted * share) / 100) }));
const lines = fc.array(line, { maxLength: 10 });

const example: CashLine = {
  place: 'hopper',
  value: 100,
  expected: 20,
  counted: 18,
  collected: 10,
  filled: 50,
};

describe('a count', () => {
  it('begins with the books and is complete only when every line has been typed', () => {
    fc.assert(
      fc.property(placed, fc.array(pieces, { maxLength: 10 }), (expected, typed) => {
        let counted = beginCount(expected);
        expect(counted.map((each) => each.expected)).toEqual(expected.map(({ count }) => count));
        for (const [index] of counted.entries()) {
          expect(isCountComplete(counted)).toBe(false);
          counted = setField(counted, index, 'counted', String(typed[index] ?? 0));
        }
        expect(isCountComplete(counted)).toBe(expected.length > 0);
      }),
    );
  });

  it('no longer counts a line whose figure was erased, and does not take a filled figure for a count', () => {
    const hopper = beginCount([{ place: 'hopper', value: 100, count: 20 }]);
    const typed = setField(hopper, 0, 'counted', '12');
    expect(typed).toMatchObject([{ counted: 12, touched: true }]);
    expect(setField(typed, 0, 'counted', '')).toMatchObject([{ counted: 0, touched: false }]);
    expect(setField(hopper, 0, 'filled', '50')).toMatchObject([{ filled: 50, touched: false }]);
    expect(setField(typed, 0, 'collected', '')).toMatchObject([{ counted: 12, touched: true }]);
  });

  it('is not complete when more was collected than counted', () => {
    const typed = setField(beginCount([{ place: 'hopper', value: 100, count: 20 }]), 0, 'counted', '5');
    expect(isCountComplete(setField(typed, 0, 'collected', '5'))).toBe(true);
    expect(isCountComplete(setField(typed, 0, 'collected', '6'))).toBe(false);
  });
});

describe('the figures of a count', () => {
  it('lose no piece: counted + filled = collected + left', () => {
    fc.assert(
      fc.property(line, (each) => {
        expect(each.counted + each.filled).toBe(each.collected + leftOf(each));
      }),
    );
    expect(leftOf(example)).toBe(58);
  });

  it('give a difference that does not depend on what is collected and filled', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const worth = (of: (each: CashLine) => number): number =>
          all.reduce((total, each) => total + each.value * of(each), 0);
        expect(differenceOf(all)).toBe(worth(({ counted }) => counted) - worth(({ expected }) => expected));
        const others = all.map((each) => ({ ...each, collected: 0, filled: 7 }));
        expect(differenceOf(others)).toBe(differenceOf(all));
      }),
    );
    const tens: CashLine = {
      place: 'hopper',
      value: 10,
      expected: 5,
      counted: 6,
      collected: 0,
      filled: 0,
    };
    expect(differenceOf([example, tens])).toBe(-190);
  });

  it('let only hoppers pay afterwards, and only what is left in them', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const hoppers = all.filter(({ place }) => place === 'hopper');
        expect(levelsAfter(all)).toEqual(hoppers.map((each) => ({ value: each.value, count: leftOf(each) })));
      }),
    );
    const box: CashLine = { ...example, place: 'coinBox', counted: 7, collected: 0, filled: 0 };
    expect(levelsAfter([{ ...example, filled: 0 }, box])).toEqual([{ value: 100, count: 8 }]);
  });

  it("are recorded without the screen's own state", () => {
    const [typed] = beginCount([{ place: 'hopper', value: 100, count: 20 }]);
    if (!typed) throw new Error('one place, one line');
    expect(asCashLine(typed)).toEqual({ ...example, counted: 0, collected: 0, filled: 0 });
  });
});
