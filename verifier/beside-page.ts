import { median, placedInPlace } from './compare/median.ts';
import { shrinkGrey } from './image/grey.ts';
import type { Grey, Point } from './image/grey.ts';
import { applyHomography, fitHomography } from './image/homography.ts';
import type { PageMap } from './image/warp.ts';

/** What a picture shows besides the one page that was judged. */
export interface BesidePage {
  /** The whole picture, small: light from 0 to 1. */
  readonly picture: Grey;
  /** Where in it something stands that looks like another page, pixels. */
  readonly area: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** As the page lies upright. */
  readonly side: 'left' | 'right' | 'above' | 'below';
}

/** Pixels per mm at which a stroke of type is still dark. */
const density = 4;
/** mm: side of the blocks in which writing is looked for. */
const blockMm = 6;
/** mm: paper bends, and throws a shadow; so near the page's edge nothing is looked for. */
const nearPage = 6;
/** Less light than this share of the page's own paper is a table's, not paper's. */
const leastPaper = 0.5;
/** Share of its paper's light that a stroke takes away, and that bare paper may miss. */
const strokeContrast = 0.25;
const paperContrast = 0.1;
/** Share of a block that strokes fill. */
const strokes = { least: 0.03, most: 0.6 } as const;
/** How often, per mm, a line meets a stroke: along and across. The edge of a thing does so one way only. */
const leastEdges = 0.25;
/** Blocks that touch: some letters. One alone is a speck, a pen's clip. */
const leastBlocks = 4;
/** Share of the picture's surface: a smaller page is not what somebody would look at. */
const leastCoverage = 0.25;
/** One in so many of the page's own blocks tells how bright its paper is. */
const sampled = 7;
/** Pixels of the picture that is shown of it. */
const shownSide = 1400;

/**
 * Looks at what lies around the page: a table may, something that looks like writing may not, because whoever looks at the picture
 * could take that for the page that was judged. Of a page that is small in the picture, all the rest counts.
 * @param map from the page to the scan
 * @returns null when the page is alone
 */
export function besidePage(scan: Grey, map: PageMap): BesidePage | null {
  const corners = [0, 70, 140, 210].flatMap((x) => [0, 99, 198, 297].map((y) => ({ x, y })));
  const matches = corners.map((page) => ({ page, scan: map(page) }));
  const toPage = fitHomography(matches.map(({ page, scan: at }) => ({ page: at, scan: page })));
  if (toPage === null) return null;
  const surface = surfaceOf([
    map({ x: 0, y: 0 }),
    map({ x: 210, y: 0 }),
    map({ x: 210, y: 297 }),
    map({ x: 0, y: 297 }),
  ]);
  const pixelsPerMm = Math.sqrt(surface / (210 * 297));
  const factor = Math.max(1, Math.floor(pixelsPerMm / density));
  const small = factor === 1 ? scan : shrinkGrey(scan, factor);
  const side = Math.max(4, Math.round((blockMm * pixelsPerMm) / factor));
  const places = placesOf(small, side);
  const onPage = ({ x, y }: Point) =>
    applyHomography(toPage, { x: (x + 0.5) * side * factor, y: (y + 0.5) * side * factor });
  const inside = places.filter((at, index) => index % sampled === 0 && !isOutside(onPage(at), -nearPage));
  const paper = median(inside.map((at) => paperOf(lightAt(small, at, side))));
  const written = places
    .filter((at) => isOutside(onPage(at), nearPage))
    .map((at) => blockAt(small, at, side))
    .filter((block) => block.paper >= leastPaper * paper && isWriting(block, side));
  const group = largestGroup(written);
  const tiny = surface < leastCoverage * scan.width * scan.height;
  const around = tiny ? places.filter((at) => isOutside(onPage(at), 0)) : [];
  const found = group.length >= leastBlocks ? group : around;
  if (found.length === 0) return null;
  return { ...shownWith(small, found, side), side: sideOf(found.map(onPage)) };
}

interface Block extends Point {
  /** Light of its brighter part. */
  readonly paper: number;
  /** Share of it that is darker than this by a stroke's contrast. */
  readonly dark: number;
  /** How often that changes along its rows and along its columns, per pixel. */
  readonly along: number;
  readonly across: number;
}

function placesOf(picture: Grey, side: number): readonly Point[] {
  const [columns, rows] = [Math.floor(picture.width / side), Math.floor(picture.height / side)];
  return Array.from({ length: columns * rows }, (_, index) => ({
    ...{ x: index % columns, y: Math.floor(index / columns) },
  }));
}

/** The light of a block, row by row. @param at its column and row */
function lightAt({ width, data }: Grey, { x: column, y: row }: Point, side: number): Float64Array {
  const light = new Float64Array(side * side);
  for (let y = 0; y < side; y++) {
    const from = (row * side + y) * width + column * side;
    light.set(data.subarray(from, from + side), y * side);
  }
  return light;
}

function paperOf(light: Float64Array): number {
  return placedInPlace(light.slice(), Math.floor(light.length * 0.8));
}

/** @param at column and row of the block */
function blockAt(picture: Grey, at: Point, side: number): Block {
  const light = lightAt(picture, at, side);
  const paper = paperOf(light);
  let dark = 0;
  for (const value of light) if (value < paper * (1 - strokeContrast)) dark++;
  const n = light.length;
  const [along, across] = [edges(light, side, 1, paper) / n, edges(light, side, side, paper) / n];
  return { x: at.x, y: at.y, paper, dark: dark / n, along, across };
}

/** How often lines through a block go from paper to stroke or back: what lies between the two levels, as noise does, decides nothing. */
function edges(light: Float64Array, side: number, step: number, paper: number): number {
  const [low, high] = [paper * (1 - strokeContrast), paper * (1 - paperContrast)];
  const next = step === 1 ? side : 1;
  let count = 0;
  for (let line = 0; line < side; line++) {
    let onPaper: boolean | null = null;
    for (let at = 0; at < side; at++) {
      const value = light[line * next + at * step] ?? 0;
      const now: boolean | null = value < low ? false : value > high ? true : onPaper;
      if (onPaper !== null && now !== onPaper) count++;
      onPaper = now;
    }
  }
  return count;
}

function isWriting({ dark, along, across }: Block, side: number): boolean {
  const perPixel = (leastEdges * blockMm) / side;
  return dark >= strokes.least && dark <= strokes.most && along >= perPixel && across >= perPixel;
}

function isOutside({ x, y }: Point, by: number): boolean {
  return x < -by || x > 210 + by || y < -by || y > 297 + by;
}

/** The most blocks that touch each other, or lie one apart. */
function largestGroup(blocks: readonly Block[]): readonly Block[] {
  const place = (x: number, y: number) => `${x} ${y}`;
  const left = new Map(blocks.map((block) => [place(block.x, block.y), block]));
  let largest: readonly Block[] = [];
  for (const [start, block] of left) {
    const group = [block];
    left.delete(start);
    for (const { x, y } of group)
      for (let row = y - 2; row <= y + 2; row++)
        for (let column = x - 2; column <= x + 2; column++) {
          const other = left.get(place(column, row));
          if (other === undefined) continue;
          left.delete(place(column, row));
          group.push(other);
        }
    if (group.length > largest.length) largest = group;
  }
  return largest;
}

function surfaceOf(corners: readonly Point[]): number {
  return Math.abs(
    corners.reduce((sum, { x, y }, index) => {
      const next = corners[(index + 1) % corners.length] ?? { x, y };
      return sum + x * next.y - next.x * y;
    }, 0) / 2,
  );
}

function sideOf(places: readonly Point[]): BesidePage['side'] {
  const x = places.reduce((sum, place) => sum + place.x, 0) / places.length - 105;
  const y = places.reduce((sum, place) => sum + place.y, 0) / places.length - 148.5;
  if (Math.abs(x) / 210 > Math.abs(y) / 297) return x < 0 ? 'left' : 'right';
  return y < 0 ? 'above' : 'below';
}

function shownWith(
  picture: Grey,
  found: readonly Point[],
  side: number,
): Pick<BesidePage, 'picture' | 'area'> {
  const factor = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / shownSide));
  const shown = factor === 1 ? picture : shrinkGrey(picture, factor);
  const [x, y] = [Math.min(...found.map((at) => at.x)), Math.min(...found.map((at) => at.y))];
  const [right, bottom] = [
    Math.max(...found.map((at) => at.x)) + 1,
    Math.max(...found.map((at) => at.y)) + 1,
  ];
  const scale = side / factor;
  return {
    picture: shown,
    area: { x: x * scale, y: y * scale, w: (right - x) * scale, h: (bottom - y) * scale },
  };
}
