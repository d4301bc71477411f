import { blurGrey, blurInPlace } from '../image/blur.ts';
import { blankGrey, giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { growGrey } from '../image/morphology.ts';
import { findBlots, placeOfBlot } from './blots.ts';
import type { Blot } from './blots.ts';
import type { Cell, CellFit } from './cell-fit.ts';
import type { Region } from './region.ts';
import type { Response } from './response.ts';

/** What nobody explains: ink that should not be there, and ink that is not where it should be. */
export interface Rest {
  readonly added: Grey;
  readonly missing: Grey;
}

/** mm: nothing is printed so near the edge. */
export const edgeBand = 6;
/** mm: what the page lies on, and a shadow along its edge, reach no further into it; and are seen up to so near the edge itself. */
const ofEdge = { deep: 2.5, near: 0.8 } as const;

/** mm: how far ink may lie off before it counts, where no character's own fit said where it lies. */
const slack = 0.25;
/** mm² and mm: a blot that is a stroke of writing, and no speck: over the low level, and from end to end. */
const writing = { area: 0.4, extent: 1.4 } as const;
/**
 * Shares of solid ink, and mm² over the high one. Thin strokes are grey to a camera: on bare paper little ink is enough to be something added; but much
 * must be missing where there is some, because worn toner is grey too.
 */
const levels = {
  added: { level: 0.22, high: 0.32, strong: 0.1 },
  faint: { level: 0.14, high: 0.2, strong: 0.04 },
  missing: { level: 0.28, high: 0.42, strong: 0.1 },
} as const;
interface Levels {
  readonly level: number;
  readonly high: number;
  readonly strong: number;
}

/** mm: what is wider than a stroke of writing is tone: a rest of a stain, a shadow. Faint strokes are looked for without it. */
const tone = 0.75;
/** mm: a worn drum draws faint straight lines along the whole sheet. */
const streak = { long: 30, wide: 1.2 } as const;
/** mm: pieces of a stroke that lie so near belong together. */
const gap = 0.4;

/**
 * What the model does not explain, beyond the room that the scan leaves itself; a thin line that lies a little off is neither missing
 * nor added.
 * @param use 1 where the true page speaks and the scan shows it, 4 where only additions count
 * @param onRule 1 where a rule may be
 */
export function restOfPage(
  ink: Grey,
  response: Response,
  density: number,
  use: Uint8Array,
  onRule: Uint8Array,
): Rest {
  const { spreadInk, tone } = response;
  const whole = asFarAsSeen(ink, response.model, use);
  const calm = blurGrey(whole, 0.7);
  if (whole !== ink) giveBack(whole);
  const radius = Math.round(slack * density);
  // What the model and the ink have at most around a place becomes what of it is not explained.
  const soft = (which: 'least' | 'most') => {
    const picture = tone.picture(spreadInk, which);
    blurInPlace(picture, 0.7);
    return picture;
  };
  const most = soft('most');
  const added = growGrey(most, radius);
  giveBack(most);
  for (let at = 0; at < use.length; at++) {
    const counts = (use[at] === 1 || use[at] === 4) && onRule[at] !== 1;
    added.data[at] = counts ? (calm.data[at] ?? 0) - (added.data[at] ?? 0) : 0;
  }
  const missing = growGrey(calm, radius);
  giveBack(calm);
  const least = soft('least');
  for (let at = 0; at < use.length; at++)
    missing.data[at] = use[at] === 1 ? (least.data[at] ?? 0) - (missing.data[at] ?? 0) : 0;
  giveBack(least);
  return { added, missing };
}

/** Where the scan does not reach, it shows what it should: nothing there may spread over what is seen. */
function asFarAsSeen(ink: Grey, model: Grey, use: Uint8Array): Grey {
  if (!use.includes(0)) return ink;
  const out = blankGrey(ink.width, ink.height);
  out.data.set(ink.data);
  for (let at = use.indexOf(0); at < use.length; at++) if (use[at] === 0) out.data[at] = model.data[at] ?? 0;
  return out;
}

/** In the cell of a character that fits, its own fit knows better than the page's. */
export function explainCell({ added, missing }: Rest, cell: Cell, { residual }: CellFit): void {
  const calm = blurGrey(residual, 0.7);
  for (let y = 2; y < cell.height - 2; y++)
    for (let x = 2; x < cell.width - 2; x++) {
      const at = (cell.top + y) * added.width + cell.left + x;
      const value = calm.data[y * cell.width + x] ?? 0;
      added.data[at] = Math.min(added.data[at] ?? 0, value);
      missing.data[at] = Math.min(missing.data[at] ?? 0, -value);
    }
  giveBack(calm);
}

/** The blots of the rest that look like writing. @param contrast how dark solid black is */
export function writingIn(
  { added, missing }: Rest,
  contrast: number,
  density: number,
  use: Uint8Array,
): readonly Region[] {
  const strokes = (picture: Grey, { level, high, strong }: Levels, kind: Region['kind']) =>
    findBlots(picture, { level: level * contrast, high: high * contrast }, Math.round(gap * density))
      .filter((blot) => looksLikeWriting(blot, strong, density))
      .map((blot) => ({ ...placeOfBlot(blot, density), kind }));
  const faint = levels.faint.level * contrast;
  const within = withoutEdgeOfPaper(added, faint, density, use);
  const found = [
    ...strokes(within, levels.added, 'added'),
    // Without tone nothing gets darker: where nothing is dark enough, no tone needs to be known.
    ...(isAnyOver(within, faint) ? strokes(withoutTone(within, density), levels.faint, 'added') : []),
    ...strokes(missing, levels.missing, 'missing'),
  ];
  giveBack(within);
  return found;
}

/**
 * Takes off what begins at the page's end or where the picture ends: the table under the page, and the shadow along its edge. What reaches
 * deeper stays.
 */
function withoutEdgeOfPaper(added: Grey, least: number, density: number, use: Uint8Array): Grey {
  const { width, height } = added;
  const out = blankGrey(width, height);
  out.data.set(added.data);
  const near = Math.round(ofEdge.near * density);
  const deep = Math.round(ofEdge.deep * density);
  const inwards = (first: number, step: number, length: number) => {
    let at = 0;
    while (at < length && use[first + at * step] === 0) at++;
    let end = at;
    for (let index = at; index < Math.min(length, at + near + deep); index++)
      if ((added.data[first + index * step] ?? 0) > least) {
        if (index > end + near) break;
        end = index + 1;
      }
    if (end - at > deep) return;
    for (let index = at; index < end; index++) out.data[first + index * step] = 0;
  };
  for (let y = 0; y < height; y++) {
    inwards(y * width, 1, width);
    inwards((y + 1) * width - 1, -1, width);
  }
  for (let x = 0; x < width; x++) {
    inwards(x, width, height);
    inwards((height - 1) * width + x, -width, height);
  }
  return out;
}

function looksLikeWriting(blot: Blot, leastStrong: number, density: number): boolean {
  const { left, right, top, bottom, area, strong } = blot;
  const [w, h] = [(right - left) / density, (bottom - top) / density];
  if (Math.max(w, h) > streak.long && Math.min(w, h) < streak.wide) return false;
  const [much, dark] = [area / density ** 2, strong / density ** 2];
  return much >= writing.area && dark >= leastStrong && Math.max(w, h) >= writing.extent;
}

function isAnyOver({ data }: Grey, level: number): boolean {
  for (let at = 0; at < data.length; at++) if ((data[at] ?? 0) > level) return true;
  return false;
}

function withoutTone(added: Grey, density: number): Grey {
  const some = blankGrey(added.width, added.height);
  for (let at = 0; at < some.data.length; at++) {
    const value = added.data[at] ?? 0;
    some.data[at] = value > 0 ? value : 0;
  }
  const wide = blurGrey(some, tone * density);
  for (let at = 0; at < some.data.length; at++) some.data[at] = (some.data[at] ?? 0) - (wide.data[at] ?? 0);
  giveBack(wide);
  return some;
}
