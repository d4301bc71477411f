import { japanDateTime, type Clock, type Instant } from '../../shared/dates.ts';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { copyGround } from '../paper/ground.ts';
import { cornerMarks } from '../paper/marks.ts';

export const testSides = 2;

/** Where the figures are, mm; the ground leaves them white. */
const places = {
  title: { x: 55, y: 24, w: 100, h: 36 },
  greys: { x: 25, y: 72, w: 160, h: 30 },
  lines: { x: 25, y: 116, w: 160, h: 62 },
  grid: { x: 25, y: 192, w: 160, h: 66 },
} as const;

const greySteps = 11;
/** mm: starting from one dot of a printer at 600 dpi. */
const lineWidths = [0.042, 0.085, 0.12, 0.25, 0.4, 0.8] as const;
const gridStep = 2;

/**
 * One side of the test sheet: ground, corner marks, greys from black to white, lines, a grid, and which side it is. It has
 * nothing personal on it, no code and no seal: nobody can take it for a certificate.
 * @param side 1 (front) or 2 (back)
 */
export function testSide(side: 1 | 2, at: Instant): PageDrawing {
  return {
    widthMm: 210,
    heightMm: 297,
    ops: [
      ...copyGround(Object.values(places)),
      ...cornerMarks(),
      ...title(side, at),
      ...greys(),
      ...lines(),
      ...grid(),
    ],
  };
}

/**
 * Makes the test sheet, both sides, as PDF. What draws it is loaded then: a start of the kiosk does not wait for it.
 * @throws what `font` throws: without its font the kiosk prints nothing at all
 */
export function createTestPage(
  clock: Clock,
  font: () => Promise<MinchoFont> = async () => (await import('../fonts/mincho.ts')).loadMincho(),
): { testPage(): Promise<Uint8Array> } {
  return {
    async testPage() {
      const { renderSheet } = await import('../pdf/render-sheet.ts');
      const now = clock.now();
      return renderSheet([testSide(1, now), testSide(2, now)], await font(), '試験印刷');
    },
  };
}

function title(side: 1 | 2, at: Instant): DrawOp[] {
  const { x, y, w } = places.title;
  const middle = x + w / 2;
  return [
    text('試験印刷', middle, y + 15, 12),
    text(`${side === 1 ? 'おもて' : 'うら'}　${side}/${testSides}`, middle, y + 25, 5),
    text(japanDateTime(at), middle, y + 33, 4),
  ];
}

/** Steps that all differ on a good print; the darkest two merge when there is too much toner, the palest when too little. */
function greys(): DrawOp[] {
  const { x, y, w, h } = places.greys;
  const width = w / greySteps;
  return Array.from({ length: greySteps }, (_, step): DrawOp[] => [
    {
      op: 'rect',
      x: x + step * width,
      y,
      w: width,
      h: h - 7,
      stroke: 0.12,
      fill: step / (greySteps - 1),
    },
    text(String(step * 10), x + (step + 0.5) * width, y + h - 1.5, 3.4),
  ]).flat();
}

/** Each width horizontal, vertical and in a fan: a worn drum loses the thinnest first, a loose roller doubles them. */
function lines(): DrawOp[] {
  const { x, y } = places.lines;
  return lineWidths.flatMap((width, index): DrawOp[] => {
    const row = y + 6 + index * 10;
    const column = x + 92 + index * 4;
    return [
      text(`${width} mm`, x + 11, row + 1.2, 3.4),
      line(x + 24, row, x + 84, row, width),
      line(column, y + 4, column, y + 58, width),
      line(x + 120, y + 58, x + 122 + index * 7, y + 4, width),
    ];
  });
}

/** Squares of 2 mm: where they are not square, the paper was pulled askew or slipped. */
function grid(): DrawOp[] {
  const { x, y, w, h } = places.grid;
  const standing = Array.from({ length: w / gridStep + 1 }, (_, column) =>
    line(x + column * gridStep, y, x + column * gridStep, y + h, 0.085),
  );
  const lying = Array.from({ length: h / gridStep + 1 }, (_, row) =>
    line(x, y + row * gridStep, x + w, y + row * gridStep, 0.085),
  );
  return [...standing, ...lying];
}

function text(value: string, x: number, y: number, size: number): DrawOp {
  return { op: 'text', x, y, size, text: value, align: 'center', stretch: 1 };
}

function line(x1: number, y1: number, x2: number, y2: number, width: number): DrawOp {
  return { op: 'line', x1, y1, x2, y2, width };
}
