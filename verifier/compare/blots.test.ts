import { describe, expect, it } from 'vitest';
import { emptyGrey } from '../image/grey.ts';
import { findBlots } from './blots.ts';
import { mergeRegions } from './region.ts';

function pictureOf(...rows: readonly string[]) {
  const picture = emptyGrey(rows[0]?.length ?? 0, rows.length);
  for (const [y, row] of rows.entries())
    for (const [x, character] of Array.from(row).entries())
      picture.data[y * picture.width + x] = character === '#' ? 1 : 0;
  return picture;
}

describe('findBlots', () => {
  it('counts pieces of a stroke as one, and what is far apart as two', () => {
    const picture = pictureOf('##..##......#', '#..........##', '.............');
    expect(findBlots(picture, { level: 0.5, high: 0.9 }, 2)).toEqual([
      { left: 0, top: 0, right: 6, bottom: 2, area: 5, strong: 5 },
      { left: 11, top: 0, right: 13, bottom: 2, area: 3, strong: 3 },
    ]);
  });

  it('finds nothing on bare paper', () => {
    expect(findBlots(emptyGrey(30, 20), { level: 0.1, high: 0.2 }, 3)).toEqual([]);
  });
});

describe('mergeRegions', () => {
  it('joins characters of a line, and says changed where one went and another came', () => {
    const cell = (x: number, kind: 'missing' | 'added') => ({ x, y: 10, w: 3, h: 4, kind });
    expect(mergeRegions([cell(10, 'missing'), cell(40, 'added'), cell(13.5, 'missing')])).toEqual([
      { x: 40, y: 10, w: 3, h: 4, kind: 'added' },
      { x: 10, y: 10, w: 6.5, h: 4, kind: 'missing' },
    ]);
    expect(mergeRegions([cell(10, 'missing'), cell(11, 'added')])[0]?.kind).toBe('changed');
  });
});
