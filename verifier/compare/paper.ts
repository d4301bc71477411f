import { blurGrey } from '../image/blur.ts';
import { blankGrey, giveBack, shrinkGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { enlarge } from '../image/light.ts';
import { openGrey } from '../image/morphology.ts';
import { median, medianInPlace } from './median.ts';

/** mm: strokes of writing are thinner, stains and shadows are wider. */
const widestStroke = 1.1;
/** Ink above which a wide dark place is taken for something drawn (a bar over a line), not for a stain. */
const darkestStain = 0.6;
/** Stains are looked for in a smaller picture, which has less noise too: pixels per pixel. */
const shrink = 2;
/** Under ink so dark no stain shows. */
const darkestSeenThrough = 0.7;
/** Ink above which a place bears print; how far around it bare paper tells of a stain, mm; and the least share of such paper there. */
const printedInk = 0.08;
const aroundPrint = 0.5;
const leastBareAround = 0.02;

/** A scan without stains, and the stains. */
export interface Cleaned {
  readonly ink: Grey;
  /** What was taken off, in a picture of `density` pixels per mm. */
  readonly stains: Grey;
  readonly density: number;
}

/**
 * The scan's ink without stains, folds and shadows: what darkens the page more widely than a stroke, and is not in the model.
 * A stain takes a share of the light, from paper and print alike.
 * @param model what the scan should show
 * @param density pixels per mm
 */
export function withoutStains(ink: Grey, model: Grey, density: number): Cleaned {
  const darker = blankGrey(ink.width, ink.height);
  const into = darker.data;
  for (let at = 0; at < into.length; at++) {
    const own = model.data[at] ?? 0;
    const expected = own < darkestSeenThrough ? own : darkestSeenThrough;
    into[at] = ((ink.data[at] ?? 0) - own) / (1 - expected);
  }
  const small = shrinkGrey(darker, shrink);
  giveBack(darker);
  takeFromBarePaper(small, shrinkGrey(model, shrink), (aroundPrint * density) / shrink);
  const wide = openGrey(small, (widestStroke * density) / shrink / 2);
  giveBack(small);
  // The least of many noisy pixels lies below their mean: bare paper tells by how much.
  const bare = median(wide.data.filter((_, at) => at % 97 === 0));
  for (let at = 0; at < wide.data.length; at++) {
    const tone = Math.max(0, (wide.data[at] ?? 0) - bare);
    wide.data[at] = tone > darkestStain ? 0 : tone;
  }
  // Its rows become those of the ink without it.
  const out = enlarge(wide, ink.width, ink.height, shrink);
  const stain = out.data;
  for (let at = 0; at < stain.length; at++)
    stain[at] = 1 - (1 - (ink.data[at] ?? 0)) / (1 - (stain[at] ?? 0));
  return { ink: out, stains: wide, density: density / shrink };
}

/**
 * What lies over print is known badly: a program, or a copier, makes strokes darker and thicker than they should be, and a 書 of such strokes
 * looks like a stain. So a stain over print is as dark as on the bare paper around it; where there is none, it is not seen.
 * @param reach pixels
 */
function takeFromBarePaper(tones: Grey, printed: Grey, reach: number): void {
  const bare = blankGrey(tones.width, tones.height);
  const onBare = blankGrey(tones.width, tones.height);
  for (let at = 0; at < tones.data.length; at++) {
    bare.data[at] = (printed.data[at] ?? 0) > printedInk ? 0 : 1;
    onBare.data[at] = (tones.data[at] ?? 0) * (bare.data[at] ?? 0);
  }
  const [weight, sum] = [blurGrey(bare, reach), blurGrey(onBare, reach)];
  for (let at = 0; at < tones.data.length; at++) {
    if (bare.data[at] === 1) continue;
    const around = weight.data[at] ?? 0;
    tones.data[at] = around < leastBareAround ? 0 : (sum.data[at] ?? 0) / around;
  }
  giveBack(bare, onBare, weight, sum, printed);
}

/** A streak of a worn drum is no darker; what is, was drawn. */
const darkestStreak = 0.25;
/** mm: so long a piece of a streak is straight, also on paper that bends; strokes of writing are much shorter. */
const streakPiece = 40;
/** Paper that bears so little ink in the model is bare. */
const bareInk = 0.1;
/** Columns that are looked at together: their pixels lie beside each other in memory. */
const beside = 16;
/** Share of a piece's pixels that must be bare, that it tells of a streak. */
const leastBare = 0.3;

/**
 * Takes off what darkens bare paper along a whole piece of a column or of a row: the faint straight lines that a scratched drum
 * draws along the sheet, whichever way it went through the printer. Where print leaves too little bare paper, the next piece tells.
 * @param use pixels that count: 1 where the true page speaks and the scan shows it
 * @param density pixels per mm
 */
export function withoutStreaks(ink: Grey, model: Grey, use: Uint8Array, density: number): Grey {
  const { width, height } = ink;
  const out = blankGrey(width, height);
  out.data.set(ink.data);
  const longest = Math.round(streakPiece * density);
  const pieces = new Float64Array(beside * longest);
  const [bare, light] = [new Uint32Array(beside), new Uint32Array(beside)];
  for (let x = 0; x < width; x += beside) takeOff(x, Math.min(beside, width - x), width, height);
  for (let y = 0; y < height; y++) takeOff(y * width, 1, 1, width);
  return out;

  /** Of some lines of pixels beside each other along x. @param step from pixel to pixel of a line */
  function takeOff(first: number, lines: number, step: number, length: number): void {
    const streaks: (readonly (number | null)[])[] = [];
    for (let from = 0; from < length; from += longest)
      streaks.push(streaksIn(first + from * step, lines, step, Math.min(longest, length - from)));
    for (const [index, own] of streaks.entries()) {
      const taken = own.map(
        (streak, line) => streak ?? streaks[index - 1]?.[line] ?? streaks[index + 1]?.[line] ?? 0,
      );
      if (taken.every((streak) => streak <= 0)) continue;
      const end = first + Math.min(length, (index + 1) * longest) * step;
      for (let at = first + index * longest * step; at < end; at += step)
        for (let line = 0; line < lines; line++) {
          const streak = taken[line] ?? 0;
          if (streak > 0) out.data[at + line] = 1 - (1 - (out.data[at + line] ?? 0)) / (1 - streak);
        }
    }
  }

  /** How much darker bare paper is there, 0 where it is not; null where there is too little of it. */
  function streaksIn(first: number, lines: number, step: number, length: number): readonly (number | null)[] {
    const [seen, expects] = [out.data, model.data];
    bare.fill(0);
    light.fill(0);
    for (let index = 0, from = first; index < length; index++, from += step)
      for (let line = 0; line < lines; line++) {
        const at = from + line;
        const expected = expects[at] ?? 0;
        if (expected >= bareInk || use[at] !== 1) continue;
        const more = (seen[at] ?? 0) - expected;
        const count = bare[line] ?? 0;
        pieces[line * longest + count] = more;
        bare[line] = count + 1;
        if (more <= 0) light[line] = (light[line] ?? 0) + 1;
      }
    return Array.from({ length: lines }, (_, line) => {
      const count = bare[line] ?? 0;
      if (count < leastBare * length) return null;
      // Where the median is no darker than the model, how much lighter it is does not matter.
      if ((light[line] ?? 0) > count >> 1) return 0;
      return Math.min(darkestStreak, medianInPlace(pieces.subarray(line * longest, line * longest + count)));
    });
  }
}
