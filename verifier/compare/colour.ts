import { shrinkInk } from '../draw/page-ink.ts';
import type { PageInk } from '../draw/page-ink.ts';
import type { Picture } from '../file/picture.ts';
import { shrinkPicture } from '../file/picture.ts';
import { blurGrey } from '../image/blur.ts';
import { blankGrey, emptyGrey, giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { paperLight } from '../image/light.ts';
import { leastSquares } from '../image/linear-system.ts';
import { growGrey } from '../image/morphology.ts';
import { warpToPage, wholePage } from '../image/warp.ts';
import type { PageMap } from '../image/warp.ts';
import { findBlots, placeOfBlot } from './blots.ts';
import type { Region } from './region.ts';

/** Pixels per mm at which colour is looked at: a telephone's pictures keep no finer. */
const density = 4;
/** Of the true page's pixels, a side of one of these. */
const shrink = 2;
/** A scan without colours: but for one in so many pixels, every so many-th looked at, none has more than this. */
const grey = 0.06;
const mostColoured = 1e-4;
const every = 5;
/** mm: side of a block whose less colourful part is the paper's tint under this light. */
const paperBlock = 12;
/** Share of full colour that is writing, where nothing of the kind should be, and beside black print, whose edges a scanner gives a fringe. */
const levels = { level: 0.13, high: 0.2, fringe: 0.22 } as const;
/** mm and mm²: how far a colour may lie off; and what a stroke of writing leaves. */
const slack = 0.4;
const writing = { gap: 0.4, area: 0.5, strong: 0.15, extent: 1.4 } as const;

/**
 * Where a scan shows a colour that the true page does not have; null where the scan has no colours. To a grey eye a yellow letter is paper;
 * and who reads the page sees it.
 * @param truth eight pixels per mm
 * @param use 0 where the scan does not reach
 */
export function strangeColours(
  picture: Picture,
  map: PageMap,
  truth: PageInk,
  use: Uint8Array,
): readonly Region[] | null {
  const scanDensity = Math.hypot(
    map({ x: 106, y: 148 }).x - map({ x: 105, y: 148 }).x,
    map({ x: 106, y: 148 }).y - map({ x: 105, y: 148 }).y,
  );
  const factor = Math.max(1, Math.floor(scanDensity / (1.5 * density)));
  const small = factor === 1 ? picture : shrinkPicture(picture, factor);
  if (isGrey(small)) return null;
  const colours = colourOf(small);
  const toSmall: PageMap = (page) => {
    const { x, y } = map(page);
    return { x: x / factor, y: y / factor };
  };
  const seen = warpToPage(colours, toSmall, wholePage, density, 0);
  giveBack(colours);
  const smallTruth = shrinkInk(truth, shrink);
  const own = ownColours(seen, smallTruth);
  const strange = emptyGrey(seen.width, seen.height);
  const black = growGrey(smallTruth.ink, 2);
  for (let y = 0; y < seen.height; y++)
    for (let x = 0; x < seen.width; x++) {
      const at = y * seen.width + x;
      if (use[y * shrink * truth.ink.width + x * shrink] === 0) continue;
      const beside = black.data[at] ?? 0;
      const fringe = levels.fringe * (beside < 1 ? beside : 1);
      strange.data[at] = (seen.data[at] ?? 0) - (own.data[at] ?? 0) - fringe;
    }
  giveBack(seen, own, black);
  return findBlots(strange, levels, Math.round(writing.gap * density))
    .filter(({ left, right, top, bottom, area, strong }) => {
      const extent = Math.max(right - left, bottom - top) / density;
      return (
        area >= writing.area * density ** 2 &&
        strong >= writing.strong * density ** 2 &&
        extent >= writing.extent
      );
    })
    .map((blot) => ({ ...placeOfBlot(blot, density), kind: 'added' }));
}

const shares = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** How far each pixel is from grey, 0 to 1. */
function colourOf({ width, height, rgb }: Picture): Grey {
  const out = blankGrey(width, height);
  for (let at = 0, from = 0; at < out.data.length; at++, from += 3)
    out.data[at] = shares[spreadOf(rgb, from)] ?? 0;
  return out;
}

/** Between the most and the least of a pixel's three colours. */
function spreadOf(rgb: Uint8Array, from: number): number {
  const [r, g, b] = [rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0];
  const [most, least] = r > g ? [r, g] : [g, r];
  return (b > most ? b : most) - (b < least ? b : least);
}

function isGrey({ rgb }: Picture): boolean {
  let [coloured, all] = [0, 0];
  for (let from = 0; from < rgb.length; from += 3 * every) {
    if (spreadOf(rgb, from) > grey * 255) coloured++;
    all++;
  }
  return coloured < mostColoured * all;
}

/** The colour that the true page has there and nearby, as this scan shows its seal and its ground, and the paper's own tint. */
function ownColours(seen: Grey, truth: PageInk): Grey {
  const tint = paperLight(seen, Math.round(paperBlock * density), 0.5);
  const layers = [truth.vermilion, truth.ground].map((layer) => blurGrey(layer, 0.8));
  const [vermilion, ground] = layers;
  const system = leastSquares(2);
  const row = new Float64Array(2);
  for (let at = 0; at < seen.data.length; at += 5) {
    row[0] = vermilion?.data[at] ?? 0;
    row[1] = ground?.data[at] ?? 0;
    if (row[0] + row[1] > 0.02) system.add(row, (seen.data[at] ?? 0) - (tint.data[at] ?? 0));
  }
  const weights = system.solve(1e-6) ?? [];
  const reach = Math.round(slack * density);
  const grown = layers.map((layer) => growGrey(layer, reach));
  const [red, dots] = grown;
  const [ofRed, ofDots] = [Math.max(0, weights[0] ?? 0) * 1.3, Math.max(0, weights[1] ?? 0)];
  for (let at = 0; at < tint.data.length; at++)
    tint.data[at] = (tint.data[at] ?? 0) + ofRed * (red?.data[at] ?? 0) + ofDots * (dots?.data[at] ?? 0);
  return tint;
}
