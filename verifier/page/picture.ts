import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { fileKindOf } from '../file/file-kind.ts';
import { sizeRefusal, withEnoughPixels } from '../file/picture.ts';
import type { Picture } from '../file/picture.ts';
import { plainJpeg } from '../file/plain-jpeg.ts';
import { plainPng } from '../file/plain-png.ts';
import type { FileRefusal } from '../file/refusal.ts';
import type { GreyBytes } from './messages.ts';

/** Bytes; a picture of one page is far smaller. */
const mostBytes = 128e6;

/**
 * The plain pixels of a picture file, decoded once: these are judged, and these are shown. By its first bytes it is PNG or JPEG (TIFF
 * and PDF, which no browser decodes for a page, are the command's); the decoder gets nothing of it but what makes the pixels.
 */
export async function pictureIn(file: Blob): Promise<Result<Picture, FileRefusal>> {
  if (file.size > mostBytes) return err('fileTooLarge');
  const plain = plainPicture(new Uint8Array(await file.arrayBuffer()));
  if (!plain.ok) return plain;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(plain.value, { colorSpaceConversion: 'none' });
  } catch {
    return err('broken');
  }
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

function plainPicture(bytes: Uint8Array): Result<Blob, FileRefusal> {
  const kind = fileKindOf(bytes);
  if (!kind.ok) return kind;
  if (kind.value !== 'png' && kind.value !== 'jpeg') return err('otherFormat');
  const plain = kind.value === 'png' ? plainPng(bytes) : plainJpeg(bytes);
  return plain.ok ? ok(new Blob([plain.value], { type: `image/${kind.value}` })) : plain;
}

/** The pixels of something that a canvas can draw: transparent is paper. */
export function pixelsOf(source: ImageBitmap | HTMLVideoElement): Result<Picture, FileRefusal> {
  const [width, height] =
    source instanceof ImageBitmap ? [source.width, source.height] : [source.videoWidth, source.videoHeight];
  const refusal = sizeRefusal(width, height);
  if (refusal !== null) return err(refusal);
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (context === null) return err('broken');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return ok(withEnoughPixels({ width, height, rgb }));
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
