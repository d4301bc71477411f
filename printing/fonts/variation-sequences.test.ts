import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readVariationSequences } from './variation-sequences.ts';

/**
 * A font file with nothing but a cmap with one format 14 subtable: 山 keeps its usual glyph with E0100, 葛 has glyph 7 with it.
 */
function fontWithBothTables(): Uint8Array {
  const bytes = new Uint8Array(28 + 12 + 21 + 8 + 9);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, 1); // one table
  bytes.set(new TextEncoder().encode('cmap'), 12);
  view.setUint32(20, 28);
  view.setUint32(24, bytes.length - 28);
  view.setUint16(30, 1); // one subtable: platform 0, encoding 5, 12 bytes on
  view.setUint16(34, 5);
  view.setUint32(36, 12);
  const at = 40;
  view.setUint16(at, 14);
  view.setUint32(at + 2, bytes.length - at);
  view.setUint32(at + 6, 1); // one selector
  bytes.set([0x0e, 0x01, 0x00], at + 10);
  view.setUint32(at + 13, 21);
  view.setUint32(at + 17, 29);
  view.setUint32(at + 21, 1); // one usual range: U+5C71 and the one after it
  bytes.set([0x00, 0x5c, 0x71, 1], at + 25);
  view.setUint32(at + 29, 1); // one glyph of its own: U+845B is 7
  bytes.set([0x00, 0x84, 0x5b, 0, 7], at + 33);
  return bytes;
}

describe('readVariationSequences', () => {
  it('reads both usual ranges and glyphs of their own under one selector', () => {
    const sequences = readVariationSequences(fontWithBothTables());
    expect(sequences.glyphOf(0x845b, 0xe0100)).toBe(7);
    expect(sequences.glyphOf(0x5c71, 0xe0100)).toBe('usual');
    expect(sequences.glyphOf(0x5c72, 0xe0100)).toBe('usual');
    expect(sequences.glyphOf(0x5c73, 0xe0100)).toBeNull();
    expect(sequences.glyphOf(0x845b, 0xe0101)).toBeNull();
  });

  it('finds the sequences of IPAmj Mincho where the Moji_Joho collection has them', async () => {
    const sequences = readVariationSequences(await readFile('/usr/share/fonts/truetype/ipamj/ipamjm.ttf'));
    const selectors = Array.from({ length: 16 }, (_, index) => 0xe0100 + index);
    const held = (base: number) => selectors.filter((selector) => sequences.glyphOf(base, selector) !== null);
    expect(held(0x845b)).toEqual([0xe0102, 0xe0103, 0xe0104, 0xe0105, 0xe0106, 0xe0107, 0xe0108]);
    expect(held(0x8fbb)).toEqual([0xe0102, 0xe0103]);
  });

  it('throws on a file that is cut off', () => {
    expect(() => readVariationSequences(fontWithBothTables().subarray(0, 60))).toThrow(RangeError);
  });
});
