import { blackAndWhitePng, rowOfDots } from '../ink/black-and-white-png.ts';

/** The whole print head: 48 columns of 12 dots. */
const widthDots = 576;

/** Bands, top to bottom: height in dots, and whether a dot is black at a place. */
const bands: readonly { readonly height: number; readonly black: (x: number, y: number) => boolean }[] = [
  // A dead dot of the head shows as a white line here.
  { height: 24, black: () => true },
  { height: 8, black: () => false },
  // Three greys.
  { height: 16, black: (x, y) => (x + y) % 2 === 0 },
  { height: 16, black: (x, y) => x % 2 === 0 && y % 2 === 0 },
  { height: 16, black: (x, y) => x % 4 === (y % 2) * 2 && y % 2 === 0 },
  { height: 8, black: () => false },
  // Lines of one dot, then of two.
  { height: 24, black: (x) => x % 4 === 0 },
  { height: 24, black: (x) => x % 8 < 2 },
  { height: 8, black: () => false },
  // Each dot of the head once by itself; steps show where the paper slips.
  { height: 24, black: (x, y) => x % 24 === y },
];

/** A black and white PNG, one dot per pixel, which shows a dead dot, an uneven grey, a slipping roll and a cut-off edge. */
export function testPattern(): Uint8Array {
  const rows = bands.flatMap(({ height, black }) =>
    Array.from({ length: height }, (_, y) => rowOfDots(widthDots, (x) => black(x, y))),
  );
  return blackAndWhitePng(rows);
}
