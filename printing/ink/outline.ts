import type { Glyph } from 'fontkit';

/** Closed polygons, x0, y0, x1, y1, …; the last point joins the first. */
export type Outline = readonly Float64Array[];

/** Pieces of a curve: at 4 mm of type and 8 pixels per mm each piece bends less than a hundredth of a pixel. */
const pieces = 6;

/** The outline of a glyph in font units, y upwards. */
export function outlineOfGlyph(glyph: Glyph): Outline {
  const outline: Float64Array[] = [];
  let points: number[] = [];
  for (const { command, args } of glyph.path.commands) {
    if (command === 'closePath' || command === 'moveTo') {
      if (points.length > 4) outline.push(Float64Array.from(points));
      points = [];
    }
    if (command === 'moveTo' || command === 'lineTo') points.push(args[0] ?? 0, args[1] ?? 0);
    else if (command === 'quadraticCurveTo') addQuadratic(points, args);
    else if (command === 'bezierCurveTo') addCubic(points, args);
  }
  if (points.length > 4) outline.push(Float64Array.from(points));
  return outline;
}

/** The outline of an SVG path of M, L, C, Z, absolute. @throws RangeError at anything else */
export function outlineOfPath(d: string): Outline {
  const outline: Float64Array[] = [];
  let points: number[] = [];
  const close = () => {
    if (points.length > 4) outline.push(Float64Array.from(points));
    points = [];
  };
  for (const [, command = '', rest = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const args = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g) ?? []).map(Number);
    if (command === 'M' || command === 'L') {
      if (command === 'M') close();
      points.push(...args);
    } else if (command === 'C')
      for (let at = 0; at + 5 < args.length; at += 6) addCubic(points, args.slice(at, at + 6));
    else if (command === 'Z') close();
    else throw new RangeError(`a path with ${command}: drawings have M, L, C, Z`);
  }
  close();
  return outline;
}

function addQuadratic(points: number[], args: readonly number[]): void {
  const [cx = 0, cy = 0, x = 0, y = 0] = args;
  const [fromX, fromY] = lastOf(points);
  for (let piece = 1; piece <= pieces; piece++) {
    const t = piece / pieces;
    const u = 1 - t;
    points.push(u * u * fromX + 2 * u * t * cx + t * t * x, u * u * fromY + 2 * u * t * cy + t * t * y);
  }
}

function addCubic(points: number[], args: readonly number[]): void {
  const [ax = 0, ay = 0, bx = 0, by = 0, x = 0, y = 0] = args;
  const [fromX, fromY] = lastOf(points);
  for (let piece = 1; piece <= pieces; piece++) {
    const t = piece / pieces;
    const u = 1 - t;
    const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    points.push(p * fromX + q * ax + r * bx + s * x, p * fromY + q * ay + r * by + s * y);
  }
}

function lastOf(points: readonly number[]): [number, number] {
  return [points.at(-2) ?? 0, points.at(-1) ?? 0];
}
