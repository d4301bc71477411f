import { graphemes } from '../fonts/graphemes.ts';
import type { MinchoFont } from '../fonts/mincho.ts';

/** A text as set in its cell: the same size (mm) and squeeze for every line. */
export interface FittedText {
  readonly size: number;
  readonly stretch: number;
  readonly lines: readonly string[];
}

/** Narrower than this, kanji can no longer be told apart reliably. */
export const leastStretch = 0.6;
/** Down to this, a text on one line looks calmer than on two. */
const calmStretch = 0.7;
/** mm; smaller type would not survive a copy of the certificate. */
export const leastSize = 2.4;
/** Baseline to baseline, in ems. */
export const leading = 1.12;

const squeezes = [1, 0.9, 0.8, 0.7, leastStretch];

/**
 * Fits a text into a space: as it is; else narrower; else much narrower and smaller on one line or set on several, whichever
 * leaves the characters wider. A space at the end of a line is dropped. Null: it does not fit, and a certificate never cuts
 * off a name.
 * @param space mm
 * @param size wanted height of the em, mm; not less than `leastSize`
 */
export function fitText(
  text: string,
  space: { readonly width: number; readonly height: number },
  size: number,
  font: MinchoFont,
): FittedText | null {
  const widthPerSize = font.widthOf(text, 1);
  const onOneLine = (height: number): FittedText => {
    const stretch = Math.floor((space.width / (widthPerSize * height)) * 1000) / 1000;
    return { size: height, stretch: Math.min(1, stretch), lines: [text] };
  };
  const narrower = onOneLine(size);
  if (narrower.stretch >= calmStretch) return narrower;
  const oneLine =
    narrower.stretch >= leastStretch
      ? narrower
      : onOneLine(Math.floor((space.width / (widthPerSize * leastStretch)) * 100) / 100);
  const wrapped = wrapText(text, space, size, font);
  if (wrapped !== null && characterWidth(wrapped) > characterWidth(oneLine)) return wrapped;
  return oneLine.size >= leastSize ? oneLine : null;
}

const characterWidth = ({ size, stretch }: FittedText) => size * stretch;

function wrapText(
  text: string,
  space: { readonly width: number; readonly height: number },
  size: number,
  font: MinchoFont,
): FittedText | null {
  const widthPerSize = font.widthOf(text, 1);
  const steps = Math.round((size - leastSize) * 10);
  for (let step = 0; step <= steps; step++) {
    const height = Math.max(leastSize, Math.round((size - step / 10) * 10) / 10);
    const most = Math.floor((space.height / height - 1) / leading) + 1;
    if (most < 2) continue;
    for (const stretch of squeezes) {
      // Breaking is slow; a line holds its width plus the one space dropped at its end.
      if (widthPerSize * height > most * (space.width / stretch + height)) continue;
      const lines = breakLines(text, space.width / stretch, height, font);
      if (lines !== null && lines.length <= most) return { size: height, stretch, lines };
    }
  }
  return null;
}

/** Characters that never begin a line (JIS X 4051, 行頭禁則), as far as names and addresses have them. */
const notFirst = /^[ーっゃゅょッャュョ々ゝゞヽヾ、。・）」』)\-‐－～]/u;
const space = /^\p{Zs}$/u;
const digit = /^[0-9０-９]$/;
const latin = /^[A-Za-z0-9.,'’-]$/;

/** A text on as many lines of a width (mm) as it needs, none narrowed. Null: a single character is wider than the line. */
export function breakLines(text: string, width: number, size: number, font: MinchoFont): string[] | null {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const character of graphemes(text)) {
    const needed = font.widthOf(character, size);
    if (needed > width) return null;
    if (used + needed > width) {
      if (space.test(character)) {
        // The line ends at the space.
        lines.push(line.join(''));
        line = [];
        used = 0;
        continue;
      }
      const carried = line.splice(breakAt(line, character));
      lines.push(line.join(''));
      line = carried;
      used = font.widthOf(carried.join(''), size);
    }
    line.push(character);
    used += needed;
  }
  if (line.length > 0) lines.push(line.join(''));
  return lines.some((each) => font.widthOf(each, size) > width) ? null : lines;
}

/**
 * How much of a full line stays when `next` no longer fits: numbers are kept whole, and Latin words where the line has a
 * space.
 */
function breakAt(line: readonly string[], next: string): number {
  if (latin.test(next) && latin.test(line.at(-1) ?? '')) {
    const afterSpace = Math.max(line.lastIndexOf(' '), line.lastIndexOf('　')) + 1;
    if (afterSpace > 0) return afterSpace;
  }
  let at = line.length;
  let first = next;
  while (at > 1 && (notFirst.test(first) || (digit.test(first) && digit.test(line[at - 1] ?? '')))) {
    at--;
    first = line[at] ?? '';
  }
  // A line of nothing but digits is broken where it is full.
  return at === 1 && digit.test(first) ? line.length : at;
}
