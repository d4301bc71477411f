import { graphemes } from '../../shared/graphemes.ts';
import { mayBreakBetween, keepsMarks } from '../fonts/line-break-classes.ts';
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

const space = /^\p{Zs}$/u;
const latin = /^[A-Za-z0-9.,'’-]$/;

/**
 * A text on as many lines of a width (mm) as it needs, none narrowed; of a space where a line ends, nothing is left. Lines are
 * broken where JIS X 4051 lets them be (see line-break-classes), and where they are full when it lets them be nowhere.
 * Null: one character alone is wider.
 */
export function breakLines(text: string, width: number, size: number, font: MinchoFont): string[] | null {
  const characters = graphemes(text);
  const widths = characters.map((character) => font.widthOf(character, size));
  if (widths.some((each) => each > width)) return null;
  const lines: string[] = [];
  let from = 0;
  while (from < characters.length) {
    const full = endOfFullLine(widths, from, width);
    const end = full === characters.length ? full : endOfLine(characters, from, full);
    lines.push(characters.slice(from, end).join(''));
    from = space.test(characters[end] ?? '') ? end + 1 : end;
  }
  return lines;
}

/** How far a line reaches that holds as much as it can; one character at least. */
function endOfFullLine(widths: readonly number[], from: number, width: number): number {
  let used = 0;
  let end = from;
  while (end < widths.length) {
    used += widths[end] ?? 0;
    // Sums of tenths are no tenths: what is as wide as the line has room on it.
    if (used > width + 1e-9 && end > from) return end;
    end += 1;
  }
  return end;
}

/** Where a line ends that could hold the characters up to `full`: Latin words are kept whole where the line has a space, and numbers. */
function endOfLine(characters: readonly string[], from: number, full: number): number {
  const at = (index: number) => characters[index] ?? '';
  const ends = Array.from({ length: full - from }, (_, back) => full - back);
  const allowed = (end: number) => mayBreakBetween(at(end - 1), space.test(at(end)) ? at(end + 1) : at(end));
  if (latin.test(at(full)) && latin.test(at(full - 1))) {
    const afterSpace = ends.find((end) => space.test(at(end - 1)) && allowed(end));
    if (afterSpace !== undefined) return afterSpace;
  }
  return ends.find(allowed) ?? ends.find((end) => keepsMarks(at(end - 1), at(end))) ?? full;
}
