import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReaderOptions } from 'zxing-wasm/reader';
import { resizeGrey, shrinkGrey, writeBytes } from '../image/grey.ts';
import type { Grey, Point } from '../image/grey.ts';

/** A 2D code as it was found: what it holds, and its corners in the scan, pixels. */
export interface FoundCode {
  readonly bytes: Uint8Array;
  /** Top left, top right, bottom right, bottom left, as the code itself stands. */
  readonly corners: readonly [Point, Point, Point, Point];
}

const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: 8,
  textMode: 'Plain',
};

/** Ways of looking, the likeliest first: the next is tried only when `enough` is not satisfied. */
const ways: readonly { readonly scale: number; readonly binarizer: 'LocalAverage' | 'GlobalHistogram' }[] = [
  { scale: 1, binarizer: 'LocalAverage' },
  { scale: 2, binarizer: 'LocalAverage' },
  { scale: 1 / 2, binarizer: 'LocalAverage' },
  { scale: 1, binarizer: 'GlobalHistogram' },
  { scale: 3, binarizer: 'LocalAverage' },
];

/** A picture enlarged beyond it takes the reader longer than a page may take, pixels. */
const mostPixels = 20e6;

/** The reader's WebAssembly, given once before the first code is read: left alone it would fetch it from the network. */
export function giveCodeReader(wasm: ArrayBuffer): void {
  prepareZXingModule({ overrides: { wasmBinary: wasm } });
}

/**
 * Reads the 2D codes of a picture, turned by any angle, in several sizes until `enough` says that those found so far suffice.
 * What another size found before stays. A code that stands in two places, as where a page is there twice, is there twice.
 */
export async function readCodes(
  picture: Grey,
  enough: (found: readonly FoundCode[]) => boolean,
): Promise<readonly FoundCode[]> {
  const found: FoundCode[] = [];
  for (const { scale, binarizer } of ways) {
    if (scale > 1 && picture.width * picture.height * scale * scale > mostPixels) continue;
    for (const code of await readOnce(scaledBy(picture, scale), binarizer)) {
      const corners = code.corners.map(({ x, y }) => ({ x: x / scale, y: y / scale }));
      const [a, b, c, d] = corners;
      if (!a || !b || !c || !d) continue;
      const side = Math.hypot(b.x - a.x, b.y - a.y);
      const isKnown = ({ bytes, corners: [at] }: FoundCode) =>
        sameBytes(bytes, code.bytes) && Math.hypot(at.x - a.x, at.y - a.y) < side / 2;
      if (!found.some(isKnown)) found.push({ bytes: code.bytes, corners: [a, b, c, d] });
    }
    if (enough(found)) break;
  }
  return found;
}

/** Reads the one code of a picture that shows it upright and alone. */
export async function readUprightCode(picture: Grey): Promise<Uint8Array | null> {
  for (const binarizer of ['LocalAverage', 'GlobalHistogram'] as const) {
    const [code] = await readOnce(picture, binarizer);
    if (code !== undefined) return code.bytes;
  }
  return null;
}

function scaledBy(picture: Grey, scale: number): Grey {
  if (scale === 1) return picture;
  return scale < 1 ? shrinkGrey(picture, Math.round(1 / scale)) : resizeGrey(picture, scale);
}

async function readOnce(
  picture: Grey,
  binarizer: 'LocalAverage' | 'GlobalHistogram',
): Promise<readonly FoundCode[]> {
  const results = await readBarcodes(greymapOf(picture), { ...options, binarizer });
  return results
    .filter(({ isValid, bytes }) => isValid && bytes.length > 0)
    .map(({ bytes, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      // The reader's memory is its own: it may be used again.
      bytes: bytes.slice(),
      corners: [topLeft, topRight, bottomRight, bottomLeft],
    }));
}

/** The reader takes the pixels of a canvas, too; a grey picture as a file (portable greymap, binary) is a quarter of their bytes. */
function greymapOf(picture: Grey): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${picture.width} ${picture.height}\n255\n`);
  const file = new Uint8Array(head.length + picture.data.length);
  file.set(head);
  writeBytes(picture, new Uint8ClampedArray(file.buffer, head.length));
  return file;
}

export function sameBytes(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, index) => byte === two[index]);
}
