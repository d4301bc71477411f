import { emptyGrey, shrinkGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { enlarge, paperLight } from '../image/light.ts';
import { openGrey } from '../image/morphology.ts';
import { median } from './median.ts';

/** mm: strokes of the largest title are thinner, stains and shadows are wider. */
const widestStroke = 1.1;
/** Ink above which a wide dark place is taken for something drawn (a seal, a bar over a line), not for a stain. */
const darkestStain = 0.6;
/** Stains are looked for in a smaller picture, which has less noise too: pixels per pixel. */
const shrink = 2;

/**
 * The scan's ink against the paper right beside it: stains, folds and shadows that are wider than a stroke go with the paper.
 * @param seen light on the page; below 0 where the scan does not reach
 * @param density pixels per mm
 */
export function inkOnPaper(seen: Grey, density: number): Grey {
  const paper = paperLight(seen, Math.round(8 * density), 0.85);
  const out = emptyGrey(seen.width, seen.height);
  for (let at = 0; at < out.data.length; at++)
    out.data[at] = 1 - Math.max(0, seen.data[at] ?? 0) / Math.max(0.05, paper.data[at] ?? 1);
  const wide = openGrey(shrinkGrey(out, shrink), Math.round((widestStroke * density) / shrink / 2));
  // The least of many noisy pixels lies below their mean: bare paper tells by how much.
  const bare = median(wide.data.filter((_, at) => at % 97 === 0));
  const stains = {
    ...wide,
    data: wide.data.map((ink) => (ink > darkestStain ? 0 : Math.max(0, ink - bare))),
  };
  const stain = enlarge(stains, out.width, out.height, shrink);
  for (let at = 0; at < out.data.length; at++) {
    const light = 1 - (out.data[at] ?? 0);
    out.data[at] = 1 - light / (1 - (stain.data[at] ?? 0));
  }
  return out;
}
