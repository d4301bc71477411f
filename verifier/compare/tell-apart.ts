import type { Glyph } from 'fontkit';
import { emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { solveSymmetric } from '../image/linear-system.ts';
import { fitGlyph, inkInCell, showGlyph, spreadGlyph, spreadInCell } from './cell-fit.ts';
import type { Lie } from './cell-fit.ts';
import type { FitTools, FittedCell } from './judge-cells.ts';

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
const farEnough = 0.5;
/**
 * From here on the other glyph is laid in the cell itself: the own one may have moved and paled to look like it, as far as it could, and
 * what is left then leans less than it should.
 */
const refitFrom = 0.2;
/** Ink of no effect. */
const least = 1e-3;

/**
 * Holds a cell against other glyphs than its own. What the scan shows more and less than the own glyph is laid along what the other
 * would show more and less: the best that can be done to tell two pictures apart, however little of the glyph that is.
 * @param others nearest first; it ends at the first two that no scan with so little unexplained could show
 */
export function tellApart(tools: FitTools, cell: FittedCell, others: Iterable<Glyph>): Told {
  const { lie } = cell.fit;
  const { width, height } = cell.view.rest;
  const freedom = freedomOf(lieOf(cell.shown.own, lie, width, height), width, height);
  const left = unexplained(cell, freedom);
  const most = Math.sqrt(dot(left, left));
  const ownInk = inkInCell(tools.drawer, cell.glyph, cell.cell, tools.density);
  const told: Telling[] = [];
  let far = 0;
  let ownRest: number | null = null;
  const own = () => (ownRest ??= restWith(tools, cell, cell.glyph.glyph));
  for (const other of others) {
    const apart = without(differenceOf(tools, cell, ownInk, other), freedom);
    const energy = dot(apart, apart);
    if (energy === 0) continue;
    const difference = Math.sqrt(energy);
    const straight = dot(left, apart) / energy;
    const leaning =
      straight < refitFrom ? straight : 0.5 + (own() - restWith(tools, cell, other)) / (2 * energy);
    told.push({ other, leaning, difference });
    far = most < farEnough * difference ? far + 1 : 0;
    if (far === 2) break;
  }
  const { slopeX, slopeY } = freedom.laid;
  return { tellings: told, edges: Math.sqrt(dot(slopeX, slopeX) + dot(slopeY, slopeY)) };
}

/** What stays unexplained when a glyph is laid as well as it can be. */
function restWith(
  { drawer, response, density }: FitTools,
  { glyph, cell, view }: FittedCell,
  other: Glyph,
): number {
  const spread = spreadGlyph(drawer, response, { ...glyph, glyph: other }, cell, density);
  return fitGlyph(showGlyph(response, view.bare, spread), view, 2, 0).wholeRest;
}

/** What another glyph in the cell would show more and less than its own, lying as the own one lies. */
function differenceOf(
  { drawer, response, density }: FitTools,
  { glyph, cell, shown, fit, view }: FittedCell,
  ownInk: Grey,
  other: Glyph,
): Float64Array {
  const ink = inkInCell(drawer, { ...glyph, glyph: other }, cell, density);
  for (let at = 0; at < ink.data.length; at++) ink.data[at] = (ink.data[at] ?? 0) - (ownInk.data[at] ?? 0);
  const spread = spreadInCell(response, ink, cell);
  const { tone } = response;
  const seen = emptyGrey(spread.width, spread.height);
  for (let at = 0; at < seen.data.length; at++) {
    const more = spread.data[at] ?? 0;
    if (Math.abs(more) < least) continue;
    const whole = shown.whole.data[at] ?? 0;
    seen.data[at] = tone.shown(whole + more) - tone.shown(whole);
  }
  const { gain, alongX, alongY } = fit.lie.weights;
  const { value, slopeX, slopeY } = lieOf(seen, fit.lie, view.rest.width, view.rest.height);
  for (let at = 0; at < value.length; at++)
    value[at] = gain * (value[at] ?? 0) + alongX * (slopeX[at] ?? 0) + alongY * (slopeY[at] ?? 0);
  return value;
}

interface Laid {
  readonly value: Float64Array;
  readonly slopeX: Float64Array;
  readonly slopeY: Float64Array;
}

/** A glyph's picture and its slopes where it lies in the cell; the outermost pixels are 0. */
function lieOf({ data, width: wide }: Grey, { shift }: Lie, width: number, height: number): Laid {
  const size = width * height;
  const laid = {
    value: new Float64Array(size),
    slopeX: new Float64Array(size),
    slopeY: new Float64Array(size),
  };
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const [at, to] = [y * wide + x + shift, y * width + x];
      laid.value[to] = data[at] ?? 0;
      laid.slopeX[to] = ((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) / 2;
      laid.slopeY[to] = ((data[at + wide] ?? 0) - (data[at - wide] ?? 0)) / 2;
    }
  return laid;
}

/** The scan less the glyph as it lies, and less what the fit could still have made of it. */
function unexplained({ view: { rest }, fit }: FittedCell, freedom: Freedom): Float64Array {
  const { gain, alongX, alongY } = fit.lie.weights;
  const { value, slopeX, slopeY } = freedom.laid;
  const left = new Float64Array(value.length);
  for (let y = 1; y < rest.height - 1; y++)
    for (let x = 1; x < rest.width - 1; x++) {
      const at = y * rest.width + x;
      const glyph = gain * (value[at] ?? 0) + alongX * (slopeX[at] ?? 0) + alongY * (slopeY[at] ?? 0);
      left[at] = (rest.data[at] ?? 0) - glyph - fit.lie.weights.paper;
    }
  return left;
}

interface Freedom {
  readonly laid: Laid;
  readonly vectors: readonly Float64Array[];
  /** Their inner products. */
  readonly gram: Float64Array;
}

/**
 * All that printers, programs and scanners do to a glyph as a whole, and that therefore tells nothing: contrast, a shift each way, paper; strokes
 * thicker or thinner, upright and level ones each for themselves; and a form drawn a little wider or higher to where pixels are.
 */
function freedomOf(laid: Laid, width: number, height: number): Freedom {
  const size = laid.value.length;
  const paper = new Float64Array(size).fill(1);
  const [bendX, bendY, wider, higher] = [
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
  ];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const value = laid.value[at] ?? 0;
      bendX[at] = (laid.value[at - 1] ?? 0) + (laid.value[at + 1] ?? 0) - 2 * value;
      bendY[at] = (laid.value[at - width] ?? 0) + (laid.value[at + width] ?? 0) - 2 * value;
      wider[at] = (x - width / 2) * (laid.slopeX[at] ?? 0);
      higher[at] = (y - height / 2) * (laid.slopeY[at] ?? 0);
    }
  const vectors = [laid.value, laid.slopeX, laid.slopeY, paper, bendX, bendY, wider, higher];
  const free = vectors.length;
  const gram = new Float64Array(free * free);
  for (const [i, one] of vectors.entries())
    for (const [j, two] of vectors.entries()) gram[i * free + j] = dot(one, two) + (i === j ? 1e-6 : 0);
  return { laid, vectors, gram };
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
