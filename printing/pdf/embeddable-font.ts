import type { TrueTypeFont } from 'fontkit';
import type { MinchoFont } from '../fonts/mincho.ts';

/** One glyph of one character as PDFKit wants it: `id` is what it passes to includeGlyph(). */
interface RunGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** PDFKit scales the positions in place. */
interface RunPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
}

/** What PDFKit reads of a font that it embeds. */
export interface EmbeddableFont extends Pick<
  TrueTypeFont,
  | 'postscriptName'
  | 'unitsPerEm'
  | 'ascent'
  | 'descent'
  | 'lineGap'
  | 'capHeight'
  | 'xHeight'
  | 'italicAngle'
  | 'bbox'
  | 'post'
  | 'head'
  | 'OS/2'
  | 'getGlyph'
> {
  layout(text: string): { glyphs: RunGlyph[]; positions: RunPosition[]; advanceWidth: number };
  createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array };
}

/**
 * The shared font as one document sees it. fontkit ties a glyph to the characters that it was first seen with, anywhere in
 * the process, for good: a sheet's text layer would depend on the sheets before it, and 葛 would become one with 葛 plus the
 * selector for the same glyph. Here every character brings its own code points into the PDF, and only the outlines are
 * shared.
 */
export function embeddable(mincho: MinchoFont): EmbeddableFont {
  const { font } = mincho;
  const characters = new Map<string, RunGlyph>();
  const glyphIds: number[] = [];

  function runGlyph(codePoints: readonly number[], glyph: { id: number; advanceWidth: number }): RunGlyph {
    const key = codePoints.join();
    const seen = characters.get(key);
    if (seen !== undefined) return seen;
    const added = { id: glyphIds.push(glyph.id) - 1, advanceWidth: glyph.advanceWidth, codePoints };
    characters.set(key, added);
    return added;
  }

  return {
    postscriptName: font.postscriptName,
    unitsPerEm: font.unitsPerEm,
    ascent: font.ascent,
    descent: font.descent,
    lineGap: font.lineGap,
    capHeight: font.capHeight,
    xHeight: font.xHeight,
    italicAngle: font.italicAngle,
    bbox: font.bbox,
    post: font.post,
    head: font.head,
    'OS/2': font['OS/2'],
    getGlyph: (id) => font.getGlyph(id),
    layout(text) {
      const glyphs = mincho.set(text).map(({ codePoints, glyph }) => runGlyph(codePoints, glyph));
      const positions = glyphs.map(({ advanceWidth }) => ({
        xAdvance: advanceWidth,
        yAdvance: 0,
        xOffset: 0,
        yOffset: 0,
        advanceWidth,
      }));
      return { glyphs, positions, advanceWidth: positions.reduce((sum, each) => sum + each.xAdvance, 0) };
    },
    createSubset() {
      const subset = font.createSubset();
      const places = new Map<number, number>();
      return {
        includeGlyph(id) {
          const place = places.get(id);
          if (place !== undefined) return place;
          const glyphId = glyphIds[id];
          if (glyphId === undefined) throw new RangeError('a glyph that was never laid out');
          const added = subset.glyphs.push(glyphId) - 1;
          places.set(id, added);
          return added;
        },
        encode: () => subset.encode(),
      };
    },
  };
}
