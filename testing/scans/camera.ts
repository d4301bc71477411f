import { blurGrey } from '../../verifier/image/blur.ts';
import type { Grey, Point } from '../../verifier/image/grey.ts';
import { applyHomography, fitHomography } from '../../verifier/image/homography.ts';
import { warpToPage } from '../../verifier/image/warp.ts';
import { printDensity } from './printed-page.ts';
import type { Random } from './random.ts';

/** How a page is seen by a scanner or a camera. */
export interface View {
  readonly dpi: number;
  /** Any angle, degrees. */
  readonly turn: number;
  /** How far perspective moves the corners, as a share of the page's width. */
  readonly perspective: number;
  /** How far the curl of the paper moves a point, mm. */
  readonly curl: number;
  /** Blur of the optics, pixels of the scan. */
  readonly blur: number;
  /** Standard deviation of a pixel's light. */
  readonly noise: number;
  /** Share of the light missing in the darkest corner. */
  readonly shade: number;
  /** Light of bare paper in the brightest place. */
  readonly white: number;
  /** Light of the surroundings of the page. */
  readonly beside: number;
}

export function flatbedView(random: Random): View {
  return {
    dpi: random.pick([150, 150, 150, 200, 200, 240, 300]),
    turn: random.between(-3, 3) + random.pick([0, 0, 0, 90, 180, 270]),
    perspective: 0,
    curl: random.between(0, 0.25),
    blur: random.between(0.3, 0.7),
    noise: random.between(0.004, 0.03),
    shade: random.between(0, 0.1),
    white: random.between(0.82, 1.02),
    beside: random.pick([0.1, 0.95]),
  };
}

export function photoView(random: Random): View {
  return {
    dpi: random.pick([170, 200, 200, 240, 300]),
    turn: random.between(-180, 180),
    perspective: random.between(0, 0.08),
    curl: random.between(0, 1.2),
    blur: random.between(0.4, 0.95),
    noise: random.between(0.008, 0.04),
    shade: random.between(0.05, 0.5),
    white: random.between(0.7, 1),
    beside: random.between(0.1, 0.6),
  };
}

/** The picture of a page in this view: light from 0 to 1. */
export function seenBy(page: Grey, view: View, random: Random): Grey {
  const { toPage, width, height } = geometry(view, random);
  const perPixel = 300 / view.dpi;
  // A scanner's pixel gathers light from its whole square.
  const soft = blurGrey(page, Math.hypot(view.blur * perPixel, 0.29 * perPixel));
  const bend = bending(view.curl, random);
  const lamp = { x: random.between(-1, 1), y: random.between(-1, 1) };
  const map = ({ x, y }: Point) => {
    const at = bend(toPage(x, y));
    return { x: at.x * printDensity, y: at.y * printDensity };
  };
  const out = warpToPage(soft, map, { x: 0, y: 0, w: width, h: height }, 1, beside);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const right = (2 * x) / width - 1 - lamp.x;
      const down = (2 * y) / height - 1 - lamp.y;
      const far = Math.sqrt(right * right + down * down) / 2.8;
      const seen = out.data[y * width + x] ?? 0;
      const light = seen === beside ? view.beside : seen;
      const lit = light * view.white * (1 - view.shade * far) + view.noise * random.normal();
      out.data[y * width + x] = lit < 0 ? 0 : lit > 1 ? 1 : lit;
    }
  return out;
}

/** Marks pixels that show the surroundings of the page. */
const beside = -1;

/** Where the four corners of the page end up, with some margin around them. */
function geometry(view: View, random: Random) {
  const density = view.dpi / 25.4;
  const angle = (view.turn / 180) * Math.PI;
  const [cos, sin] = [Math.cos(angle) * density, Math.sin(angle) * density];
  const corners = [
    { x: 0, y: 0 },
    { x: 210, y: 0 },
    { x: 210, y: 297 },
    { x: 0, y: 297 },
  ];
  const moved = () => random.between(-1, 1) * view.perspective * 210 * density;
  const seen = corners.map(({ x, y }) => ({
    x: x * cos - y * sin + moved(),
    y: x * sin + y * cos + moved(),
  }));
  const margin = random.between(0, 6) * density;
  const left = Math.min(...seen.map(({ x }) => x)) - margin;
  const top = Math.min(...seen.map(({ y }) => y)) - margin;
  const width = Math.ceil(Math.max(...seen.map(({ x }) => x)) + margin - left);
  const height = Math.ceil(Math.max(...seen.map(({ y }) => y)) + margin - top);
  const inverse = fitHomography(
    corners.map((corner, index) => {
      const at = seen[index] ?? corner;
      return { page: { x: at.x - left, y: at.y - top }, scan: corner };
    }),
  );
  if (inverse === null) throw new Error('the four corners of a page are on one line');
  return { width, height, toPage: (x: number, y: number) => applyHomography(inverse, { x, y }) };
}

/** Paper that is not flat: long waves in both directions. */
function bending(curl: number, random: Random): (at: Point) => Point {
  const waves = [0, 1].map(() => ({
    long: random.between(120, 300),
    phase: random.between(0, 6.28),
    slant: random.between(-0.4, 0.4),
    size: curl * random.between(0.3, 1),
  }));
  return ({ x, y }) => {
    const [one, two] = waves.map(({ long, phase, slant, size }, index) => {
      const along = index === 0 ? y + slant * x : x + slant * y;
      return size * Math.sin((2 * Math.PI * along) / long + phase);
    });
    return { x: x + (one ?? 0), y: y + (two ?? 0) };
  };
}
