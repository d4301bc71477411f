import type { Glyph } from 'fontkit';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { nearestTo, picturesOf } from './search-nearest.ts';
import type { GlyphPictures } from './search-nearest.ts';

/** How many of a glyph's nearest are compared with what a scan shows. */
export const perGlyph = 20;
/** Bytes in front of the table: how many glyphs the font has, how many each has near it, and the font's own checksum. */
export const headBytes = 8;
/** In place of a number, where a glyph has fewer. */
export const none = 0xff_ff;

/** The glyphs of a font that look most like each other. */
export interface NearestGlyphs {
  /** The glyphs nearest to a glyph by ink, nearest first; none for one without ink. */
  to(glyph: Glyph): readonly Glyph[];
}

/**
 * The nearest glyphs from the table that `scripts/tables/write-nearest-glyphs.ts` made; of another edition of the font they are looked for when they are asked for,
 * which takes some seconds and then some milliseconds a glyph.
 * @param table the bytes of `nearest-glyphs.bin`
 */
export function nearestGlyphs(table: Uint8Array, font: MinchoFont): NearestGlyphs {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  return isOf(view, font) ? fromTable(view, font) : searched(font);
}

function isOf(view: DataView, font: MinchoFont): boolean {
  return (
    view.byteLength === headBytes + font.font.numGlyphs * perGlyph * 2 &&
    view.getUint16(0) === font.font.numGlyphs &&
    view.getUint16(2) === perGlyph &&
    view.getUint32(4) === font.font.head.checkSumAdjustment
  );
}

function fromTable(view: DataView, { font }: MinchoFont): NearestGlyphs {
  return {
    to({ id }) {
      const from = headBytes + id * perGlyph * 2;
      const all = Array.from({ length: perGlyph }, (_, index) => view.getUint16(from + 2 * index));
      return all.filter((other) => other !== none).map((other) => font.getGlyph(other));
    },
  };
}

function searched(font: MinchoFont): NearestGlyphs {
  let pictures: GlyphPictures | null = null;
  const known = new Map<number, readonly Glyph[]>();
  return {
    to({ id }) {
      const remembered = known.get(id);
      if (remembered !== undefined) return remembered;
      pictures ??= picturesOf(font);
      const near = nearestTo(pictures, id, perGlyph).map((other) => font.font.getGlyph(other));
      known.set(id, near);
      return near;
    },
  };
}
