import { describe, expect, it } from 'vitest';
import { codeModules, codePlaces, moduleMm } from '../../printing/paper/place.ts';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { codesWrittenOver } from './code-modules.ts';
import type { Response } from './response.ts';

const density = 8;
const place = codePlaces[0] ?? { x: 15, y: 249.8, w: 30.36, h: 30.36 };

/** A picture with dark modules where it is told. */
function code(isDark: (column: number, row: number) => boolean): Grey {
  const picture = emptyGrey(210 * density, 297 * density);
  for (let y = 0; y < codeModules * moduleMm * density; y++)
    for (let x = 0; x < codeModules * moduleMm * density; x++)
      if (isDark(Math.floor(x / density / moduleMm), Math.floor(y / density / moduleMm)))
        picture.data[
          (Math.round(place.y * density) + y) * picture.width + Math.round(place.x * density) + x
        ] = 1;
  return picture;
}

const own = (column: number, row: number) => (column * 31 + row * 17 + column * row) % 2 === 0;
const tone = { shown: (ink: number) => ink, above: () => 0, below: () => 0, picture: (ink: Grey) => ink };
const model = code(own);
const response: Response = { spreadInk: model, tone, model, spread: (ink) => ink, contrast: 1, vermilion: 0 };

describe('codesWrittenOver', () => {
  it('finds a word over a code that its redundancy still reads', () => {
    const ink = code(
      (column, row) => own(column, row) || (row >= 30 && row < 34 && column >= 20 && column < 30),
    );
    const regions = codesWrittenOver(ink, response, [place], density);
    expect(regions.map(({ kind }) => kind)).toContain('added');
    for (const { x, y } of regions) {
      expect(x).toBeGreaterThanOrEqual(place.x + 19 * moduleMm);
      expect(y).toBeGreaterThanOrEqual(place.y + 29 * moduleMm);
    }
  });

  it('finds a piece that is covered in white', () => {
    const ink = code(
      (column, row) => own(column, row) && !(column >= 10 && column < 30 && row >= 10 && row < 30),
    );
    expect(codesWrittenOver(ink, response, [place], density)).toMatchObject([{ kind: 'missing' }]);
  });

  it('forgives a speck, a crease, and a code that is as it should be', () => {
    expect(codesWrittenOver(model, response, [place], density)).toEqual([]);
    const speck = code((column, row) => own(column, row) || (column === 40 && row === 40));
    expect(codesWrittenOver(speck, response, [place], density)).toEqual([]);
    const crease = code((column, row) => own(column, row) && row !== 35);
    expect(codesWrittenOver(crease, response, [place], density)).toEqual([]);
  });
});
