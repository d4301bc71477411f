import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReaderOptions } from 'zxing-wasm/reader';

const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  // Eight sheets side by side, with five codes each.
  maxNumberOfSymbols: 40,
  textMode: 'Plain',
};

/** Sizes to try, the likeliest first: the next one only while something is missing. */
const ways = [
  { scale: 1, binarizer: 'LocalAverage' },
  { scale: 2, binarizer: 'LocalAverage' },
  { scale: 0.5, binarizer: 'LocalAverage' },
  { scale: 1, binarizer: 'GlobalHistogram' },
] as const;

/** Pixels: a larger picture is not one of a counter, and enlarging beyond the second limit takes too long. */
const mostPixels = 120e6;
const mostEnlarged = 20e6;

/**
 * The bytes of the 2D codes in a picture (PNG or JPEG), at any angle, trying several sizes until `enough` says that those
 * found so far suffice. @throws when the bytes are not a picture
 */
export async function codesInPicture(
  picture: Uint8Array,
  enough: (found: readonly Uint8Array[]) => boolean,
): Promise<readonly Uint8Array[]> {
  const { readBarcodes, sharp } = await giveTools();
  const { width, height } = await sharp(picture, { limitInputPixels: mostPixels }).metadata();
  const found: Uint8Array[] = [];
  for (const { scale, binarizer } of ways) {
    if (scale > 1 && width * height * scale * scale > mostEnlarged) continue;
    const image = await drawn(sharp, picture, Math.round(width * scale), Math.round(height * scale));
    const results = await readBarcodes(image, { ...options, binarizer });
    image.data.fill(0);
    for (const { isValid, bytes } of results) {
      // Copied, because the reader may reuse its memory.
      if (isValid && bytes.length > 0 && !found.some((known) => Buffer.compare(known, bytes) === 0))
        found.push(bytes.slice());
    }
    if (enough(found)) break;
  }
  return found;
}

/** The picture as the reader takes it: RGBA, as a browser's canvas gives it. */
async function drawn(
  sharp: Tools['sharp'],
  picture: Uint8Array,
  width: number,
  height: number,
): Promise<ImageData> {
  const { data, info } = await sharp(picture, { limitInputPixels: mostPixels })
    .flatten({ background: '#fff' })
    .resize(width, height, { fit: 'fill' })
    .greyscale()
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = new Uint8ClampedArray(data.length * 4).fill(255);
  for (let at = 0; at < data.length; at += 1) {
    const grey = data[at] ?? 0;
    for (const colour of [0, 1, 2]) colours[at * 4 + colour] = grey;
  }
  data.fill(0);
  return { width: info.width, height: info.height, data: colours, colorSpace: 'srgb' };
}

type Tools = Awaited<ReturnType<typeof loadTools>>;
let given: Promise<Tools> | null = null;

/** Loaded with the first picture: a start of the kiosk does not wait for what most kiosks never use. */
function giveTools(): Promise<Tools> {
  given ??= loadTools();
  return given;
}

/** The reader's WebAssembly comes from the package's file: by default it would be fetched from the network. */
async function loadTools() {
  const [{ default: sharp }, { prepareZXingModule, readBarcodes }, wasm] = await Promise.all([
    import('sharp'),
    import('zxing-wasm/reader'),
    readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))),
  ]);
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  return { sharp, readBarcodes };
}
