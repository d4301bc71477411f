/** The part of fontkit 2 that the project uses; the package ships no types. Lengths are font units, y upwards. */
declare module 'fontkit' {
  interface PathCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  }
  interface BoundingBox {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  }
  interface Glyph {
    readonly id: number;
    /** In IPAmj Mincho its number in the character information, `mj028902`. */
    readonly name: string;
    readonly advanceWidth: number;
    readonly codePoints: readonly number[];
    readonly path: { readonly commands: readonly PathCommand[]; readonly bbox: BoundingBox };
  }
  /** How far the next glyph is, and how far this one is moved, in place of its own advance. */
  interface GlyphPosition {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  interface Subset {
    /** Original glyph numbers, by number in the subset. encode() reads it to the end, repeated glyphs included. */
    readonly glyphs: number[];
    encode(): Uint8Array;
  }
  interface TrueTypeFont {
    readonly type: 'TTF' | 'WOFF' | 'WOFF2';
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly numGlyphs: number;
    readonly ascent: number;
    readonly descent: number;
    readonly lineGap: number;
    readonly capHeight: number;
    readonly xHeight: number;
    readonly italicAngle: number;
    readonly bbox: BoundingBox;
    readonly post: { readonly isFixedPitch: number };
    readonly head: { readonly checkSumAdjustment: number; readonly macStyle: { readonly italic: boolean } };
    readonly 'OS/2': { readonly sFamilyClass: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    /** @param codePoints what the glyph stands for in a text: kept for whoever asks first, whatever others say later */
    getGlyph(id: number, codePoints?: readonly number[]): Glyph;
    createSubset(): Subset;
    /** @param features of OpenType, beside the usual ones */
    layout(
      text: string,
      features: readonly string[],
    ): { readonly glyphs: readonly Glyph[]; readonly positions: readonly GlyphPosition[] };
  }
  interface FontCollection {
    readonly type: 'TTC' | 'DFont';
    readonly fonts: readonly TrueTypeFont[];
  }
  /** @throws when the bytes are not a font */
  export function create(buffer: Uint8Array): TrueTypeFont | FontCollection;
  export type { BoundingBox, FontCollection, Glyph, PathCommand, Subset, TrueTypeFont };
}
