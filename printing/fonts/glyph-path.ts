import type { Glyph, PathCommand } from 'fontkit';
import type { MinchoFont } from './mincho.ts';

/** A box on the page, mm from the top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** If the ink is less than this share of the em, it is no longer stretched to the box: 一 must stay a stroke. */
const leastInk = 0.7;

/**
 * The outline of one character as an SVG path (M, L, C, Z, absolute, mm), stretched so that its ink fills the box. Seal
 * cutters fill their cells in the same way.
 * @throws when the font cannot print the character
 */
export function glyphPath(font: MinchoFont, character: string, box: Box): string {
  return font
    .set(character)
    .map(({ glyph }) => kept(font, glyph, box))
    .join('');
}

/**
 * Outlines by glyph and box: a municipality's seal is the same on all of its certificates. The font is the same file for as long as
 * its object lives; when there are too many, it begins anew.
 */
const outlines = new WeakMap<MinchoFont, Map<string, string>>();
/** About a megabyte. */
const mostKept = 1024;

function kept(font: MinchoFont, glyph: Glyph, box: Box): string {
  const known = outlines.get(font) ?? new Map<string, string>();
  outlines.set(font, known);
  const key = `${glyph.id} ${box.x} ${box.y} ${box.w} ${box.h}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKept) known.clear();
  const made = stretched(font, glyph, box);
  known.set(key, made);
  return made;
}

function stretched(font: MinchoFont, glyph: Glyph, box: Box): string {
  const { minX, minY, maxX, maxY } = glyph.path.bbox;
  const least = leastInk * font.font.unitsPerEm;
  const scaleX = box.w / Math.max(maxX - minX, least);
  const scaleY = box.h / Math.max(maxY - minY, least);
  const x = (value: number) => box.x + box.w / 2 + (value - (minX + maxX) / 2) * scaleX;
  const y = (value: number) => box.y + box.h / 2 - (value - (minY + maxY) / 2) * scaleY;
  return outline(glyph.path.commands, x, y);
}

type Scale = (value: number) => number;

function outline(commands: readonly PathCommand[], x: Scale, y: Scale): string {
  let path = '';
  let from = { x: 0, y: 0 };
  for (const { command, args } of commands) {
    if (command === 'closePath') {
      path += 'Z';
      continue;
    }
    const points = pairs(args).map((point) => ({ x: x(point.x), y: y(point.y) }));
    const to = points.at(-1);
    if (to === undefined) throw new Error('an outline command without a point');
    const [first] = points;
    if (command === 'quadraticCurveTo' && first !== undefined) {
      // A quadratic curve is the cubic whose control points lie two thirds of the way to its single one.
      points.splice(0, 1, towards(from, first), towards(to, first));
    }
    path += letters[command] + points.map((point) => `${mm(point.x)} ${mm(point.y)}`).join(' ');
    from = to;
  }
  return path;
}

const letters = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'C', bezierCurveTo: 'C' } as const;

interface Point {
  readonly x: number;
  readonly y: number;
}

function towards(end: Point, control: Point): Point {
  return { x: end.x + ((control.x - end.x) * 2) / 3, y: end.y + ((control.y - end.y) * 2) / 3 };
}

function pairs(numbers: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2)
    points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 });
  return points;
}

function mm(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
