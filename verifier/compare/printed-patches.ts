import type { Grey } from '../image/grey.ts';
import { findBlots } from './blots.ts';
import type { Blot } from './blots.ts';
import { median } from './median.ts';

/** Darker than this share of black is a patch; less is the light of a lamp. */
const level = 0.1;
/** mm²: a letter whose strokes are wider than those of writing is larger. */
const leastArea = 8;
/** mm within which a printed edge falls from nearly the patch's own darkness to nearly none. */
const edgeWidth = 0.5;
const edge = { from: 0.65, to: 0.35 } as const;
/** Share of a patch's outline that is so sharp where somebody printed or stuck it on. A stain dries to one sharp edge, and fades to the other. */
const leastSharp = 0.72;

/** Patches of tone in a picture: what was put there with sharp edges all round, and what was spilt, folded or shaded. */
export interface Patches {
  readonly printed: readonly Blot[];
  readonly stains: readonly Blot[];
}

/**
 * Tells large letters and bars in grey, and pieces of tinted paper, from stains: both are wider than any stroke of writing.
 * @param tone what darkens the page beyond its model
 * @param density pixels per mm
 */
export function patchesIn(tone: Grey, density: number): Patches {
  const printed: Blot[] = [];
  const stains: Blot[] = [];
  for (const blot of findBlots(tone, { level, high: level }, 1)) {
    if (blot.area < leastArea * density * density) continue;
    (isSharp(tone, blot, Math.max(1, Math.round(edgeWidth * density))) ? printed : stains).push(blot);
  }
  return { printed, stains };
}

function isSharp({ width, height, data }: Grey, { left, right, top, bottom }: Blot, reach: number): boolean {
  const inside: number[] = [];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const value = data[y * width + x] ?? 0;
      if (value > level) inside.push(value);
    }
  const own = median(inside);
  let [outline, sharp] = [0, 0];
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? own : (data[y * width + x] ?? 0);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (at(x, y) < own / 2) continue;
      for (const [dx, dy] of ways) {
        if (at(x + dx, y + dy) >= own / 2) continue;
        outline++;
        const [inner, outer] = [
          at(x - dx * (reach - 1), y - dy * (reach - 1)),
          at(x + dx * reach, y + dy * reach),
        ];
        if (inner > edge.from * own && outer < edge.to * own) sharp++;
      }
    }
  return outline > 0 && sharp >= leastSharp * outline;
}

const ways = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
