import { piecesOf } from '../../languages/ruby.ts';
import { keepsMarks } from '../fonts/line-break-classes.ts';
import { graphemes } from '../../shared/graphemes.ts';
import { breaksIn } from './break-text.ts';
import { shapeText, type FontChain, type ShapedText } from './shape-text.ts';

/** A text set in one go, with the reading over it or none; widths in ems of the text. */
export interface SetAtom {
  readonly base: ShapedText;
  readonly reading: ShapedText | null;
  readonly width: number;
}
export type SetLine = readonly SetAtom[];

/** A reading is set in type of this share of the text's. */
export const readingSize = 0.5;

interface Atom {
  readonly text: string;
  readonly reading: string | null;
}

/**
 * A text with or without readings (languages/ruby.ts) in lines of at most so many ems. Words, and kanji with their reading, stay whole; what
 * alone is wider than a line is broken where it is full.
 * @param language as Intl names it
 */
export function setParagraph(
  text: string,
  fonts: FontChain,
  language: string,
  ems: number,
): readonly SetLine[] {
  const space = shapeText(' ', fonts).width;
  const lines: SetAtom[][] = [];
  let line: SetAtom[] = [];
  let width = 0;
  for (const word of wordsOf(text, language)) {
    for (const { atoms, endsInSpace } of fitting(word, fonts, ems)) {
      const wide = widthOf(atoms);
      if (line.length > 0 && width + wide - (endsInSpace ? space : 0) > ems) {
        lines.push(line);
        [line, width] = [[], 0];
      }
      line.push(...atoms);
      width += wide;
    }
  }
  return line.length > 0 ? [...lines, line] : lines;
}

function widthOf(atoms: readonly SetAtom[]): number {
  return atoms.reduce((sum, { width }) => sum + width, 0);
}

function set({ text, reading }: Atom, fonts: FontChain): SetAtom {
  const base = shapeText(text, fonts);
  const over = reading === null ? null : shapeText(reading, fonts);
  return { base, reading: over, width: Math.max(base.width, (over?.width ?? 0) * readingSize) };
}

/** What stays together on a line. */
function wordsOf(text: string, language: string): readonly (readonly Atom[])[] {
  const pieces = piecesOf(text).map((piece) =>
    typeof piece === 'string' ? { text: piece, reading: null } : { text: piece.base, reading: piece.reading },
  );
  const breaks = breaksIn(pieces.map((piece) => piece.text).join(''), language);
  const words: Atom[][] = [[]];
  let at = 0;
  for (const piece of pieces) {
    if (breaks.has(at)) words.push([]);
    if (piece.reading !== null) words.at(-1)?.push(piece);
    else
      for (const part of cutAt(piece.text, at, breaks)) {
        if (part.begins) words.push([]);
        words.at(-1)?.push({ text: part.text, reading: null });
      }
    at += piece.text.length;
  }
  return words.filter((word) => word.length > 0);
}

/** A text cut at the breaks within it. @param start its place in the whole text */
function cutAt(text: string, start: number, breaks: ReadonlySet<number>) {
  const inside = Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => index + 1).filter(
    (index) => breaks.has(start + index),
  );
  return [0, ...inside].map((from, index) => ({ text: text.slice(from, inside[index]), begins: from > 0 }));
}

interface SetWord {
  readonly atoms: readonly SetAtom[];
  readonly endsInSpace: boolean;
}

/** A word as it is, or where it is too wide for a line in pieces that are not. */
function fitting(word: readonly Atom[], fonts: FontChain, ems: number): readonly SetWord[] {
  const setWord = (atoms: readonly Atom[]): SetWord => ({
    atoms: atoms.map((atom) => set(atom, fonts)),
    endsInSpace: atoms.at(-1)?.text.endsWith(' ') === true,
  });
  const whole = setWord(word);
  if (widthOf(whole.atoms) <= ems) return [whole];
  return word.flatMap((atom) =>
    atom.reading === null
      ? charactersOf(atom.text).map((text) => setWord([{ text, reading: null }]))
      : [setWord([atom])],
  );
}

function charactersOf(text: string): readonly string[] {
  const characters: string[] = [];
  for (const character of graphemes(text)) {
    const before = characters.at(-1);
    if (before !== undefined && !keepsMarks(before, character))
      characters[characters.length - 1] = before + character;
    else characters.push(character);
  }
  return characters;
}
