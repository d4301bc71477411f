import type { Glyph } from 'fontkit';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { inkInCell, ownInCell, spreadInCell } from './cell-fit.ts';
import type { FitTools, FittedCell } from './fitted-cell.ts';
import { dot, freedomOf, freedomOfParts, without } from './freedom.ts';
import type { Freedom } from './freedom.ts';

/** What a scan says of a cell: that its own glyph stands there, or another. */
export interface Telling {
  readonly other: Glyph;
  /**
   * 0 where the scan shows the page's own glyph, 1 where it shows the other: measured along that in which the two differ, and
   * in nothing else.
   */
  readonly leaning: number;
  /** By how much ink they differ as this scan shows it (root of the sum of squares over pixels): noise is measured against it. */
  readonly difference: number;
}

/** What a scan says of a cell against the glyphs nearest to its own. */
export interface Told {
  readonly tellings: readonly Telling[];
  /** Root of the sum of squares of the glyph's slopes: where its edges are, a scan is least sure. */
  readonly edges: number;
}

/** All that is unexplained cannot lean further towards a glyph that differs by so much: nor towards those that differ by more. */
const farEnough = 0.45;
/** Share of a glyph's contrast that may be missing in another one that is held against it; with more it counts as not there. */
const mostMissing = 0.6;
/** Ink of no effect. */
const least = 1e-3;

/**
 * Holds a cell against other glyphs than its own. What the scan shows more and less than the own glyph is laid along what the other
 * would show more and less: the best that can be done to tell two pictures apart, however little of the glyph that is. Both are taken where
 * the page has them, and not where the own one would fit best: it would move and pale to look like the other.
 * @param others nearest first; it ends at the first two that no scan with so little unexplained could show
 */
export function tellApart(tools: FitTools, cell: FittedCell, others: Iterable<Glyph>): Told {
  const own = laid(cell.shown, cell);
  const freedom = freedomOf(own, cell.view.rest);
  const left = leftBy(own, cell, freedom);
  const most = Math.sqrt(dot(left, left));
  const told: Telling[] = [];
  let far = 0;
  for (const other of others) {
    const whole = differenceOf(tools, cell, other);
    if (isHardlyThere(whole, own)) continue;
    const apart = without(whole, freedom);
    const energy = dot(apart, apart);
    if (energy === 0) continue;
    const difference = Math.sqrt(energy);
    told.push({ other, leaning: dot(left, apart) / energy, difference });
    far = most < farEnough * difference ? far + 1 : 0;
    if (far === 2) break;
  }
  return { tellings: told, edges: freedom.edges };
}

/** Whether another glyph has so little of the own one's ink that the own one's contrast tells it from that, and nothing else needs to. */
function isHardlyThere(difference: Float64Array, own: Float64Array): boolean {
  return -dot(difference, own) > mostMissing * dot(own, own);
}

/** Pixels by which a glyph is drawn beside its place, each way: programs round places to a part of a pixel. */
const beside = [-0.4, 0, 0.4] as const;

/**
 * Holds a cell against other glyphs more closely, which takes a hundred times as long: with all that programs do to the strokes of small
 * type, where they round places, and move each stroke to whole pixels and make it as wide. Slopes alone do not tell that of strokes as
 * thin as a pixel. Of the places that are tried, for each other glyph the one counts at which either of the two explains most.
 */
export function tellCloser(tools: FitTools, cell: FittedCell, others: readonly Glyph[]): readonly Telling[] {
  const best = others.map((): { telling: Telling; unexplained: number } | null => null);
  for (const dx of beside)
    for (const dy of beside) {
      const moved = movedCell(tools, cell, dx, dy);
      const own = laid(moved.shown, cell);
      const freedom = freedomOfParts(own, cell.view.rest);
      const left = leftBy(own, cell, freedom);
      const all = dot(left, left);
      for (const [index, other] of others.entries()) {
        const apart = without(differenceOf(tools, moved, other), freedom);
        const energy = dot(apart, apart);
        if (energy === 0) continue;
        const along = dot(left, apart);
        const unexplained = all - Math.max(0, 2 * along - energy);
        if (unexplained >= (best[index]?.unexplained ?? Infinity)) continue;
        const telling = { other, leaning: along / energy, difference: Math.sqrt(energy) };
        best[index] = { telling, unexplained };
      }
    }
  return best.flatMap((each) => (each === null ? [] : [each.telling]));
}

/** A cell whose glyph is drawn beside its place, pixels. */
function movedCell(
  { drawer, response, density }: FitTools,
  placed: FittedCell,
  dx: number,
  dy: number,
): FittedCell {
  if (dx === 0 && dy === 0) return placed;
  const { glyph, cell, drawn, shown } = placed;
  const moved = { ...glyph, x: glyph.x + dx / density, baseline: glyph.baseline + dy / density };
  const ink = inkInCell(drawer, moved, cell, density);
  const change = ink.data.map((value, at) => value - (drawn.data[at] ?? 0));
  const more = spreadInCell(response, { ...ink, data: change }, cell);
  const { tone } = response;
  const [whole, own] = [emptyGrey(ink.width, ink.height), emptyGrey(ink.width, ink.height)];
  for (let at = 0; at < whole.data.length; at++) {
    const before = shown.whole.data[at] ?? 0;
    const after = before + (more.data[at] ?? 0);
    whole.data[at] = after;
    own.data[at] = (shown.own.data[at] ?? 0) + tone.shown(after) - tone.shown(before);
  }
  return { ...placed, glyph: moved, drawn: ink, shown: { ...shown, whole, own } };
}

/** What a cell's glyph leaves unexplained, and no freedom explains. */
function leftBy(own: Float64Array, { view: { rest } }: FittedCell, freedom: Freedom): Float64Array {
  const left = new Float64Array(rest.data);
  for (let at = 0; at < left.length; at++) left[at] = (left[at] ?? 0) - (own[at] ?? 0);
  clearBorder(left, rest);
  return without(left, freedom);
}

/** What another glyph in the cell would show more and less than its own. */
function differenceOf(
  { drawer, response, density }: FitTools,
  placed: FittedCell,
  other: Glyph,
): Float64Array {
  const { glyph, cell, drawn, shown } = placed;
  const ink = inkInCell(drawer, { ...glyph, glyph: other }, cell, density);
  for (let at = 0; at < ink.data.length; at++) ink.data[at] = (ink.data[at] ?? 0) - (drawn.data[at] ?? 0);
  const spread = spreadInCell(response, ink, cell);
  const { tone } = response;
  const seen = emptyGrey(spread.width, spread.height);
  for (let at = 0; at < seen.data.length; at++) {
    const more = spread.data[at] ?? 0;
    if (Math.abs(more) < least) continue;
    const whole = shown.whole.data[at] ?? 0;
    seen.data[at] = tone.shown(whole + more) - tone.shown(whole);
  }
  return laid({ own: seen }, placed);
}

/** The cell's part of a picture with a border; the outermost pixels are 0. */
function laid(picture: { readonly own: Grey }, { cell, view: { rest } }: FittedCell): Float64Array {
  const out = new Float64Array(ownInCell(picture, cell).data);
  clearBorder(out, rest);
  return out;
}

function clearBorder(data: Float64Array, { width, height }: Grey): void {
  data.fill(0, 0, width);
  data.fill(0, (height - 1) * width);
  for (let y = 0; y < height; y++) {
    data[y * width] = 0;
    data[(y + 1) * width - 1] = 0;
  }
}
