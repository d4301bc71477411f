/** A point of a character drawn in a square of side 1: right and down from its top left corner. */
type Point = readonly [x: number, y: number];
type Stroke = readonly Point[];

/**
 * Centre lines of the strokes, in hundredths, drawn for this ground: the thin strokes of a book typeface would fall between
 * the dots.
 */
const fuku: readonly Stroke[] = [
  [
    [21, 5],
    [21, 26],
  ],
  [
    [5, 26.5],
    [33, 26.5],
    [29, 37],
    [22, 50],
    [14, 60],
    [5, 68],
  ],
  [
    [21, 52],
    [21, 96],
  ],
  [
    [37.5, 43],
    [30, 54],
  ],
  [
    [24, 49],
    [36, 66],
  ],
  [
    [55, 5],
    [48.5, 18],
    [39, 31],
  ],
  [
    [50, 17],
    [95, 17],
  ],
  [
    [49.5, 29.5],
    [86, 29.5],
    [86, 53],
    [49.5, 53],
    [49.5, 29.5],
  ],
  [
    [49.5, 41.2],
    [86, 41.2],
  ],
  [
    [61, 54],
    [51, 67],
    [38, 76.5],
  ],
  [
    [57, 64.5],
    [86, 64.5],
    [79, 76],
    [68, 86],
    [54, 92],
    [38, 95],
  ],
  [
    [53, 68],
    [61, 79],
    [72, 88],
    [84, 92],
    [96, 95],
  ],
];
const sha: readonly Stroke[] = [
  [
    [11.5, 31],
    [11.5, 12.6],
    [88.7, 12.6],
    [88.7, 31],
  ],
  [
    [33.7, 17],
    [25, 57],
  ],
  [
    [32, 32],
    [77.6, 32],
  ],
  [
    [27, 50.8],
    [73, 50.8],
    [69.7, 77],
    [65.8, 89],
    [58, 92.6],
    [42, 92.6],
  ],
  [
    [5.5, 69.5],
    [94.7, 69.5],
  ],
];

/** 複写, "copy": the word that a copy shows. */
export const copyWord: readonly (readonly Stroke[])[] = [fuku, sha];

/** Half the width of a stroke, in hundredths of the character. */
const halfWidth = 3.6;

/**
 * Whether a point is in the ink of a character.
 * @param x
 * @param y shares of the character's square, 0 to 1
 */
export function inInk(character: readonly Stroke[], x: number, y: number): boolean {
  const at: Point = [x * 100, y * 100];
  return character.some((stroke) =>
    stroke.some((to, index) => {
      const from = stroke[index - 1];
      return from !== undefined && distance(at, from, to) <= halfWidth;
    }),
  );
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
