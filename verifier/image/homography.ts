import type { Point } from './grey.ts';
import { leastSquares } from './linear-system.ts';

/** A plane seen by a camera: (x, y) goes to ((h0·x + h1·y + h2) / w, (h3·x + h4·y + h5) / w) with w = h6·x + h7·y + 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/** A point of the page (mm) and where it was found in the scan (pixels). */
export interface Match {
  readonly page: Point;
  readonly scan: Point;
}

export function applyHomography(h: Homography, { x, y }: Point): Point {
  const w = h[6] * x + h[7] * y + 1;
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w };
}

/**
 * The homography that fits best to four or more matches, by least squares on normalised coordinates.
 * Null: the points do not determine one (too few, or on a line).
 */
export function fitHomography(matches: readonly Match[]): Homography | null {
  if (matches.length < 4) return null;
  const from = normaliser(matches.map(({ page }) => page));
  const to = normaliser(matches.map(({ scan }) => scan));
  if (from === null || to === null) return null;
  let weights = matches.map(() => 1);
  let fit: Homography | null = null;
  // The denominator's own weighting turns the algebraic error into the distance in the scan.
  for (let round = 0; round < 3; round++) {
    const system = leastSquares(8);
    for (const [index, { page, scan }] of matches.entries()) {
      const [a, b] = [from.apply(page), to.apply(scan)];
      const weight = weights[index] ?? 1;
      system.add([a.x, a.y, 1, 0, 0, 0, -a.x * b.x, -a.y * b.x], b.x, weight);
      system.add([0, 0, 0, a.x, a.y, 1, -a.x * b.y, -a.y * b.y], b.y, weight);
    }
    const solved = system.solve(1e-12);
    if (solved === null) return null;
    const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0] = solved;
    fit = [h0, h1, h2, h3, h4, h5, h6, h7];
    weights = matches.map(({ page }) => {
      const a = from.apply(page);
      return 1 / Math.max(1e-6, (h6 * a.x + h7 * a.y + 1) ** 2);
    });
  }
  return fit === null ? null : withoutNormalising(fit, from, to);
}

/**
 * The homography of most of the matches: the worst ones are put aside, one after the other, until every one left lies
 * within `tolerance` pixels. A good one that went with the bad, since they had bent the fit, is taken back.
 */
export function fitHomographyRobustly(
  matches: readonly Match[],
  tolerance: number,
): { readonly homography: Homography; readonly kept: readonly Match[] } | null {
  const first = withoutTheWorst(matches, tolerance);
  if (first === null) return null;
  const fitting = matches.filter((match) => missOf(first.homography, match) <= tolerance);
  return fitting.length > first.kept.length ? withoutTheWorst(fitting, tolerance) : first;
}

function withoutTheWorst(
  matches: readonly Match[],
  tolerance: number,
): { readonly homography: Homography; readonly kept: readonly Match[] } | null {
  let kept = [...matches];
  for (;;) {
    const homography = fitHomography(kept);
    if (homography === null) return null;
    const errors = kept.map((match) => missOf(homography, match));
    const worst = Math.max(...errors);
    if (worst <= tolerance || kept.length === 4) return { homography, kept };
    kept = kept.filter((_, index) => errors[index] !== worst);
    if (kept.length < 4) return null;
  }
}

/** Distance between where a match was found and where the homography puts it, pixels. */
export function missOf(homography: Homography, { page, scan }: Match): number {
  const at = applyHomography(homography, page);
  return Math.hypot(at.x - scan.x, at.y - scan.y);
}

/** A turn, a scale and a shift, from the two matches or more. */
export function fitSimilarity(matches: readonly Match[]): Homography | null {
  if (matches.length < 2) return null;
  const system = leastSquares(4);
  for (const { page, scan } of matches) {
    system.add([page.x, -page.y, 1, 0], scan.x);
    system.add([page.y, page.x, 0, 1], scan.y);
  }
  const solved = system.solve();
  if (solved === null) return null;
  const [a = 0, b = 0, x = 0, y = 0] = solved;
  return [a, -b, x, b, a, y, 0, 0];
}

interface Normaliser {
  readonly scale: number;
  readonly middle: Point;
  apply(point: Point): Point;
}

function normaliser(points: readonly Point[]): Normaliser | null {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const spread = Math.sqrt(
    points.reduce((sum, { x, y }) => sum + (x - middle.x) ** 2 + (y - middle.y) ** 2, 0) / points.length,
  );
  if (spread === 0) return null;
  const scale = 1 / spread;
  return { scale, middle, apply: ({ x, y }) => ({ x: (x - middle.x) * scale, y: (y - middle.y) * scale }) };
}

function withoutNormalising(h: Homography, from: Normaliser, to: Normaliser): Homography | null {
  const s = from.scale;
  const [mx, my] = [from.middle.x, from.middle.y];
  // N = H · F, where F centres and scales the page.
  const row = (a: number, b: number, c: number): [number, number, number] => [
    a * s,
    b * s,
    c - a * s * mx - b * s * my,
  ];
  const [n0, n1, n2] = row(h[0], h[1], h[2]);
  const [n3, n4, n5] = row(h[3], h[4], h[5]);
  const [n6, n7, n8] = row(h[6], h[7], 1);
  // T⁻¹ · N, where T centres and scales the scan.
  const back = (n: number, w: number, middle: number) => n / to.scale + middle * w;
  if (Math.abs(n8) < 1e-9) return null;
  return [
    back(n0, n6, to.middle.x) / n8,
    back(n1, n7, to.middle.x) / n8,
    back(n2, n8, to.middle.x) / n8,
    back(n3, n6, to.middle.y) / n8,
    back(n4, n7, to.middle.y) / n8,
    back(n5, n8, to.middle.y) / n8,
    n6 / n8,
    n7 / n8,
  ];
}
