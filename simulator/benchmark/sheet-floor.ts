import { deflateSync, inflateSync } from 'node:zlib';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { quick } from '../../printing/pdf/ready-stream.ts';
import { encodeSheetCode } from '../../printing/seal/draw-sheet-code.ts';
import type { SheetsOfFour } from './sheets-of-four.ts';

/**
 * The work that no program could spare for a sheet: its glyphs cut out of the font, its streams compressed, one signature, and
 * the modules of its codes. Each with the fastest that there is here.
 */
export async function sheetFloor(sheets: SheetsOfFour, font: MinchoFont): Promise<() => void> {
  const texts = sheets
    .sides(0)
    .flatMap(({ ops }) => ops.flatMap((op) => (op.op === 'text' ? [op.text] : [])));
  const glyphs = [0, ...new Set(font.set(texts.join('')).map(({ glyph }) => glyph.id))];
  const streams = ownStreams(await sheets.build(0));
  const payload = sheets.payload(0);
  return () => {
    font.subset(glyphs);
    for (const stream of streams) deflateSync(stream, { level: quick });
    const codes = encodeSheetCode(sheets.seal(payload));
    if (!codes.ok) throw new Error('no room in the codes');
  };
}

/** The streams of a PDF that are not forms, which every sheet shares; as they were before they were compressed. */
function ownStreams(pdf: Uint8Array): Uint8Array[] {
  const file = Buffer.from(pdf);
  const streams: Uint8Array[] = [];
  const objects = file.toString('latin1').matchAll(/ obj\n(<<[^]*?>>)\nstream\n/g);
  for (const { index, 0: head, 1: dictionary = '' } of objects) {
    if (!dictionary.includes('/FlateDecode') || dictionary.includes('/Form')) continue;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const from = index + head.length;
    streams.push(inflateSync(file.subarray(from, from + length)));
  }
  if (streams.length < 3) throw new Error('a sheet without its font and its two sides');
  return streams;
}
