import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import type { DrawOp, PageDrawing } from '../../../shared/drawing.ts';
import { createInkDrawer } from '../../../verifier/draw/page-ink.ts';
import type { SetGlyph } from '../../../verifier/draw/page-ink.ts';
import { outlineOfGlyph } from '../../../printing/ink/outline.ts';
import type { Outline } from '../../../printing/ink/outline.ts';
import { texts } from '../forge.ts';
import type { Forgery } from '../forge.ts';
import type { Random } from '../random.ts';
import type { Forged, ForgeTools } from './forged.ts';

/** How many characters of a page are changed at once; each is counted by itself. */
const glyphsOfPage = 16;

/** Characters anywhere on the page become one of the twenty glyphs of the font that look most like them. */
export function changedGlyphs(drawing: PageDrawing, tools: ForgeTools, random: Random): Forged | null {
  const { font, nearest } = tools;
  const drawer = createInkDrawer(font);
  const all = texts(drawing)
    .flatMap((op) => drawer.glyphs(op))
    .filter(({ glyph }) => glyph.path.commands.length > 0);
  const chosen = new Set(Array.from({ length: glyphsOfPage }, () => random.whole(0, all.length - 1)));
  const ops: DrawOp[] = [];
  const places: Forgery['at'][] = [];
  const says: string[] = [];
  for (const index of chosen) {
    const placed = all[index];
    const near = placed === undefined ? [] : nearest.to(placed.glyph);
    const other = near[random.whole(0, Math.max(0, near.length - 1))];
    if (placed === undefined || other === undefined) continue;
    const at = squareOf(placed, font);
    ops.push({ op: 'rect', ...at, stroke: null, fill: 1 });
    ops.push({ op: 'path', d: pathOf(outlineOfGlyph(other), placed, font), color: 'black' });
    places.push(at);
    says.push(`${placed.character}→${near.indexOf(other) + 1}`);
  }
  const [first, ...more] = places;
  if (first === undefined) return null;
  const changed = { ...drawing, ops: [...drawing.ops, ...ops] };
  return { drawing: changed, says: says.join(' '), places: [first, ...more], cover: null, overlay: null };
}

/**
 * mm: a point or a dash of a thin pen, and the side of the piece of white that takes a stroke's end away; and mm² of ink that it takes at
 * least: of less a reader sees a worn stroke.
 */
const mark = { thin: 0.25, long: [0.6, 1.1], hole: [0.6, 1.1], leastTaken: 0.12 } as const;

/** A mark set into characters, or a piece of a stroke taken off. */
export function addedMarks(drawing: PageDrawing, font: MinchoFont, random: Random): Forged | null {
  const drawer = createInkDrawer(font);
  const all = texts(drawing)
    .flatMap((op) => drawer.glyphs(op))
    .filter(({ glyph, size }) => glyph.path.commands.length > 0 && size >= 3);
  const placed = all[random.whole(0, all.length - 1)];
  if (placed === undefined) return null;
  const square = squareOf(placed, font);
  const points = outlineOfGlyph(placed.glyph).flatMap((polygon) => [...polygon]);
  if (random.chance(0.5)) {
    const long = random.between(...mark.long);
    const [w, h] = random.chance(0.5) ? [long, mark.thin] : [mark.thin, long];
    // Where the character itself has no ink: else nothing is added.
    const box = emptyPlace(placed, font, { w, h }, random);
    if (box === null) return null;
    const ops: DrawOp[] = [...drawing.ops, { op: 'rect', ...box, stroke: null, fill: 0 }];
    return one({ ...drawing, ops }, `mark in ${placed.character}`, square);
  }
  const scale = placed.size / font.font.unitsPerEm;
  const ink = inkOf(placed, font);
  for (let tries = 0; tries < 80; tries++) {
    const index = 2 * random.whole(0, points.length / 2 - 1);
    const side = random.between(...mark.hole);
    const x = placed.x + (points[index] ?? 0) * scale * placed.stretch - side / 2;
    const y = placed.baseline - (points[index + 1] ?? 0) * scale - side / 2;
    if (ink({ x, y, w: side, h: side }) < mark.leastTaken) continue;
    const ops: DrawOp[] = [...drawing.ops, { op: 'rect', x, y, w: side, h: side, stroke: null, fill: 1 }];
    return one({ ...drawing, ops }, `piece of ${placed.character}`, { x, y, w: side, h: side });
  }
  return null;
}

/** A row of another page's, set into a gap between this page's rows. */
export function withExtraRow(
  drawing: PageDrawing,
  other: PageDrawing,
  font: MinchoFont,
  random: Random,
): Forged | null {
  const rows = texts(other).filter(({ text }) => text.trim().length >= 3);
  const row = rows[random.whole(0, rows.length - 1)];
  if (row === undefined) return null;
  const width = font.widthOf(row.text, row.size) * row.stretch;
  for (let tries = 0; tries < 60; tries++) {
    const at = {
      x: random.between(12, Math.max(13, 195 - width)),
      y: random.between(20, 240),
      ...{ w: width, h: row.size },
    };
    const meets = texts(drawing).some((op) => {
      const w = font.widthOf(op.text, op.size) * op.stretch;
      const x = op.x - { left: 0, center: w / 2, right: w }[op.align];
      return x < at.x + at.w && at.x < x + w && op.y - op.size < at.y + at.h && at.y < op.y + 1;
    });
    if (meets) continue;
    const op: DrawOp = { ...row, x: at.x, y: at.y + 0.88 * row.size, align: 'left' };
    return one({ ...drawing, ops: [...drawing.ops, op] }, 'row added', at);
  }
  return null;
}

/** The seal of office a few millimetres from its place, or another one's outline in its place. */
export function withMovedSeal(drawing: PageDrawing, random: Random): Forged | null {
  const index = drawing.ops.findIndex((op) => op.op === 'path' && op.color === 'vermilion');
  const seal = drawing.ops[index];
  if (seal === undefined || seal.op !== 'path') return null;
  const [dx, dy] = [random.between(1, 6), random.between(1, 4)];
  const numbers = seal.d.match(/-?\d+\.?\d*/g)?.map(Number) ?? [];
  const xs = numbers.filter((_, at) => at % 2 === 0);
  const ys = numbers.filter((_, at) => at % 2 === 1);
  const box = { x: Math.min(...xs), y: Math.min(...ys) };
  const at = { ...box, w: Math.max(...xs) - box.x + dx, h: Math.max(...ys) - box.y + dy };
  let count = 0;
  const d = seal.d.replace(/-?\d+\.?\d*/g, (number) =>
    (Number(number) + (count++ % 2 === 0 ? -dx : dy)).toFixed(3),
  );
  const ops = drawing.ops.map((op, each) => (each === index ? { ...seal, d } : op));
  return one({ ...drawing, ops }, 'seal moved', { ...at, x: at.x - dx });
}

function one(drawing: PageDrawing, says: string, at: Forgery['at']): Forged {
  return { drawing, says, places: [at], cover: null, overlay: null };
}

function squareOf({ x, baseline, size, stretch, glyph }: SetGlyph, font: MinchoFont): Forgery['at'] {
  const w = (glyph.advanceWidth * size * stretch) / font.font.unitsPerEm;
  return { x, y: baseline - size * 0.88, w, h: size };
}

function pathOf(outline: Outline, { x, baseline, size, stretch }: SetGlyph, font: MinchoFont): string {
  const scale = size / font.font.unitsPerEm;
  return outline
    .map((polygon) => {
      const points = Array.from({ length: polygon.length / 2 }, (_, index) => {
        const [px, py] = [polygon[2 * index] ?? 0, polygon[2 * index + 1] ?? 0];
        return `${(x + px * scale * stretch).toFixed(3)} ${(baseline - py * scale).toFixed(3)}`;
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}

/** A free place beside or between the strokes of a character. */
function emptyPlace(
  placed: SetGlyph,
  font: MinchoFont,
  { w, h }: { readonly w: number; readonly h: number },
  random: Random,
): Forgery['at'] | null {
  const square = squareOf(placed, font);
  const ink = inkOf(placed, font);
  for (let tries = 0; tries < 80; tries++) {
    const x = square.x + random.between(0, Math.max(0, square.w - w));
    const y = square.y + random.between(0, Math.max(0, square.h - h));
    if (ink({ x, y, w, h }) < 0.1 * w * h) return { x, y, w, h };
  }
  return null;
}

/** mm² of a character's ink within a box. */
function inkOf(placed: SetGlyph, font: MinchoFont): (box: Forgery['at']) => number {
  const square = squareOf(placed, font);
  const density = 20;
  const own = { width: Math.ceil(square.w * density), height: Math.ceil(square.h * density) };
  const picture = { ...own, data: new Float32Array(own.width * own.height) };
  createInkDrawer(font).paint(picture, square, density, placed);
  return ({ x, y, w, h }) => {
    const [left, top] = [(x - square.x) * density, (y - square.y) * density];
    let ink = 0;
    for (let py = Math.max(0, Math.floor(top)); py < Math.min(own.height, top + h * density); py++)
      for (let px = Math.max(0, Math.floor(left)); px < Math.min(own.width, left + w * density); px++)
        ink += picture.data[py * own.width + px] ?? 0;
    return ink / density ** 2;
  };
}
