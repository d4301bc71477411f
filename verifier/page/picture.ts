import type { GreyBytes } from './messages.ts';

/** Pixels: A4 at about 450 dpi; more takes the check longer and shows it nothing new. */
const mostPixels = 20e6;
/** A picture that cannot hold A4 at 100 dpi. */
const leastPixels = 800 * 1100;

export type PictureOutcome =
  | { readonly picture: GreyBytes }
  | { readonly picture: null; readonly why: 'noPicture' | 'tooSmall' };

/** A picture (a file, or what a camera gave) as grey. */
export async function greyOf(source: Blob): Promise<PictureOutcome> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(source);
  } catch {
    return { picture: null, why: 'noPicture' };
  }
  try {
    return greyOfBitmap(bitmap);
  } finally {
    bitmap.close();
  }
}

function greyOfBitmap(bitmap: ImageBitmap): PictureOutcome {
  if (bitmap.width * bitmap.height < leastPixels) return { picture: null, why: 'tooSmall' };
  const scale = Math.min(1, Math.sqrt(mostPixels / (bitmap.width * bitmap.height)));
  const width = Math.round(bitmap.width * scale);
  const height = Math.round(bitmap.height * scale);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return { picture: null, why: 'noPicture' };
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const bytes = new Uint8Array(width * height);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] =
      0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0);
  return { picture: { width, height, bytes } };
}

/** Draws a grey picture into a canvas of its size. */
export function showGrey(canvas: HTMLCanvasElement, { width, height, bytes }: GreyBytes): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return;
  const image = context.createImageData(width, height);
  for (let at = 0; at < bytes.length; at++) {
    const value = bytes[at] ?? 0;
    image.data[at * 4] = value;
    image.data[at * 4 + 1] = value;
    image.data[at * 4 + 2] = value;
    image.data[at * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
