import type { Picture } from '../file/picture.ts';
import { drawPdfPage, drawPrintedPdfPage } from './draw-pdf.ts';

/** dpi: an alteration of a stroke is some pixels. */
const dpi = 200;
/** A programs' rounding, 0 to 255: what changes a pixel less is nothing that is seen. */
const leastChange = 12;
/** Pixels that the same annotation may lie off when it is printed. */
const reach = 2;

/**
 * Whether annotations show on a page what they print. The page is drawn with and without them, once as it shows and once as it prints:
 * what differs is theirs alone, and no program's way of drawing letters comes in.
 * @param without the same PDF without annotations
 * @param page from 1
 * @throws as drawPdfPage
 */
export async function showsWhatItPrints(
  pdf: Uint8Array,
  without: Uint8Array,
  page: number,
): Promise<boolean> {
  const shown = changed(await drawPdfPage(pdf, page, dpi), await drawPdfPage(without, page, dpi));
  const printed = changed(
    await drawPrintedPdfPage(pdf, page, dpi),
    await drawPrintedPdfPage(without, page, dpi),
  );
  if (shown === null || printed === null) return false;
  return covers(shown, printed) && covers(printed, shown);
}

interface Mask {
  readonly width: number;
  readonly height: number;
  readonly on: Uint8Array;
}

/** Where two drawings differ; null: they are of different sizes. */
function changed(one: Picture, two: Picture): Mask | null {
  if (one.width !== two.width || one.height !== two.height) return null;
  const on = new Uint8Array(one.width * one.height);
  for (let at = 0; at < one.rgb.length; at++)
    if (Math.abs((one.rgb[at] ?? 0) - (two.rgb[at] ?? 0)) > leastChange) on[Math.floor(at / 3)] = 1;
  return { width: one.width, height: one.height, on };
}

/** Whether every pixel of `inner` has one of `outer` within reach. */
function covers(outer: Mask, inner: Mask): boolean {
  if (outer.width !== inner.width || outer.height !== inner.height) return false;
  const { width, height } = inner;
  const near = (x: number, y: number) => {
    for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
      for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++)
        if (outer.on[row * width + column] === 1) return true;
    return false;
  };
  return inner.on.every((on, at) => on === 0 || near(at % width, Math.floor(at / width)));
}
