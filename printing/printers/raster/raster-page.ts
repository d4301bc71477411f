/** One side of a sheet as pixels, line by line from the top: 1 byte a pixel in grey, 3 in colour (sRGB). */
export interface RasterPage {
  readonly width: number;
  readonly height: number;
  readonly bytesPerPixel: 1 | 3;
  readonly pixels: Uint8Array;
}

/** How the back of a sheet must lie in the data, by what the printer says of its own paper path (PWG 5102.4, 4.3.3.2). */
export type SheetBack = 'normal' | 'flipped' | 'rotated' | 'manual-tumble';

/** What a raster is made for. */
export interface RasterKind {
  readonly format: 'image/pwg-raster' | 'image/urf';
  readonly dpi: number;
  readonly colour: boolean;
  readonly back: SheetBack;
}

/** How a page's lines stand in the data: as they are, from the bottom, or from the bottom and each from its end. */
export type Turned = 'no' | 'lines' | 'all';

export function turnedFor(back: SheetBack): Turned {
  return back === 'flipped' ? 'lines' : back === 'rotated' ? 'all' : 'no';
}

/** What a raster format has around the lines of its pages. */
export interface RasterFormat {
  /** What stands before the first page. */
  begin(pages: number): Uint8Array;
  header(
    page: Pick<RasterPage, 'width' | 'height' | 'bytesPerPixel'>,
    of: { readonly dpi: number; readonly pages: number; readonly turned: Turned },
  ): Uint8Array;
}

/** Lines after which other work gets its turn. */
const turnLines = 256;
const longestRun = 128;
const mostRepeats = 256;

/**
 * The lines of a page, run-length encoded as PWG Raster and Apple's raster both have them: how often a line is repeated, then its
 * runs of one pixel and of different pixels.
 */
export async function encodeLines(
  { width, height, bytesPerPixel, pixels }: RasterPage,
  turned: Turned = 'no',
): Promise<Uint8Array> {
  const lineBytes = width * bytesPerPixel;
  const lineAt = (index: number): Uint8Array => {
    const at = (turned === 'no' ? index : height - 1 - index) * lineBytes;
    const line = pixels.subarray(at, at + lineBytes);
    return turned === 'all' ? reversed(line, bytesPerPixel) : line;
  };
  const encoded: Uint8Array[] = [];
  let line = lineAt(0);
  let repeats = 0;
  for (let index = 1; index <= height; index += 1) {
    if (index % turnLines === 0) await new Promise((turn) => setImmediate(turn));
    const next = index < height ? lineAt(index) : null;
    repeats += 1;
    if (next !== null && repeats < mostRepeats && Buffer.compare(line, next) === 0) continue;
    encoded.push(Uint8Array.of(repeats - 1), encodeLine(line, bytesPerPixel));
    repeats = 0;
    if (next !== null) line = next;
  }
  return Buffer.concat(encoded);
}

function encodeLine(line: Uint8Array, size: 1 | 3): Uint8Array {
  const pixels = line.length / size;
  const same = (one: number, other: number): boolean => {
    for (let byte = 0; byte < size; byte += 1)
      if (line[one * size + byte] !== line[other * size + byte]) return false;
    return true;
  };
  // At worst one byte more for every 128 pixels.
  const out = new Uint8Array(line.length + Math.ceil(pixels / longestRun) + 1);
  let length = 0;
  let at = 0;
  while (at < pixels) {
    let end = at + 1;
    while (end < pixels && end - at < longestRun && same(at, end)) end += 1;
    const repeated = end - at > 1 || end === pixels;
    if (!repeated) while (end < pixels && end - at < longestRun && !same(end - 1, end)) end += 1;
    // The last of these begins a run of its own.
    if (!repeated && end < pixels && same(end - 1, end)) end -= 1;
    const count = end - at;
    const isRun = repeated || count === 1;
    out[length] = isRun ? count - 1 : 257 - count;
    length += 1;
    const taken = line.subarray(at * size, (isRun ? at + 1 : end) * size);
    out.set(taken, length);
    length += taken.length;
    at = end;
  }
  return out.subarray(0, length);
}

function reversed(line: Uint8Array, size: 1 | 3): Uint8Array {
  const turned = Uint8Array.from(line).reverse();
  // The colours of a pixel keep their order.
  if (size === 3) for (let at = 0; at < turned.length; at += 3) turned.subarray(at, at + 3).reverse();
  return turned;
}
