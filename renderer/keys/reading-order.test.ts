import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directions, rowsOf, stepFrom, type Box } from './reading-order.ts';

/** @param [left, top, width, height] of each */
const boxes = (...places: readonly (readonly [number, number, number, number])[]): readonly Box[] =>
  places.map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));

/** Three keys a row, three rows, and a wide one below them. */
const grid = boxes(
  ...[0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [column * 100, row * 100, 90, 90] as const)),
  [0, 300, 290, 90],
);

test('right and left go as one reads, over the end of a row, and round', () => {
  expect(rowsOf(grid)).toEqual([[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]);
  expect(stepFrom(grid, 0, 'right')).toBe(1);
  expect(stepFrom(grid, 2, 'right')).toBe(3);
  expect(stepFrom(grid, 3, 'left')).toBe(2);
  expect(stepFrom(grid, 9, 'right')).toBe(0);
  expect(stepFrom(grid, 0, 'left')).toBe(9);
});

test('down and up stay in their column, and go round', () => {
  expect(stepFrom(grid, 1, 'down')).toBe(4);
  expect(stepFrom(grid, 8, 'up')).toBe(5);
  expect(stepFrom(grid, 8, 'down')).toBe(9);
  expect(stepFrom(grid, 9, 'up')).toBe(7);
  expect(stepFrom(grid, 2, 'up')).toBe(9);
  expect(stepFrom(grid, 9, 'down')).toBe(1);
});

test('a tall button beside a list is in the row of its top, and the list goes on row by row', () => {
  const list = boxes([0, 100, 200, 80], [0, 200, 200, 80], [0, 300, 200, 80], [250, 90, 100, 300]);
  expect(rowsOf(list)).toEqual([[0, 3], [1], [2]]);
  expect(stepFrom(list, 0, 'down')).toBe(1);
  expect(stepFrom(list, 1, 'down')).toBe(2);
});

test('a button alone stays where it is', () => {
  for (const direction of directions) expect(stepFrom(boxes([5, 5, 10, 10]), 0, direction)).toBe(0);
});

const anyBox = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }))
  .map((place) => boxes(place)[0] as Box);

test('wherever buttons lie, right alone and left alone come to each once, and every step ends at one', () => {
  fc.assert(
    fc.property(fc.array(anyBox, { minLength: 1, maxLength: 30 }), (any) => {
      for (const direction of ['right', 'left'] as const) {
        const seen = new Set<number>();
        for (let at = 0; !seen.has(at); at = stepFrom(any, at, direction)) seen.add(at);
        expect(seen.size).toBe(any.length);
      }
      for (const direction of ['up', 'down'] as const)
        for (const at of any.keys()) {
          const next = stepFrom(any, at, direction);
          expect(any[next]).toBeDefined();
          const back = rowsOf(any).findIndex((row) => row.includes(at));
          const rows = rowsOf(any);
          expect(rows.findIndex((row) => row.includes(next))).toBe(
            (back + (direction === 'down' ? 1 : rows.length - 1)) % rows.length,
          );
        }
    }),
  );
});
