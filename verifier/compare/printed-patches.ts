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
/**
 * A cup's ring is so wide (mm) and round (the shorter side's share of the longer), and so much of its radius is free of it, but for
 * specks (share of its area): a narrow one dries to two sharp edges.
 */
const cup = { least: 50, most: 110, round: 0.85, free: 0.8, mostWithin: 0.1 } as const;

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
    const isPrinted =
      !isCupsRing(tone, blot, density) && isSharp(tone, blot, Math.max(1, Math.round(edgeWidth * density)));
    (isPrinted ? printed : stains).push(blot);
  }
  return { printed, stains };
}

/** Whether a patch is a ring of a cup's size, which no letter has and nothing is written with. */
function isCupsRing(
  { width, data }: Grey,
  { left, right, top, bottom, area }: Blot,
  density: number,
): boolean {
  const [w, h] = [right - left, bottom - top];
  const [shorter, longer] = [Math.min(w, h), Math.max(w, h)];
  if (shorter < cup.least * density || longer > cup.most * density || shorter < cup.round * longer)
    return false;
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  let within = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const isWithin = Math.hypot(x - middleX, y - middleY) < (cup.free * shorter) / 2;
      if (isWithin && (data[y * width + x] ?? 0) > level) within++;
    }
  return within < cup.mostWithin * area;
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
