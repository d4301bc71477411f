import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { codePlaces } from '../../printing/paper/place.ts';
import { createInkDrawer } from '../../verifier/draw/page-ink.ts';
import type { SetGlyph } from '../../verifier/draw/page-ink.ts';

/** What was done to a page, and where, mm. */
export interface Forgery {
  readonly drawing: PageDrawing;
  readonly says: string;
  readonly at: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** Type smaller than this says nothing worth forging, mm. */
const leastSize = 2.5;

type TextOp = Extract<DrawOp, { op: 'text' }>;

/** Every digit in the page's text. */
export function digitsOf(drawing: PageDrawing, font: MinchoFont): readonly SetGlyph[] {
  return charactersOf(drawing, font, /^\d$/);
}

/** Every kanji in the page's text. */
export function kanjiOf(drawing: PageDrawing, font: MinchoFont): readonly SetGlyph[] {
  return charactersOf(drawing, font, /^\p{Script=Han}$/u);
}

/** Every character of the page's text of this kind. */
export function charactersOf(drawing: PageDrawing, font: MinchoFont, like: RegExp): readonly SetGlyph[] {
  const drawer = createInkDrawer(font);
  return texts(drawing).flatMap((op) => drawer.glyphs(op).filter(({ character }) => like.test(character)));
}

/** One character changed as with a drawing program: a white box over it, and another character in the same type. */
export function changeCharacter(
  drawing: PageDrawing,
  glyph: SetGlyph,
  into: string,
  font: MinchoFont,
): Forgery {
  const { character, x, baseline, size, stretch } = glyph;
  const width = font.widthOf(character, size) * stretch;
  const at = { x, y: baseline - size * 0.88, w: width, h: size };
  const white: DrawOp = { op: 'rect', ...at, stroke: null, fill: 1 };
  const other: DrawOp = { op: 'text', x, y: baseline, size, text: into, align: 'left', stretch };
  return { drawing: withOps(drawing, white, other), says: `${character}→${into}`, at };
}

/** A line of text whited out. */
export function whiteOut(drawing: PageDrawing, op: TextOp, font: MinchoFont): Forgery {
  const width = font.widthOf(op.text, op.size) * op.stretch;
  const x = op.x - { left: 0, center: width / 2, right: width }[op.align];
  const at = { x, y: op.y - op.size * 0.88, w: width, h: op.size };
  return { drawing: withOps(drawing, { op: 'rect', ...at, stroke: null, fill: 1 }), says: 'white', at };
}

/** A word added where the page is empty. */
export function addWord(
  drawing: PageDrawing,
  text: string,
  place: { readonly x: number; readonly y: number; readonly size: number },
  font: MinchoFont,
): Forgery {
  const op: DrawOp = { op: 'text', ...place, text, align: 'left', stretch: 1 };
  const at = { x: place.x, y: place.y - place.size, w: font.widthOf(text, place.size), h: place.size };
  return { drawing: withOps(drawing, op), says: 'added', at };
}

/** The strip of codes of another page pasted over this page's. */
export function pasteCodes(drawing: PageDrawing, from: PageDrawing): Forgery {
  const [first] = codePlaces;
  const last = codePlaces.at(-1);
  if (first === undefined || last === undefined) throw new Error('a page without places for codes');
  const at = { x: first.x - 1, y: first.y - 1, w: last.x + last.w - first.x + 2, h: first.h + 2 };
  const pasted = codesOf(from);
  return {
    drawing: withOps(drawing, { op: 'rect', ...at, stroke: null, fill: 1 }, ...pasted),
    says: 'codes',
    at,
  };
}

/** The texts that carry a certificate's content. */
export function texts(drawing: PageDrawing): readonly TextOp[] {
  return drawing.ops.filter((op) => op.op === 'text').filter(({ size }) => size >= leastSize);
}

function codesOf(drawing: PageDrawing): readonly DrawOp[] {
  const starts = codePlaces.map(({ x, y }) => `M${hundredths(x)} ${hundredths(y)}L`);
  const codes = drawing.ops.filter(
    (op) => op.op === 'path' && op.color === 'black' && starts.some((start) => op.d.startsWith(start)),
  );
  if (codes.length === 0) throw new Error('a page without codes');
  return codes;
}

function hundredths(mm: number): string {
  return String(Math.round(mm * 100) / 100);
}

function withOps(drawing: PageDrawing, ...added: DrawOp[]): PageDrawing {
  return { ...drawing, ops: [...drawing.ops, ...added] };
}
