import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import type { Result } from '../../shared/result.ts';
import type { FileRefusal } from './refusal.ts';

/** The plain pixels of a page, decoded once: these are judged, and these are shown. Rows from the top, three bytes a pixel (sRGB). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array<ArrayBuffer>;
}

/** Decodes one page of a file, once. */
export type PageOpener = () => Promise<Result<Picture, FileRefusal>>;

/** A picture that cannot hold A4 at 100 dpi, pixels. */
export const leastPixels = 800 * 1100;
/** A4 at 600 dpi is 35 million; more is no scan of one page. */
export const mostPixels = 120e6;
/** Pictures larger than it are made smaller before anything is looked for: about 450 dpi of A4, pixels. */
const enoughPixels = 20e6;

/** Whether a picture of this size is decoded at all; asked before a byte is unpacked. */
export function sizeRefusal(width: number, height: number): 'tooSmall' | 'tooManyPixels' | null {
  if (width * height > mostPixels) return 'tooManyPixels';
  return width * height < leastPixels ? 'tooSmall' : null;
}

/** Every block of whole pixels as one, their mean, where the picture is finer than anything that is looked for. */
export function withEnoughPixels(picture: Picture): Picture {
  const factor = Math.ceil(Math.sqrt((picture.width * picture.height) / enoughPixels) - 0.2);
  return factor > 1 ? shrinkPicture(picture, factor) : picture;
}

/** Every block of `factor` × `factor` pixels as one, their mean. */
export function shrinkPicture({ width, height, rgb }: Picture, factor: number): Picture {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(columns * rows * 3);
  if (factor === 2) return halved(rgb, width, { width: columns, height: rows, rgb: out });
  const sums = new Uint32Array(columns * 3);
  const share = 1 / (factor * factor);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let dy = 0; dy < factor; dy++) {
      let from = (row * factor + dy) * width * 3;
      for (let to = 0; to < sums.length; to += 3)
        for (let dx = 0; dx < factor; dx++) {
          sums[to] = (sums[to] ?? 0) + (rgb[from] ?? 0);
          sums[to + 1] = (sums[to + 1] ?? 0) + (rgb[from + 1] ?? 0);
          sums[to + 2] = (sums[to + 2] ?? 0) + (rgb[from + 2] ?? 0);
          from += 3;
        }
    }
    const start = row * sums.length;
    for (let at = 0; at < sums.length; at++) out[start + at] = Math.round((sums[at] ?? 0) * share);
  }
  return { width: columns, height: rows, rgb: out };
}

/** The usual case, in a third of the time. */
function halved(rgb: Uint8Array, width: number, out: Picture): Picture {
  const line = width * 3;
  let to = 0;
  for (let row = 0; row < out.height; row++) {
    let at = 2 * row * line;
    for (let column = 0; column < out.width; column++) {
      for (const end = at + 3; at < end; at++)
        out.rgb[to++] =
          ((rgb[at] ?? 0) + (rgb[at + 3] ?? 0) + (rgb[at + line] ?? 0) + (rgb[at + line + 3] ?? 0) + 2) >> 2;
      at += 3;
    }
  }
  return out;
}

/** A picture's light from 0 to 1: the eye's weights of the three colours. */
export function lightOf({ width, height, rgb }: Picture): Grey {
  const out = emptyGrey(width, height);
  let from = 0;
  for (let at = 0; at < out.data.length; at++) {
    out.data[at] =
      (0.299 * (rgb[from] ?? 0) + 0.587 * (rgb[from + 1] ?? 0) + 0.114 * (rgb[from + 2] ?? 0)) / 255;
    from += 3;
  }
  return out;
}
