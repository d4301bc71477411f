import type { Glyph } from 'fontkit';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { solveSymmetric } from '../image/linear-system.ts';
import { inkInCell, ownInCell, spreadInCell } from './cell-fit.ts';
import type { FitTools, FittedCell } from './fitted-cell.ts';

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
  const left = Float64Array.from(cell.view.rest.data, (value, at) => value - (own[at] ?? 0));
  clearBorder(left, cell.view.rest);
  without(left, freedom);
  const most = Math.sqrt(dot(left, left));
  const told: Telling[] = [];
  let far = 0;
  for (const other of others) {
    const apart = without(differenceOf(tools, cell, other), freedom);
    const energy = dot(apart, apart);
    if (energy === 0) continue;
    const difference = Math.sqrt(energy);
    told.push({ other, leaning: dot(left, apart) / energy, difference });
    far = most < farEnough * difference ? far + 1 : 0;
    if (far === 2) break;
  }
  return { tellings: told, edges: freedom.edges };
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
  const out = Float64Array.from(ownInCell(picture, cell).data);
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

interface Freedom {
  readonly vectors: readonly Float64Array[];
  /** Their inner products. */
  readonly gram: Float64Array;
  /** Root of the sum of squares of the slopes. */
  readonly edges: number;
}

/**
 * All that printers, programs and scanners do to a glyph as a whole, and that therefore tells nothing: contrast, a shift each way, paper;
 * strokes thicker or thinner, upright and level ones each for themselves; and a form drawn a little wider or higher to where pixels are.
 */
function freedomOf(value: Float64Array, { width, height }: Grey): Freedom {
  const empty = () => new Float64Array(value.length);
  const [slopeX, slopeY, paper] = [empty(), empty(), empty()];
  const [bendX, bendY, wider, higher] = [empty(), empty(), empty(), empty()];
  const vectors = [value, slopeX, slopeY, paper, bendX, bendY, wider, higher];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [before, after] = [value[at - 1] ?? 0, value[at + 1] ?? 0];
      const [above, below] = [value[at - width] ?? 0, value[at + width] ?? 0];
      const twice = 2 * (value[at] ?? 0);
      const [alongX, alongY] = [(after - before) / 2, (below - above) / 2];
      slopeX[at] = alongX;
      slopeY[at] = alongY;
      paper[at] = 1;
      bendX[at] = before + after - twice;
      bendY[at] = above + below - twice;
      wider[at] = (x - width / 2) * alongX;
      higher[at] = (y - height / 2) * alongY;
    }
  const free = vectors.length;
  const gram = new Float64Array(free * free);
  for (const [i, one] of vectors.entries())
    for (const [j, two] of vectors.entries()) gram[i * free + j] = dot(one, two) + (i === j ? 1e-6 : 0);
  return { vectors, gram, edges: Math.sqrt(dot(slopeX, slopeX) + dot(slopeY, slopeY)) };
}

/** What of a picture no freedom of the fit could make. */
function without(picture: Float64Array, { vectors, gram }: Freedom): Float64Array {
  const shares = solveSymmetric(
    Float64Array.from(gram),
    Float64Array.from(vectors, (vector) => dot(vector, picture)),
  );
  for (const [index, vector] of vectors.entries()) {
    const share = shares?.[index] ?? 0;
    for (let at = 0; at < picture.length; at++) picture[at] = (picture[at] ?? 0) - share * (vector[at] ?? 0);
  }
  return picture;
}

function dot(one: Float64Array, two: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (two[at] ?? 0);
  return sum;
}
