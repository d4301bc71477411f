import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { InkDrawer, PageInk, SetGlyph } from '../draw/page-ink.ts';
import { giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { inkOfLight } from '../image/light.ts';
import type { NearestGlyphs } from '../lookalikes/nearest-glyphs.ts';
import type { PlaceOnPage } from '../../printing/paper/place.ts';
import type { Picture } from '../file/picture.ts';
import type { PageArea, PageMap } from '../image/warp.ts';
import { codesWrittenOver } from './code-modules.ts';
import { strangeColours } from './colour.ts';
import { patchesIn } from './printed-patches.ts';
import { findBlots, placeOfBlot } from './blots.ts';
import { cellOf } from './cell-fit.ts';
import type { Cell } from './cell-fit.ts';
import { fitCell } from './fitted-cell.ts';
import type { FittedCell } from './fitted-cell.ts';
import { hasSpot, judgeCells } from './judge-cells.ts';
import { median } from './median.ts';
import { edgeBand, explainCell, restOfPage, writingIn } from './page-rest.ts';
import { withoutStains, withoutStreaks } from './paper.ts';
import type { Cleaned } from './paper.ts';
import { showsTwoTones } from './two-tones.ts';
import { mergeRegions } from './region.ts';
import type { Region } from './region.ts';
import { fitResponse } from './response.ts';
import type { Response } from './response.ts';
import { rulesOf } from './rules.ts';

/** What the comparison is made of. */
export interface PageToCompare {
  readonly drawer: InkDrawer;
  readonly nearest: NearestGlyphs;
  readonly drawing: PageDrawing;
  /** The drawing as ink, `density` pixels per mm. */
  readonly truth: PageInk;
  readonly density: number;
  /** Light of the scan as it lies on the page; below 0 where the scan does not reach. */
  readonly seen: Grey;
  /** Pixels per mm of the scan itself. */
  readonly scanDensity: number;
  /** Whether the picture, before it was laid on the page, held nothing between black and white. */
  readonly isBlackAndWhite: boolean;
  /** The scan in its colours, and how the page lies in it; null: it has none. */
  readonly colours: { readonly picture: Picture; readonly map: PageMap } | null;
  /** Places that nobody speaks for, mm. */
  readonly skipped: readonly PageArea[];
  /** Places that bear a code of the drawing, mm. */
  readonly codes: readonly PlaceOnPage[];
}

/** A character of the true page and its place, mm. */
export interface UntoldCharacter extends PageArea {
  readonly character: string;
}

export interface Comparison {
  /** Where the scan shows something else than the true page. */
  readonly regions: readonly Region[];
  /**
   * Whether every difference may be the scan's own: black and white alone, so coarse that strokes are moved by half a pixel and more, or
   * so pale that vermilion became paper.
   */
  readonly doubtful: boolean;
  /** Characters of which the scan does not tell whether they, or others that look much like them, stand there. */
  readonly untold: readonly UntoldCharacter[];
  /** Where a stain, a shadow or a fold lies over the page, mm: what is there was compared as if it were not. */
  readonly stains: readonly PageArea[];
  /** Characters that are their own, with a small spot or gap in them or beside them that only a person can judge, mm. */
  readonly spots: readonly PageArea[];
  /** Margins of the page that the picture does not show, mm. */
  readonly unseenEdges: readonly PageArea[];
  /** Whether the scan has colours, so that strange ones were looked for: something added in a pale one is paper to a grey eye. */
  readonly inColour: boolean;
  /** Share of the page's characters that the scan shows whole. */
  readonly shown: number;
  /** Share of its ink that the usual character does not explain: 0 to 0.3 on a page that lies well, 1 and more on a wrong one. */
  readonly unexplained: number;
  /** Energy of the usual character's strokes, of full contrast: 0.006 at 150 dpi, 0.03 in a sharp scan. */
  readonly sharpness: number;
}

/** mm: side of a block whose brighter part is taken for bare paper. */
const paperBlock = 8;
/** mm: smaller type is there against copiers, and no scan shows its strokes. */
const leastType = 2.2;
/** mm: type of which a scan shows a grey line, and what is left out above and below it. */
const leastFineType = 1;
const aroundFine = 0.25;
/**
 * Pixels per mm: a scan in black and white that is coarser (170 dpi) moves strokes by as much as their width, and tells nothing; up to the
 * second one (254 dpi) the dots into which it makes the ground may lie together like strokes.
 */
const coarse = { tellsNothing: 6.7, makesStrokes: 10 } as const;
/** mm around the end of the page, or of the picture, in which that end itself is seen. */
const aroundEnd = 1.5;
/** A character that is as dark as it should be stands there, if not quite so: nothing took its place. */
const gainInPlace = 0.85;
/** mm: no stroke of writing is so thin. */
const sliver = 0.15;
/** A receiver looks at so many spots. */
const mostSpots = 12;
/** Share of a margin that may lie outside the picture. */
const mostMissing = 0.1;
/** Vermilion weaker than this share of black is not there. */
const leastVermilion = 0.12;

/** Compares a scan with the true page: where does it show something else? */
export function comparePage(page: PageToCompare): Comparison {
  const { drawer, nearest, drawing, truth, density, seen } = page;
  const use = usable(page);
  const stained = inkOfLight(seen, Math.round(paperBlock * density));
  const response = fitResponse(truth, stained, use);
  const clean = withoutStains(stained, response.model, density);
  giveBack(stained);
  const patches = patchesIn(
    withoutCodes(withinPicture(clean, seen), page.codes, clean.density),
    clean.density,
  );
  const ink = withoutStreaks(clean.ink, response.model, use, density);
  giveBack(clean.ink);
  const rest = restOfPage(ink, response, density, use, rulesOf(drawing, ink, density));
  const tools = { drawer, nearest, response, ink, density };

  const fitted: FittedCell[] = [];
  let unseen = 0;
  for (const glyph of glyphsOf(drawing, drawer)) {
    const cell = cellOf(glyph, drawer.unitsPerEm, density);
    const state = usability(cell, use, seen);
    if (state === 'unseen') unseen++;
    const fit = state === 'whole' ? fitCell(tools, glyph, cell) : null;
    if (fit !== null) fitted.push(fit);
  }
  const regions: Region[] = [];
  const doubtful: Region[] = [];
  const untold: UntoldCharacter[] = [];
  const spots: PageArea[] = [];
  const inTwoTones = page.isBlackAndWhite || showsTwoTones(response);
  // What only looks so, a picture of high contrast, still tells most.
  const isCoarse = inTwoTones && page.scanDensity < coarse.tellsNothing;
  const isTooCoarse = page.isBlackAndWhite && isCoarse;
  const makesStrokes = inTwoTones && page.scanDensity < coarse.makesStrokes;
  for (const [index, kind] of judgeCells(tools, fitted, inTwoTones).entries()) {
    const each = fitted[index];
    if (each === undefined) continue;
    if (kind === null || kind === 'untold') explainCell(rest, each.cell, each.fit);
    if (kind === 'untold') untold.push({ ...placeOf(each.cell, density), character: each.glyph.character });
    else if (kind !== null) {
      const inPlace = isCoarse && kind === 'changed' && each.fit.gain > gainInPlace;
      (inPlace ? doubtful : regions).push(regionOf(each.cell, kind, density));
    } else if (!inTwoTones && hasSpot(tools, each)) spots.push(placeOf(each.cell, density));
  }
  const written = writingIn(rest, response.contrast, density, use);
  // A threshold that follows the paper's tone draws slivers where the ground ends.
  const isSliver = ({ w, h }: Region): boolean => inTwoTones && Math.min(w, h) < sliver;
  (makesStrokes ? doubtful : regions).push(...written.filter((region) => !isSliver(region)));
  if (!inTwoTones)
    regions.push(
      ...patches.printed.map((patch) => ({ ...placeOfBlot(patch, clean.density), kind: 'added' as const })),
    );
  (makesStrokes ? doubtful : regions).push(...codesWrittenOver(ink, response, page.codes, density));
  const { colours } = page;
  const strange = colours === null ? null : strangeColours(colours.picture, colours.map, truth, use);
  regions.push(...(strange ?? []));
  (inTwoTones ? doubtful : regions).push(...missingSeals(page, response));
  giveBack(ink, rest.added, rest.missing, response.spreadInk, response.model);
  return {
    regions: mergeRegions([...regions, ...doubtful]),
    doubtful: isTooCoarse || (regions.length === 0 && doubtful.length > 0),
    untold,
    stains: patches.stains.map((patch) => placeOfBlot(patch, clean.density)),
    // Where nearly every character has one it is the scan's doing, and nobody could look at them all.
    spots: spots.length <= mostSpots ? spots : [],
    unseenEdges: edgesOf(seen.width / density, seen.height / density).filter((area) => !isSeen(area, page)),
    inColour: strange !== null,
    shown: fitted.length / Math.max(1, fitted.length + unseen),
    unexplained: median(fitted.map(({ fit }) => fit.wholeRest / fit.energy)),
    sharpness: median(fitted.map(({ sharpness }) => sharpness)),
  };
}

/**
 * 1 where the true page speaks and the scan shows it, 0 where the scan does not reach, 2 where nobody speaks (or a code stands, which is
 * compared by itself), 3 where type is so fine that it is only grey, 4 along the edge, where only what was added can be seen.
 */
function usable({ drawing, seen, skipped, codes, density }: PageToCompare): Uint8Array {
  const use = new Uint8Array(seen.data.length);
  for (let at = 0; at < use.length; at++) use[at] = (seen.data[at] ?? 0) < 0 ? 0 : 1;
  const fill = ({ x, y, w, h }: PageArea, how: 2 | 3 | 4) => {
    const right = Math.min(seen.width, Math.ceil((x + w) * density));
    const bottom = Math.min(seen.height, Math.ceil((y + h) * density));
    for (let row = Math.max(0, Math.floor(y * density)); row < bottom; row++)
      for (
        let at = row * seen.width + Math.max(0, Math.floor(x * density));
        at < row * seen.width + right;
        at++
      )
        if (use[at] !== 0) use[at] = how;
  };
  for (const area of edgesOf(drawing.widthMm, drawing.heightMm)) fill(area, 4);
  for (const area of fineLinesOf(drawing)) fill(area, 3);
  for (const area of [...skipped, ...codes]) fill(area, 2);
  return use;
}

/** Lines of type so small that every scanner makes another grey of it; there is no room in them to write anything. */
function fineLinesOf({ ops }: PageDrawing): readonly PageArea[] {
  return ops.flatMap((op) =>
    op.op === 'text' && op.size < leastFineType
      ? [{ x: edgeBand, y: op.y - op.size - aroundFine, w: 210 - 2 * edgeBand, h: op.size + 2 * aroundFine }]
      : [],
  );
}

function usability(cell: Cell, use: Uint8Array, { width, height }: Grey): 'whole' | 'unseen' | 'skipped' {
  let state: 'whole' | 'unseen' = 'whole';
  for (let y = cell.top; y < cell.top + cell.height; y++)
    for (let x = cell.left; x < cell.left + cell.width; x++) {
      if (x < 0 || y < 0 || x >= width || y >= height) return 'unseen';
      const value = use[y * width + x];
      if (value === 2) return 'skipped';
      if (value === 0) state = 'unseen';
    }
  return state;
}

function glyphsOf(drawing: PageDrawing, drawer: InkDrawer): readonly SetGlyph[] {
  return drawing.ops
    .filter((op): op is Extract<DrawOp, { op: 'text' }> => op.op === 'text' && op.size >= leastType)
    .flatMap((op) => drawer.glyphs(op))
    .filter(({ glyph }) => glyph.path.commands.length > 0);
}

function regionOf(cell: Cell, kind: Region['kind'], density: number): Region {
  return { ...placeOf(cell, density), kind };
}

/** The stains of a page, without what only its end in the picture looks like. */
function withinPicture({ stains, density }: Cleaned, seen: Grey): Grey {
  const out = { ...stains, data: Float32Array.from(stains.data) };
  const shrink = Math.round(seen.width / stains.width);
  const near = Math.round(aroundEnd * density);
  for (let y = 0; y < stains.height; y++)
    for (let x = 0; x < stains.width; x++) {
      const isEnd = x === 0 || y === 0 || x === stains.width - 1 || y === stains.height - 1;
      if (!isEnd && (seen.data[y * shrink * seen.width + x * shrink] ?? 0) >= 0) continue;
      for (let py = Math.max(0, y - near); py <= Math.min(stains.height - 1, y + near); py++)
        out.data.fill(
          0,
          py * stains.width + Math.max(0, x - near),
          py * stains.width + Math.min(stains.width, x + near + 1),
        );
    }
  return out;
}

/** The stains of a page but over its codes: those are compared module by module, and are no measure of tone. */
function withoutCodes(stains: Grey, codes: readonly PlaceOnPage[], density: number): Grey {
  for (const { x, y, w, h } of codes)
    for (
      let row = Math.round(y * density);
      row < Math.min(stains.height, Math.round((y + h) * density));
      row++
    ) {
      const first = row * stains.width;
      stains.data.fill(0, first + Math.round(x * density), first + Math.round((x + w) * density));
    }
  return stains;
}

/** mm: the margin along each side in which nothing is printed. */
function edgesOf(width: number, height: number): readonly PageArea[] {
  return [
    { x: 0, y: 0, w: width, h: edgeBand },
    { x: 0, y: height - edgeBand, w: width, h: edgeBand },
    { x: 0, y: 0, w: edgeBand, h: height },
    { x: width - edgeBand, y: 0, w: edgeBand, h: height },
  ];
}

/** Whether the scan shows an area but for a sliver. */
function isSeen({ x, y, w, h }: PageArea, { seen, density }: PageToCompare): boolean {
  let [missing, all] = [0, 0];
  for (let row = Math.floor(y * density); row < Math.min(seen.height, (y + h) * density); row += 2)
    for (
      let column = Math.floor(x * density);
      column < Math.min(seen.width, (x + w) * density);
      column += 2
    ) {
      all++;
      if ((seen.data[row * seen.width + column] ?? -1) < 0) missing++;
    }
  return missing < mostMissing * all;
}

function placeOf({ left, top, width, height }: Cell, density: number): PageArea {
  return { x: left / density, y: top / density, w: width / density, h: height / density };
}

/** A seal that the scan does not show at all leaves its model without weight: then nothing else would miss it. */
function missingSeals({ drawing, truth, density }: PageToCompare, response: Response): readonly Region[] {
  const drawn = drawing.ops.some((op) => op.op === 'path' && op.color === 'vermilion');
  if (!drawn || response.vermilion > leastVermilion * response.contrast) return [];
  const seals = findBlots(truth.vermilion, { level: 0.5, high: 0.5 }, Math.round(3 * density));
  return seals.map((seal) => ({ ...placeOfBlot(seal, density), kind: 'missing' }));
}
