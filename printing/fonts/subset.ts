import { findTable, sfnt } from './sfnt.ts';

/**
 * Cuts fonts for documents out of one TrueType file: the outlines are copied as they stand in it, none is decoded.
 * @returns a function of the numbers of the glyphs wanted, in the order in which the document numbers them
 * @throws RangeError when the file is cut off or no TrueType font
 */
export function subsetter(file: Uint8Array): (glyphs: readonly number[]) => Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = (tag: string): Uint8Array => {
    const found = findTable(view, tag);
    if (found === null) throw new RangeError(`a TrueType font without the table ${tag}`);
    if (found.at + found.length > file.length) throw new RangeError('a font that is cut off');
    return file.subarray(found.at, found.at + found.length);
  };
  const [head, hhea, maxp, glyf, loca, hmtx] = ['head', 'hhea', 'maxp', 'glyf', 'loca', 'hmtx'].map(table);
  if (!head || !hhea || !maxp || !glyf || !loca || !hmtx) throw new Error('a table for every tag');
  // Programs for hinting that every glyph may call.
  const programs = ['cvt ', 'fpgm', 'prep'].filter((tag) => findTable(view, tag) !== null);
  const isLong = viewOf(head).getUint16(50) === 1;
  const locations = viewOf(loca);
  const location = (glyph: number): number =>
    isLong ? locations.getUint32(glyph * 4) : locations.getUint16(glyph * 2) * 2;
  const metrics = viewOf(hmtx);
  const fullMetrics = viewOf(hhea).getUint16(34);

  /** Advance and left side bearing, as they are. */
  function metricsOf(glyph: number): readonly [advance: number, bearing: number] {
    const full = Math.min(glyph, fullMetrics - 1);
    const bearingAt = glyph < fullMetrics ? glyph * 4 + 2 : fullMetrics * 4 + (glyph - fullMetrics) * 2;
    return [metrics.getUint16(full * 4), metrics.getUint16(bearingAt)];
  }

  return (wanted) => {
    const glyphs = [...wanted];
    const outlines: Uint8Array[] = [];
    // Grows while it is read: what a glyph is put together from comes at the end.
    for (let place = 0; place < glyphs.length; place++) {
      const glyph = glyphs[place] ?? 0;
      const outline = glyf.subarray(location(glyph), location(glyph + 1));
      outlines.push(isComposite(outline) ? renumbered(outline, glyphs) : outline);
    }
    const cutGlyf = new Uint8Array(outlines.reduce((sum, { length }) => sum + even(length), 0));
    const cutLoca = new DataView(new ArrayBuffer((glyphs.length + 1) * 4));
    const cutHmtx = new DataView(new ArrayBuffer(glyphs.length * 4));
    let at = 0;
    for (const [place, outline] of outlines.entries()) {
      const [advance, bearing] = metricsOf(glyphs[place] ?? 0);
      cutHmtx.setUint16(place * 4, advance);
      cutHmtx.setUint16(place * 4 + 2, bearing);
      cutGlyf.set(outline, at);
      at += even(outline.length);
      cutLoca.setUint32((place + 1) * 4, at);
    }
    return sfnt([
      ...programs.map((tag) => [tag, table(tag)] as const),
      ['glyf', cutGlyf],
      ['head', withNumber(head, 50, 1)],
      ['hhea', withNumber(hhea, 34, glyphs.length)],
      ['hmtx', new Uint8Array(cutHmtx.buffer)],
      ['loca', new Uint8Array(cutLoca.buffer)],
      ['maxp', withNumber(maxp, 4, glyphs.length)],
    ]);
  };
}

/** Bits of a component's flags (OpenType, "glyf"). */
const flags = { wordArguments: 0x1, scale: 0x8, more: 0x20, scales: 0x40, matrix: 0x80 } as const;

function isComposite(outline: Uint8Array): boolean {
  return outline.length > 0 && viewOf(outline).getInt16(0) < 0;
}

/** A composite glyph whose components have their numbers in the subset; those that it lacks are added to `glyphs`. */
function renumbered(outline: Uint8Array, glyphs: number[]): Uint8Array {
  const copy = new Uint8Array(outline);
  const view = viewOf(copy);
  let at = 10;
  let flag: number;
  do {
    flag = view.getUint16(at);
    view.setUint16(at + 2, placeOf(view.getUint16(at + 2), glyphs));
    at += 4 + (flag & flags.wordArguments ? 4 : 2);
    at += flag & flags.scale ? 2 : flag & flags.scales ? 4 : flag & flags.matrix ? 8 : 0;
  } while (flag & flags.more);
  return copy;
}

function placeOf(glyph: number, glyphs: number[]): number {
  const place = glyphs.indexOf(glyph);
  return place >= 0 ? place : glyphs.push(glyph) - 1;
}

/** A copy: `slice` of a Buffer would be the file itself. */
function withNumber(table: Uint8Array, at: number, value: number): Uint8Array {
  const copy = new Uint8Array(table);
  viewOf(copy).setUint16(at, value);
  return copy;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function even(length: number): number {
  return length + (length % 2);
}
