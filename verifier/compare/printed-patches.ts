import type { Grey } from '../image/grey.ts';
import { leastSquares } from '../image/linear-system.ts';
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
 * The ring of a cup: its radius, mm; how near to it (share of it) lies nearly all of it, but for specks; and through how many of 36 directions it
 * goes at least, where the edge of the page cuts it. A narrow one dries to two sharp edges.
 */
const cup = { least: 25, most: 55, near: 0.2, nearlyAll: 0.9, directions: 18 } as const;

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

/** Whether a patch is a ring of a cup's size, or most of one: no letter is so large and round, and nothing is written with it. */
function isCupsRing({ width, data }: Grey, { left, right, top, bottom }: Blot, density: number): boolean {
  const circle = leastSquares(3);
  const row = new Float64Array(3);
  eachPixel((x, y) => {
    row.set([2 * x, 2 * y, 1]);
    circle.add(row, x * x + y * y);
  });
  const [middleX = 0, middleY = 0, rest = 0] = circle.solve(1e-9) ?? [];
  const radius = Math.sqrt(Math.max(0, rest + middleX ** 2 + middleY ** 2));
  if (radius < cup.least * density || radius > cup.most * density) return false;
  let [near, all] = [0, 0];
  const directions = new Set<number>();
  eachPixel((x, y) => {
    all++;
    if (Math.abs(Math.hypot(x - middleX, y - middleY) - radius) > cup.near * radius) return;
    near++;
    directions.add(Math.floor((18 * Math.atan2(y - middleY, x - middleX)) / Math.PI));
  });
  return near >= cup.nearlyAll * all && directions.size >= cup.directions;

  /** Of the patch, from its own corner. */
  function eachPixel(see: (x: number, y: number) => void): void {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) if ((data[y * width + x] ?? 0) > level) see(x - left, y - top);
  }
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
