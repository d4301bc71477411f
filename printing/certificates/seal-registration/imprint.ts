import { z } from 'zod';
import type { SealImage } from '../data.ts';

/** No municipality's scanner is finer: 25 mm at 1200 dpi. */
const mostPixels = 1200;
/** mm: under the ordinances a seal is neither smaller than 8 nor larger than 25. */
const sides = { least: 8, most: 25 } as const;

/** An imprint as read from a code: with as many bits as it claims, and with ink. */
export const sealImageSchema = z
  .strictObject({
    widthPx: z.int().min(1).max(mostPixels),
    heightPx: z.int().min(1).max(mostPixels),
    widthMm: z.number().min(sides.least).max(sides.most),
    bits: z.base64({ abort: true }),
  })
  .refine(isWhole, 'not as many bits as pixels, or no ink') satisfies z.ZodType<SealImage>;

function isWhole(image: SealImage): boolean {
  const bytes = bytesOf(image);
  return (
    bytes.length === rowBytes(image) * image.heightPx && runs(image, bytes).some((row) => row.length > 0)
  );
}

/** mm, from the width and square pixels. */
export function heightOf({ widthPx, heightPx, widthMm }: SealImage): number {
  return (widthMm * heightPx) / widthPx;
}

/**
 * The ink of an imprint as an SVG path of rectangles (M, L, Z, absolute, mm), at its true size: equal runs in neighbouring
 * rows make one rectangle, and all are one path, so that no white hairlines show between them.
 * @param at top left corner, mm
 * @throws RangeError when there is no ink, or the number of bits is not the number of pixels: nobody certifies such an
 * imprint
 */
export function imprintPath(image: SealImage, at: { readonly x: number; readonly y: number }): string {
  if (!sealImageSchema.safeParse(image).success) throw new RangeError('not the image of a seal');
  const pixel = image.widthMm / image.widthPx;
  return rectangles(image)
    .map(({ left, right, top, bottom }) => {
      const [x1, x2] = [mm(at.x + left * pixel), mm(at.x + right * pixel)];
      const [y1, y2] = [mm(at.y + top * pixel), mm(at.y + bottom * pixel)];
      return `M${x1} ${y1}L${x2} ${y1}L${x2} ${y2}L${x1} ${y2}Z`;
    })
    .join('');
}

/** A rectangle of ink, pixels; right and bottom are the first ones outside. */
export interface InkRectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rectangles that cover every pixel of ink once, and nothing else. */
export function rectangles(image: SealImage): InkRectangle[] {
  const done: InkRectangle[] = [];
  let open = new Map<string, InkRectangle>();
  for (const [row, inked] of runs(image, bytesOf(image)).entries()) {
    const next = new Map<string, InkRectangle>();
    for (const [left, right] of inked) {
      const key = `${left} ${right}`;
      next.set(key, { left, right, top: open.get(key)?.top ?? row, bottom: row + 1 });
      open.delete(key);
    }
    done.push(...open.values());
    open = next;
  }
  return [...done, ...open.values()];
}

type Run = readonly [from: number, to: number];

/** The runs of ink in each row. */
function runs(image: SealImage, bytes: Uint8Array): Run[][] {
  const { widthPx, heightPx } = image;
  return Array.from({ length: heightPx }, (_, row) => {
    const found: Run[] = [];
    let from: number | null = null;
    for (let column = 0; column <= widthPx; column++) {
      const byte = bytes[row * rowBytes(image) + (column >> 3)] ?? 0;
      const ink = column < widthPx && ((byte >> (7 - (column & 7))) & 1) === 1;
      if (ink) from ??= column;
      else if (from !== null) {
        found.push([from, column]);
        from = null;
      }
    }
    return found;
  });
}

function rowBytes({ widthPx }: SealImage): number {
  return Math.ceil(widthPx / 8);
}

function bytesOf({ bits }: SealImage): Uint8Array {
  return Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
}

function mm(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
