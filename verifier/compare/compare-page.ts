import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { InkDrawer, PageInk, SetGlyph } from '../draw/page-ink.ts';
import { blurGrey, emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { growGrey } from '../image/morphology.ts';
import type { PageArea } from '../image/warp.ts';
import { findBlots } from './blots.ts';
import { cellOf, fitGlyph, ownInCell, spreadGlyph, viewCell } from './cell-fit.ts';
import type { Cell, CellFit } from './cell-fit.ts';
import { lookalikesOf } from './lookalikes.ts';
import { inkOnPaper } from './paper.ts';
import { mergeRegions } from './region.ts';
import type { Region } from './region.ts';
import { strokeShare } from './stroke-share.ts';
import { fitResponse } from './response.ts';
import type { Response } from './response.ts';

/** What the comparison is made of. */
export interface PageToCompare {
  readonly drawer: InkDrawer;
  readonly drawing: PageDrawing;
  /** The drawing as ink, `density` pixels per mm. */
  readonly truth: PageInk;
  readonly density: number;
  /** Light of the scan as it lies on the page; below 0 where the scan does not reach. */
  readonly seen: Grey;
  /** Places that nobody speaks for (and the codes, which were read), mm. */
  readonly skipped: readonly PageArea[];
}

export interface Comparison {
  readonly regions: readonly Region[];
  /** Share of the page's characters that the scan shows whole. */
  readonly shown: number;
}

/** mm: smaller type is there against copiers, and no scan shows its strokes. */
const leastType = 2.2;
/** From so many changed characters on nobody needs to hear of a 3 that may be an 8: it is another page. */
const manyChanged = 40;
/** Up to this share of unexplained ink nobody has to be asked whether another character fits better. */
const clearlyRight = 0.05;
/** A lookalike must leave no more than this share of what the true character leaves. */
const clearlyBetter = 0.7;
/** Share of the character's ink energy that another one must explain better: below, it is noise. */
const leastGained = 0.06;
/** Share of solid ink that counts as ink there, or as missing. */
const level = 0.42;
/** And at least so much, whatever the contrast: a streak of a worn drum is fainter. */
const leastLevel = 0.3;
/** mm²: specks and dropouts of toner are smaller, a character that was changed leaves more, missing and added together. */
const changedArea = 0.45;
/** Share of a character's energy that is unexplained when another one stands there. */
const changedShare = 0.3;
/** Above this share something else stands there, however faint or blurred. */
const surelyChanged = 0.55;
/** Energy of a character's ink for each pixel of its cell, below which a speck beside it would be most of it: 。 and ・ */
const leastEnergy = 0.02;
/** A character printed fainter than this, against the page around it, is not there. */
const leastGain = 0.45;
/** mm² and mm: a blot that is a stroke of writing, and no speck. `strong` is over the level, `area` with its fainter rest. */
const writing = { area: 0.45, strong: 0.1, extent: 1.4 } as const;
/** Share of the level over which a stroke's fainter rest still belongs to it: thin strokes are grey to a camera. */
const faint = 0.65;
/** mm: how far ink may lie off before it counts, where no character's own fit said where it lies. */
const slack = 0.25;
/** mm: nothing is printed so near the edge, and what is seen there may be what the page lies on. */
const edge = 6;
/** Vermilion weaker than this share of black is not there. */
const leastVermilion = 0.12;

/** Compares a scan with the true page: where does it show something else? */
export function comparePage(page: PageToCompare): Comparison {
  const { drawer, drawing, truth, density, seen } = page;
  const use = usable(page);
  const ink = inkOnPaper(seen, density);
  const response = fitResponse(truth, ink, use);
  const threshold = Math.max(leastLevel, level * response.contrast);
  const rest = restOfPage(ink, response.model, Math.round(slack * density), use);

  const regions: Region[] = [];
  let cells = 0;
  let whole = 0;
  for (const glyph of glyphsOf(drawing, drawer)) {
    const cell = cellOf(glyph, drawer.unitsPerEm, density);
    const state = usability(cell, use, seen);
    if (state === 'skipped') continue;
    cells++;
    if (state === 'unseen') continue;
    whole++;
    const closely = regions.length < manyChanged;
    const kind = judgeCell(page, response, ink, glyph, cell, threshold, rest, closely);
    if (kind !== null) regions.push(regionOf(cell, kind, density));
  }
  regions.push(...blotRegions(rest.added, threshold, density, 'added'));
  regions.push(...blotRegions(rest.missing, threshold, density, 'missing'));
  regions.push(...missingSeals(page, response));
  return { regions: mergeRegions(regions), shown: cells === 0 ? 1 : whole / cells };
}

/** 1 where the true page speaks and the scan shows it. */
function usable({ seen, skipped, density }: PageToCompare): Uint8Array {
  const use = new Uint8Array(seen.data.length);
  for (let at = 0; at < use.length; at++) use[at] = (seen.data[at] ?? -1) < 0 ? 0 : 1;
  const border = [
    { x: 0, y: 0, w: 210, h: edge },
    { x: 0, y: 297 - edge, w: 210, h: edge },
    { x: 0, y: 0, w: edge, h: 297 },
    { x: 210 - edge, y: 0, w: edge, h: 297 },
  ];
  for (const { x, y, w, h } of [...border, ...skipped]) {
    const right = Math.min(seen.width, Math.ceil((x + w) * density));
    const bottom = Math.min(seen.height, Math.ceil((y + h) * density));
    for (let row = Math.max(0, Math.floor(y * density)); row < bottom; row++)
      use.fill(2, row * seen.width + Math.max(0, Math.floor(x * density)), row * seen.width + right);
  }
  return use;
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

interface Rest {
  readonly added: Grey;
  readonly missing: Grey;
}

/** What the model does not explain, ink and lack of ink; a thin line that lies a little off is neither. */
function restOfPage(ink: Grey, model: Grey, slackPixels: number, use: Uint8Array): Rest {
  const calmInk = blurGrey(ink, 0.7);
  const calmModel = blurGrey(model, 0.7);
  const most = { ink: growGrey(calmInk, slackPixels), model: growGrey(calmModel, slackPixels) };
  const added = emptyGrey(ink.width, ink.height);
  const missing = emptyGrey(ink.width, ink.height);
  for (let at = 0; at < ink.data.length; at++) {
    if (use[at] !== 1) continue;
    added.data[at] = (calmInk.data[at] ?? 0) - (most.model.data[at] ?? 0);
    missing.data[at] = (calmModel.data[at] ?? 0) - (most.ink.data[at] ?? 0);
  }
  return { added, missing };
}

/** Judges one character. Where it fits, what its own fit leaves takes the place of the page's in `rest`. */
function judgeCell(
  { drawer, density }: PageToCompare,
  response: Response,
  ink: Grey,
  glyph: SetGlyph,
  cell: Cell,
  threshold: number,
  rest: Rest,
  closely: boolean,
): Region['kind'] | null {
  const own = spreadGlyph(drawer, response, glyph, cell, density);
  const view = viewCell(response, ink, own, cell);
  const fit = fitGlyph(own, view, 1, clearlyRight);
  if (fit.energy === 0) return null;
  const least = leastEnergy * response.contrast ** 2 * cell.width * cell.height;
  const share = fit.rest / Math.max(fit.energy, least);
  const strokes = strokeShare(fit, ownInCell(own, cell), response.contrast, density);
  (globalThis as any).SH?.push([share, glyph.character, glyph.size, fit.gain, strokes, 1]);
  if (share > clearlyRight && closely) {
    for (const character of lookalikesOf(glyph.character)) {
      const [other] = drawer.glyphs(alone(glyph, character));
      if (other === undefined) continue;
      const better = fitGlyph(spreadGlyph(drawer, response, other, cell, density), view, 2, 0);
      if (better.rest < clearlyBetter * fit.rest && fit.rest - better.rest > leastGained * fit.energy)
        return 'changed';
    }
  }
  if (fit.gain < leastGain) return 'missing';
  const { missing, added } = areas(fit, threshold, density);
  if (share > surelyChanged || (missing + added > changedArea && share > changedShare))
    return added < missing / 4 ? 'missing' : missing < added / 4 ? 'added' : 'changed';
  takePlace(rest, cell, fit);
  return null;
}

function alone({ x, baseline, size, stretch }: SetGlyph, text: string) {
  return { op: 'text', x, y: baseline, size, text, align: 'left', stretch } as const;
}

/** mm² of ink that is missing, and of ink that should not be there. */
function areas(
  { residual }: CellFit,
  threshold: number,
  density: number,
): { missing: number; added: number } {
  const calm = blurGrey(residual, 0.7);
  let [missing, added] = [0, 0];
  for (const value of calm.data) {
    if (value > threshold) added++;
    else if (value < -threshold) missing++;
  }
  const pixel = 1 / (density * density);
  return { missing: missing * pixel, added: added * pixel };
}

function takePlace({ added, missing }: Rest, cell: Cell, { residual }: CellFit): void {
  const calm = blurGrey(residual, 0.7);
  for (let y = 2; y < cell.height - 2; y++)
    for (let x = 2; x < cell.width - 2; x++) {
      const at = (cell.top + y) * added.width + cell.left + x;
      const value = calm.data[y * cell.width + x] ?? 0;
      added.data[at] = Math.min(added.data[at] ?? 0, value);
      missing.data[at] = Math.min(missing.data[at] ?? 0, -value);
    }
}

function regionOf({ left, top, width, height }: Cell, kind: Region['kind'], density: number): Region {
  return { x: left / density, y: top / density, w: width / density, h: height / density, kind };
}

function blotRegions(
  picture: Grey,
  threshold: number,
  density: number,
  kind: 'added' | 'missing',
): readonly Region[] {
  const gap = Math.round(0.4 * density);
  const pixel = 1 / (density * density);
  return findBlots(picture, { level: faint * threshold, high: threshold }, gap)
    .filter(({ left, right, top, bottom, area, strong }) => {
      const extent = Math.max(right - left, bottom - top) / density;
      return area * pixel >= writing.area && strong * pixel >= writing.strong && extent >= writing.extent;
    })
    .map((blot) =>
      regionOf({ ...blot, width: blot.right - blot.left, height: blot.bottom - blot.top }, kind, density),
    );
}

/** A seal that the scan does not show at all leaves its model without weight: then nothing else would miss it. */
function missingSeals({ drawing, truth, density }: PageToCompare, response: Response): readonly Region[] {
  const drawn = drawing.ops.some((op) => op.op === 'path' && op.color === 'vermilion');
  if (!drawn || response.vermilion > leastVermilion * response.contrast) return [];
  const seals = findBlots(truth.vermilion, { level: 0.5, high: 0.5 }, Math.round(3 * density));
  return seals.map(({ left, right, top, bottom }) =>
    regionOf({ left, top, width: right - left, height: bottom - top }, 'missing', density),
  );
}
