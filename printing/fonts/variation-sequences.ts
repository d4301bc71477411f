import { findTable } from './sfnt.ts';

/**
 * What a font says of one variation sequence: a glyph of its own; "the usual glyph is the right one"; or null: the font lacks
 * the sequence, and any glyph drawn for it would be a guess.
 */
export type SequenceGlyph = number | 'usual' | null;

export interface VariationSequences {
  glyphOf(base: number, selector: number): SequenceGlyph;
}

const none: VariationSequences = { glyphOf: () => null };

interface Sequences {
  readonly usual: readonly { readonly first: number; readonly last: number }[];
  readonly own: ReadonlyMap<number, number>;
}

/**
 * Reads the variation sequences of a TrueType file: the format 14 subtable of its cmap (OpenType, "cmap", Unicode platform,
 * encoding 5). fontkit cannot be asked: where a sequence is missing, it silently falls back to the base glyph.
 * @throws RangeError when the file is cut off
 */
export function readVariationSequences(file: Uint8Array): VariationSequences {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const subtable = findFormat14(view);
  if (subtable === null) return none;
  const bySelector = new Map<number, Sequences>();
  const count = view.getUint32(subtable + 6);
  for (let index = 0; index < count; index++) {
    const record = subtable + 10 + index * 11;
    const usualAt = view.getUint32(record + 3);
    const ownAt = view.getUint32(record + 7);
    bySelector.set(uint24(view, record), {
      usual: usualAt === 0 ? [] : readRanges(view, subtable + usualAt),
      own: ownAt === 0 ? new Map() : readGlyphs(view, subtable + ownAt),
    });
  }
  return {
    glyphOf(base, selector) {
      const sequences = bySelector.get(selector);
      if (sequences === undefined) return null;
      const own = sequences.own.get(base);
      if (own !== undefined) return own;
      return sequences.usual.some(({ first, last }) => first <= base && base <= last) ? 'usual' : null;
    },
  };
}

function findFormat14(view: DataView): number | null {
  const cmap = findTable(view, 'cmap')?.at;
  if (cmap === undefined) return null;
  const subtables = view.getUint16(cmap + 2);
  for (let index = 0; index < subtables; index++) {
    const record = cmap + 4 + index * 8;
    const at = cmap + view.getUint32(record + 4);
    if (view.getUint16(record) === 0 && view.getUint16(record + 2) === 5 && view.getUint16(at) === 14)
      return at;
  }
  return null;
}

function readRanges(view: DataView, at: number): Sequences['usual'] {
  return Array.from({ length: view.getUint32(at) }, (_, index) => {
    const first = uint24(view, at + 4 + index * 4);
    return { first, last: first + view.getUint8(at + 7 + index * 4) };
  });
}

function readGlyphs(view: DataView, at: number): Sequences['own'] {
  return new Map(
    Array.from({ length: view.getUint32(at) }, (_, index) => {
      const record = at + 4 + index * 5;
      return [uint24(view, record), view.getUint16(record + 3)];
    }),
  );
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at) * 256 + view.getUint8(at + 2);
}
