import { blurGrey } from '../image/blur.ts';
import { giveBack } from '../image/grey.ts';
import { growGrey } from '../image/morphology.ts';
import { ownInCell } from './cell-fit.ts';
import type { FitTools, FittedCell } from './fitted-cell.ts';
import { median } from './median.ts';
import type { Region } from './region.ts';
import { tellApart, tellCloser } from './tell-apart.ts';
import type { Told } from './tell-apart.ts';
import { bothLooks, closerNoise, isDoubtful, judgeTold, noiseOf } from './telling-noise.ts';

/** From so many changed characters on nobody needs to hear of a 3 that may be an 8: it is another page. */
const manyChanged = 40;
/**
 * A character printed fainter than `usual`, against the page around it, is not there, unless it explains all but a `within` of its own ink,
 * and all but `ofSeen` of what is seen: then it is the thin stroke of a 一 that a scan showed paler, and no part of it that stands for
 * another one. Fainter than `gone` nothing is there; of a ・ of so little ink, mm² of full contrast, few pixels are left or none. Where less
 * than `within` is unexplained, the room that the scan leaves explains even that it is not there.
 */
const leastGain = { usual: 0.45, within: 0.1, ofSeen: 0.5, gone: 0.2, dot: 0.15, dotInk: 0.12 } as const;
/** Share of the character's ink energy up to which a place is bare paper: noise, and a rest of toner. */
const mostBare = 0.25;
/**
 * Above this share of its strokes another character stands there. A page is its own measure: where nearly all characters are explained to
 * a hundredth, a tenth is another character; on a page whose every character is blurred it is nothing. A forger who changes many makes no
 * room for himself: up to `unlessBlurred` it goes by the median alone.
 */
const otherStrokes = { least: 0.09, clear: 0.03, perWorse: 4, unlessBlurred: 0.32, perMedian: 3.5 } as const;
/**
 * Black and white alone make strokes thicker or thinner: there it is its own up to so many times that limit, unless its nearest tell otherwise;
 * and is another one only where what is seen leans so far towards it.
 */
const inBlackAndWhite = { room: 1.5, leaning: 0.85 } as const;
const mostBlurred = { clear: 0.1, limit: 0.65 } as const;
/** Share of the characters that are explained better than the worse ones. */
const worse = 0.97;
/** Energy of strokes for each pixel, and share of the usual character's, below which there is hardly a stroke. */
const leastStrokes = { energy: 0.004, ofUsual: 1 } as const;
/** Share of solid ink, and least ink, that counts as ink there, or as missing: a streak of a worn drum is fainter. */
const level = { share: 0.42, least: 0.3 } as const;
/** mm²: specks and dropouts of toner are smaller, a character that was changed leaves more, missing and added together. */
const changedArea = 0.45;
/** Share of solid ink, and mm² over it, of a spot or a gap that a scan shows by itself: pages without any leave nothing over it. */
const spot = { share: 0.3, area: 0.03 } as const;
/** Share of a character's ink that is unexplained when it is another one's. */
const changedShare = 0.3;

/**
 * Share of each character's strokes that it does not explain. A 。 or ・ has hardly a stroke, and what is seen beside it of the
 * ground would be most of it: less than a part of the usual character's strokes is no measure.
 */
export function strokeShares(
  cells: readonly Pick<FittedCell, 'sharpness' | 'unexplained'>[],
): readonly number[] {
  const usual = median(cells.map(({ sharpness }) => sharpness));
  const floor = Math.max(leastStrokes.energy, leastStrokes.ofUsual * usual);
  return cells.map(({ sharpness, unexplained }) => unexplained / Math.max(floor, sharpness));
}

/** A character that is not the true one, or of which the scan does not tell which it is; null where the true one stands. */
export type Judgement = Region['kind'] | 'untold' | null;

/** Judges the characters of a page, each by itself and against the others. */
export function judgeCells(
  tools: FitTools,
  cells: readonly FittedCell[],
  inTwoTones: boolean,
): readonly Judgement[] {
  const strokes = strokeShares(cells);
  const limit = (inTwoTones ? inBlackAndWhite.room : 1) * limitOf(strokes, median(strokes));
  const first = cells.map((cell, index) => judgeInk(tools, cell, inTwoTones, (strokes[index] ?? 0) > limit));
  const sound = cells.filter((_, index) => first[index] === null);
  if (cells.length - sound.length >= manyChanged) return first;
  const told = cells.map((cell, index) =>
    first[index] === null ? tellApart(tools, cell, tools.nearest.to(cell.glyph.glyph)) : null,
  );
  const noise = noiseOf(told.filter((each) => each !== null));
  const looks = cells.flatMap((cell, index) => {
    const each = told[index];
    return each === null || each === undefined ? [] : [{ index, cell, told: each, noise: noise(each.edges) }];
  });
  const judged = lookAgain(tools, looks, inTwoTones ? inBlackAndWhite.leaning : undefined);
  return first.map((kind, index) => judged.get(index) ?? kind);
}

/** A character, and what a first look says of it. */
export interface Look {
  readonly index: number;
  readonly cell: FittedCell;
  readonly told: Told;
  /** Standard deviation of leaning × difference at this character. */
  readonly noise: number;
}

/** Share of a character's ink energy up to which it explains what is seen, if palely. */
const mostOfPale = 0.25;
/** So many characters, each against so many others, tell how noisy a closer look is. */
const sampled = 36;
const ofEach = 6;

/**
 * Judges characters by what a first look says, and where that leaves a doubt by a closer one.
 * @param least leaning from which a character is another one, where it is not the usual one
 * @returns the judgement of those that are not their own, by `index`
 */
export function lookAgain(
  tools: FitTools,
  looks: readonly Look[],
  least?: number,
): ReadonlyMap<number, 'changed' | 'untold'> {
  const doubtful = looks.filter(({ told, noise }) => told.tellings.some((each) => isDoubtful(each, noise)));
  if (doubtful.length === 0) return new Map();
  const every = Math.max(1, Math.floor(looks.length / sampled));
  const usual = looks.filter((_, at) => at % every === 0);
  const less = closerNoise(
    usual.map(({ cell, told }) => {
      const first = told.tellings.filter(({ by }) => by === 'form').slice(0, ofEach);
      const others = first.map(({ other }) => other);
      return { first, closer: tellCloser(tools, cell, others) };
    }),
  );
  const judged = new Map<number, 'changed' | 'untold'>();
  for (const { index, cell, told, noise } of doubtful) {
    const doubts = told.tellings.filter((each) => isDoubtful(each, noise));
    const byForm = doubts.filter(({ by }) => by === 'form');
    const others = byForm.map(({ other }) => other);
    const closer = bothLooks(byForm, tellCloser(tools, cell, others), less);
    // Pale strokes of its own are no other glyph: where they explain most of what is seen, whatever room the scan leaves, contrast says nothing.
    const explained = cell.fit.wholeRest < mostOfPale * cell.fit.energy;
    const byContrast = explained ? [] : doubts.filter(({ by }) => by === 'contrast');
    const pale = judgeTold(byContrast, noise) === null ? null : 'untold';
    const kind = judgeTold(closer, noise * less, least) ?? pale;
    if (kind !== null) judged.set(index, kind);
  }
  return judged;
}

function limitOf(strokes: readonly number[], usual: number): number {
  const { least, clear, perWorse, unlessBlurred, perMedian } = otherStrokes;
  const worst = strokes.toSorted((a, b) => a - b)[Math.floor(worse * strokes.length)] ?? 0;
  const blurred = Math.min(mostBlurred.limit, Math.max(unlessBlurred, mostBlurred.clear + perMedian * usual));
  return Math.min(blurred, Math.max(least, clear + perWorse * worst));
}

/** What the cell's ink says by itself: nothing is there, another character altogether, or too much ink more or less. */
function judgeInk(tools: FitTools, cell: FittedCell, inTwoTones: boolean, otherStands: boolean): Judgement {
  const { share } = cell;
  if (isNotThere(cell, tools)) {
    // A scan of two tones may have lost a thin - altogether: where it leaves room even for that, it does not tell.
    if (share < leastGain.within || (inTwoTones && cell.fit.gain >= leastGain.gone)) return 'untold';
    return isBare(cell) ? 'missing' : 'changed';
  }
  if (otherStands) return 'changed';
  if (share <= changedShare) return null;
  const threshold = Math.max(level.least, level.share * tools.response.contrast);
  const { missing, added } = areas(cell, tools, threshold);
  if (missing + added <= changedArea) return null;
  return added < missing / 4 ? 'missing' : missing < added / 4 ? 'added' : 'changed';
}

/**
 * Whether a character that stands there has ink beside it, or a gap, that the scan does not make: a speck, a drop-out of toner, or a mark of
 * a pen too small to make another character of it.
 */
export function hasSpot(tools: FitTools, cell: FittedCell): boolean {
  const { missing, added } = areas(cell, tools, spot.share * tools.response.contrast);
  return missing + added >= spot.area;
}

function isNotThere({ fit, share, view }: FittedCell, { response, density }: FitTools): boolean {
  const ink = fit.energy / (response.contrast * density) ** 2;
  if (ink < leastGain.dotInk) return fit.gain < leastGain.dot;
  if (fit.gain < leastGain.gone) return true;
  if (fit.gain >= leastGain.usual) return false;
  const there = inkThere(view);
  return share > leastGain.within || there - fit.gain ** 2 * fit.energy > leastGain.ofSeen * there;
}

/** Whether the cell shows so little ink that nothing took the character's place. */
function isBare({ view, fit }: FittedCell): boolean {
  return inkThere(view) < mostBare * fit.energy;
}

function inkThere({ rest }: FittedCell['view']): number {
  return rest.data.reduce((sum, ink) => sum + ink * ink, 0);
}

/**
 * mm² of ink that is missing, and of ink that should not be there. A stroke that a program moved to the next whole pixel is neither: what the
 * scan, and the character, have one pixel up or down, or to a side, counts as there.
 * @param threshold ink from which it counts
 */
function areas(
  { fit: { residual, gain }, view, shown }: FittedCell,
  { density }: FitTools,
  threshold: number,
): Areas {
  const soft = blurGrey(residual, 0.7);
  const calm = soft.data;
  let [missing, added] = [0, 0];
  if (!isAnyBeyond(calm, threshold)) {
    giveBack(soft);
    return { missing, added };
  }
  const seen = growGrey(view.rest, 1).data;
  const own = growGrey(ownInCell(shown, view.cell), 1).data;
  for (const [at, value] of calm.entries()) {
    const here = view.rest.data[at] ?? 0;
    if (value > threshold && here - gain * (own[at] ?? 0) > threshold / 2) added++;
    else if (value < -threshold && (seen[at] ?? 0) - here < -value / 2) missing++;
  }
  const pixel = 1 / (density * density);
  return { missing: missing * pixel, added: added * pixel };
}

function isAnyBeyond(values: Float32Array, threshold: number): boolean {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > threshold || value < -threshold) return true;
  }
  return false;
}

interface Areas {
  readonly missing: number;
  readonly added: number;
}
