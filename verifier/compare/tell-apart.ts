import type { Glyph } from 'fontkit';
import { blankGrey, emptyGrey, giveBack } from '../image/grey.ts';
import { inkInCell, innerOwnInCell, spreadInCell } from './cell-fit.ts';
import type { FitTools, FittedCell } from './fitted-cell.ts';
import { dot, freedomOf, freedomOfParts, without } from './freedom.ts';
import type { Freedom } from './freedom.ts';

/** What a scan says of a cell: that its own glyph stands there, or another. */
export interface Telling {
  readonly other: Glyph;
  /** By the other's form; or by its contrast, where it has so little of the own one's ink that contrast is what tells them apart. */
  readonly by: 'form' | 'contrast';
  /**
   * 0 where the scan shows the page's own glyph, 1 where it shows the other: measured along that in which the two differ, and
   * in nothing else. By contrast: the share of what both leave unexplained that the own one leaves, as palely as it is printed.
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
/** Share of a glyph's contrast that may be missing in another one whose form is held against it. */
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
  const own = innerOwnInCell(cell.shown, cell.cell);
  const freedom = freedomOf(own, cell.view.rest);
  const left = leftBy(own, cell, freedom);
  const most = Math.sqrt(dot(left, left));
  const energy = dot(own, own);
  const told: Telling[] = [];
  let far = 0;
  for (const other of others) {
    const whole = differenceOf(tools, cell, other);
    const missing = -dot(whole, own) / energy;
    if (missing > mostMissing) {
      const leaning = leaningOfPale(cell, own, whole);
      told.push({ other, by: 'contrast', leaning, difference: Math.sqrt(dot(whole, whole)) });
      continue;
    }
    const apart = without(whole, freedom);
    const between = dot(apart, apart);
    if (between === 0) continue;
    const difference = Math.sqrt(between);
    told.push({ other, by: 'form', leaning: dot(left, apart) / between, difference });
    far = most < farEnough * difference ? far + 1 : 0;
    if (far === 2) break;
  }
  return { tellings: told, edges: freedom.edges };
}

/** What the own glyph leaves unexplained at the contrast that it has there, against what the other one leaves. */
function leaningOfPale({ view: { rest }, fit }: FittedCell, own: Float64Array, whole: Float64Array): number {
  const pale = Math.min(1, Math.max(0, fit.gain));
  let [byOwn, byOther] = [0, 0];
  for (let y = 1; y < rest.height - 1; y++)
    for (let at = y * rest.width + 1; at < (y + 1) * rest.width - 1; at++) {
      const [seen, ink] = [rest.data[at] ?? 0, own[at] ?? 0];
      byOwn += (seen - pale * ink) ** 2;
      byOther += (seen - ink - (whole[at] ?? 0)) ** 2;
    }
  return byOwn + byOther === 0 ? 0 : byOwn / (byOwn + byOther);
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
      const own = innerOwnInCell(moved.shown, cell.cell);
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
        const telling = {
          other,
          by: 'form',
          leaning: along / energy,
          difference: Math.sqrt(energy),
        } as const;
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
  const change = blankGrey(ink.width, ink.height);
  for (let at = 0; at < change.data.length; at++)
    change.data[at] = (ink.data[at] ?? 0) - (drawn.data[at] ?? 0);
  const more = spreadInCell(response, change, cell);
  const { tone } = response;
  const [whole, own] = [emptyGrey(ink.width, ink.height), emptyGrey(ink.width, ink.height)];
  const seen = new Float64Array(whole.data.length);
  for (let at = 0; at < whole.data.length; at++) {
    const after = (shown.whole.data[at] ?? 0) + (more.data[at] ?? 0);
    whole.data[at] = after;
    const shownAfter = tone.shown(after);
    seen[at] = shownAfter;
    own.data[at] = (shown.own.data[at] ?? 0) + shownAfter - (shown.seen[at] ?? 0);
  }
  giveBack(change, more);
  return { ...placed, glyph: moved, drawn: ink, shown: { ...shown, whole, seen, own } };
}

/** What a cell's glyph leaves unexplained, and no freedom explains. */
function leftBy(own: Float64Array, { view: { rest } }: FittedCell, freedom: Freedom): Float64Array {
  const left = new Float64Array(own.length);
  const { width, height } = rest;
  for (let y = 1; y < height - 1; y++)
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++)
      left[at] = (rest.data[at] ?? 0) - (own[at] ?? 0);
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
  for (let at = 0; at < spread.data.length; at++) {
    const more = spread.data[at] ?? 0;
    spread.data[at] =
      Math.abs(more) < least ? 0 : tone.shown((shown.whole.data[at] ?? 0) + more) - (shown.seen[at] ?? 0);
  }
  const difference = innerOwnInCell({ own: spread }, cell);
  giveBack(ink, spread);
  return difference;
}
