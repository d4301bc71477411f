import type { DrawOp } from '../../shared/drawing.ts';
import { glyphPath } from '../fonts/glyph-path.ts';
import { graphemes } from '../../shared/graphemes.ts';
import type { MinchoFont } from '../fonts/mincho.ts';

/**
 * A mayor's seal: a square frame with the text in columns, read downwards and from right to left, every character filling
 * its cell. つくば市長之印 is cut つくば, 市長, 之印; つくばみらい市長之印 is cut つくばみ, らい市, 長之印.
 * @param text 4 to 16 characters: two to four columns of two to four
 * @param at top left corner, mm
 * @param side length of a side, mm; official seals measure 18 to 24
 * @throws when the font cannot print the text
 */
export function officialSeal(
  text: string,
  at: { readonly x: number; readonly y: number },
  side: number,
  font: MinchoFont,
): DrawOp {
  const frame = side * 0.05;
  const gap = side * 0.025;
  const inner = side - 2 * frame - 2 * gap;
  const columns = columnsOf(graphemes(text));
  const width = inner / columns.length;
  const glyphs = columns.flatMap((column, fromRight) => {
    const height = inner / column.length;
    return column.map((character, row) =>
      glyphPath(font, character, {
        x: at.x + frame + gap + inner - (fromRight + 1) * width + gap / 2,
        y: at.y + frame + gap + row * height + gap / 2,
        w: width - gap,
        h: height - gap,
      }),
    );
  });
  return { op: 'path', d: ring(at.x, at.y, side, frame) + glyphs.join(''), color: 'vermilion' };
}

/** As many columns as make the cells nearly square; the first, rightmost ones take the remainder. */
function columnsOf(characters: readonly string[]): string[][] {
  const count = Math.max(1, Math.round(Math.sqrt(characters.length)));
  const short = Math.floor(characters.length / count);
  const longer = characters.length % count;
  let from = 0;
  return Array.from({ length: count }, (_, index) => {
    const length = short + (index < longer ? 1 : 0);
    from += length;
    return characters.slice(from - length, from);
  });
}

/** The inner square runs the other way round, so that the non-zero rule leaves it open. */
function ring(x: number, y: number, side: number, width: number): string {
  const [right, bottom] = [x + side, y + side];
  const [x1, y1, x2, y2] = [x + width, y + width, right - width, bottom - width];
  return (
    `M${x} ${y}L${right} ${y}L${right} ${bottom}L${x} ${bottom}Z` +
    `M${x1} ${y1}L${x1} ${y2}L${x2} ${y2}L${x2} ${y1}Z`
  );
}
