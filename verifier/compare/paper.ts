import { emptyGrey, shrinkGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { enlarge } from '../image/light.ts';
import { openGrey } from '../image/morphology.ts';
import { median } from './median.ts';

/** mm: strokes of writing are thinner, stains and shadows are wider. */
const widestStroke = 1.1;
/** Ink above which a wide dark place is taken for something drawn (a bar over a line), not for a stain. */
const darkestStain = 0.6;
/** Stains are looked for in a smaller picture, which has less noise too: pixels per pixel. */
const shrink = 2;
/** Under ink so dark no stain shows. */
const darkestSeenThrough = 0.7;

/**
 * The scan's ink without stains, folds and shadows: what darkens the page more widely than a stroke, and is not in the model.
 * A stain takes a share of the light, from paper and print alike.
 * @param model what the scan should show
 * @param density pixels per mm
 */
export function withoutStains(ink: Grey, model: Grey, density: number): Grey {
  const darker = emptyGrey(ink.width, ink.height);
  for (let at = 0; at < darker.data.length; at++) {
    const expected = Math.min(darkestSeenThrough, model.data[at] ?? 0);
    darker.data[at] = ((ink.data[at] ?? 0) - (model.data[at] ?? 0)) / (1 - expected);
  }
  const small = shrinkGrey(darker, shrink);
  const wide = openGrey(small, (widestStroke * density) / shrink / 2);
  // The least of many noisy pixels lies below their mean: bare paper tells by how much.
  const bare = median(wide.data.filter((_, at) => at % 97 === 0));
  for (let at = 0; at < wide.data.length; at++) {
    const tone = Math.max(0, (wide.data[at] ?? 0) - bare);
    wide.data[at] = tone > darkestStain ? 0 : tone;
  }
  const stain = enlarge(wide, ink.width, ink.height, shrink);
  const out = emptyGrey(ink.width, ink.height);
  for (let at = 0; at < out.data.length; at++)
    out.data[at] = 1 - (1 - (ink.data[at] ?? 0)) / (1 - (stain.data[at] ?? 0));
  return out;
}
