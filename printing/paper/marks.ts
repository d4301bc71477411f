import type { DrawOp } from '../../shared/drawing.ts';

/** Centres of the corner marks, mm: left and right at the top, left and right at the bottom. */
export const markPlaces = [
  { x: 10, y: 10 },
  { x: 200, y: 10 },
  { x: 10, y: 287 },
  { x: 200, y: 287 },
] as const;

/** Radii, mm: a disc in a ring, round from every side, so that a rotated page has the same marks. */
export const markRadii = { disc: 1, ringInside: 1.75, ringOutside: 2.5 } as const;

/** The marks by which a scan of the page is aligned with the true page. */
export function cornerMarks(): DrawOp[] {
  const { disc, ringInside, ringOutside } = markRadii;
  return markPlaces.map((at) => ({
    op: 'path',
    d: circle(at, disc, 1) + circle(at, ringOutside, 1) + circle(at, ringInside, -1),
    color: 'black',
  }));
}

/** How far along the radius a cubic curve's control points lie for a quarter of a circle. */
const bulge = 0.5523;

/** @param turn -1 runs the other way round, so that the non-zero rule leaves the circle open */
function circle({ x, y }: { x: number; y: number }, radius: number, turn: 1 | -1): string {
  const point = (right: number, down: number) =>
    `${hundredths(x + right * radius)} ${hundredths(y + turn * down * radius)}`;
  const quarter = (one: string, two: string, to: string) => `C${one} ${two} ${to}`;
  return (
    `M${point(1, 0)}` +
    quarter(point(1, bulge), point(bulge, 1), point(0, 1)) +
    quarter(point(-bulge, 1), point(-1, bulge), point(-1, 0)) +
    quarter(point(-1, -bulge), point(-bulge, -1), point(0, -1)) +
    quarter(point(bulge, -1), point(1, -bulge), point(1, 0)) +
    'Z'
  );
}

function hundredths(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
