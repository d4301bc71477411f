import { deflateSync, inflateSync } from 'node:zlib';
import { pngChunk } from './png-chunk.ts';

/** Dots of one row as a print head takes them: eight in a byte, the leftmost highest, 1 is black. */
export function rowOfDots(width: number, black: (x: number) => boolean): Uint8Array {
  const row = new Uint8Array(width / 8);
  for (let x = 0; x < width; x += 1) if (black(x)) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  return row;
}

/** A black and white PNG of rows of the same width, one dot per pixel. @param rows at least one (see `rowOfDots`) */
export function blackAndWhitePng(rows: readonly Uint8Array[]): Uint8Array {
  const width = (rows[0]?.length ?? 0) * 8;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  // A byte a pixel, though a bit would do: whoever puts it on paper reads it in half the time. 0 grey, no interlace.
  header.writeUInt8(8, 8);
  const data = rows.map((row) => {
    // Each row begins with its filter: none.
    const pixels = Buffer.alloc(1 + width);
    for (let x = 0; x < width; x += 1)
      pixels[1 + x] = ((row[x >> 3] ?? 0) & (0x80 >> (x & 7))) === 0 ? 255 : 0;
    return pixels;
  });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(data))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The rows of dots of a PNG that `blackAndWhitePng` has made. */
export function dotsOfPng(png: Uint8Array): { readonly width: number; readonly rows: readonly Uint8Array[] } {
  const file = Buffer.from(png);
  const width = file.readUInt32BE(16);
  const dataAt = file.indexOf('IDAT');
  const pixels = inflateSync(file.subarray(dataAt + 4, dataAt + 4 + file.readUInt32BE(dataAt - 4)));
  const rows = Array.from({ length: file.readUInt32BE(20) }, (_, y) =>
    rowOfDots(width, (x) => pixels[y * (width + 1) + 1 + x] === 0),
  );
  return { width, rows };
}
