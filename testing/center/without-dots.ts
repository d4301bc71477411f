import { deflateSync, inflateSync } from 'node:zlib';

/** A compressed form XObject of a PDF, up to its stream. */
const form =
  /\/Subtype \/Form\n(?:(?!endobj)[^])*?(?:\/Length (\d+)\n\/Filter \/FlateDecode|\/Filter \/FlateDecode\n\/Length (\d+))\n>>\nstream\n/g;
/** Nothing but filled rectangles: no text can be among them. */
const rectanglesAlone = /^(?:[\d. ]+ re\s)+f\s*$/;
const nothing = deflateSync(new Uint8Array());

/**
 * A sheet without the half million dots of its ground, for a text reader, which finds nothing in them and takes a hundred times
 * as long over them as over all the rest. Forms with anything but filled rectangles stay, and so does every other byte.
 */
export function withoutDots(pdf: Uint8Array): Uint8Array {
  const bytes = Buffer.from(pdf);
  for (const found of bytes.toString('latin1').matchAll(form)) {
    const start = found.index + found[0].length;
    const end = start + Number(found[1] ?? found[2]);
    const drawn = inflateSync(bytes.subarray(start, end)).toString('latin1');
    if (!rectanglesAlone.test(drawn)) continue;
    bytes.fill(0, start, end);
    bytes.set(nothing, start);
  }
  return new Uint8Array(bytes);
}
