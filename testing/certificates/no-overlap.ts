import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { PlaceOnPage } from '../../printing/paper/place.ts';

/** Something that must not be on a page: for the tests of the layouts. */
export interface PageFault {
  /**
   * `overlap`: two texts, or a text and a picture · `outside`: beyond the reach of a store's printer · `reserved`: where codes
   * or marks go · `crossed`: a rule runs through the text · `covered`: a filled rectangle was drawn over it
   */
  readonly fault: 'overlap' | 'outside' | 'reserved' | 'crossed' | 'covered';
  /** The texts, or the kind of drawing operation. */
  readonly what: readonly string[];
}

type TextOp = Extract<DrawOp, { op: 'text' }>;
/** No layout draws the ground. */
type StrokeOp = Exclude<DrawOp, { op: 'text' | 'dots' }>;
type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** In mm: coordinates are rounded to hundredths. */
const tolerance = 0.03;
/** In mm from every edge: a store's printer reaches everything inside. */
const margin = 10;

/** Where the layouts draw nothing: the strip of the codes, the place beside it, and the corner marks. */
export const reservedPlaces: readonly PlaceOnPage[] = [
  { x: 15, y: 249.5, w: 135, h: 31.5 },
  { x: 152, y: 252, w: 43, h: 28 },
  ...[10, 200].flatMap((x) => [10, 287].map((y) => ({ x: x - 2.5, y: y - 2.5, w: 5, h: 5 }))),
];

/** Every fault on a page; empty for a clean one. */
export function faultsOf(page: PageDrawing, font: MinchoFont): PageFault[] {
  const texts = page.ops.flatMap((op, at) =>
    op.op === 'text' ? [{ op, at, edges: textEdges(op, font) }] : [],
  );
  const overlaps = texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((two) => meet(one.edges, two.edges))
      .map((two): PageFault => ({ fault: 'overlap', what: [one.op.text, two.op.text] })),
  );
  return page.ops.reduce<PageFault[]>((faults, op, at) => {
    if (op.op === 'dots') return faults;
    const edges = op.op === 'text' ? textEdges(op, font) : edgesOf(op);
    const what = op.op === 'text' ? op.text : op.op;
    if (!within(edges, [margin, margin, page.widthMm - margin, page.heightMm - margin]))
      faults.push({ fault: 'outside', what: [what] });
    if (reservedPlaces.some(({ x, y, w, h }) => meet(edges, [x, y, x + w, y + h])))
      faults.push({ fault: 'reserved', what: [what] });
    if (op.op === 'text') return faults;
    const strokes = strokesOf(op);
    for (const text of texts) {
      if (op.op === 'path' && meet(edges, text.edges))
        faults.push({ fault: 'overlap', what: [text.op.text, what] });
      if (op.op === 'rect' && op.fill !== null && at > text.at && meet(edges, text.edges))
        faults.push({ fault: 'covered', what: [text.op.text] });
      if (strokes.some((stroke) => meet(stroke, text.edges)))
        faults.push({ fault: 'crossed', what: [text.op.text] });
    }
    return faults;
  }, overlaps);
}

/** The em box of a text: 0.88 em above the baseline, 0.12 below. */
function textEdges({ x, y, size, text, align, stretch }: TextOp, font: MinchoFont): Edges {
  const width = font.widthOf(text, size) * stretch;
  const left = x - { left: 0, center: width / 2, right: width }[align];
  return [left, y - 0.88 * size, left + width, y + 0.12 * size];
}

function edgesOf(op: StrokeOp): Edges {
  switch (op.op) {
    case 'line':
      return thickened(
        [Math.min(op.x1, op.x2), Math.min(op.y1, op.y2), Math.max(op.x1, op.x2), Math.max(op.y1, op.y2)],
        op.width,
      );
    case 'rect':
      return thickened([op.x, op.y, op.x + op.w, op.y + op.h], op.stroke ?? 0);
    case 'path': {
      const numbers = (op.d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
      const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd));
      return [least(xs), least(ys), -least(xs?.map((x) => -x)), -least(ys?.map((y) => -y))];
    }
  }
}

function least(numbers: readonly number[] = []): number {
  return numbers.reduce((smallest, each) => Math.min(smallest, each), Infinity);
}

/** The strokes of an op as thin boxes. */
function strokesOf(op: StrokeOp): Edges[] {
  if (op.op === 'line') return [edgesOf(op)];
  if (op.op !== 'rect' || op.stroke === null) return [];
  const [left, top, right, bottom] = [op.x, op.y, op.x + op.w, op.y + op.h];
  return [
    [left, top, right, top] as const,
    [left, bottom, right, bottom] as const,
    [left, top, left, bottom] as const,
    [right, top, right, bottom] as const,
  ].map((edge) => thickened(edge, op.stroke ?? 0));
}

function thickened([left, top, right, bottom]: Edges, width: number): Edges {
  return [left - width / 2, top - width / 2, right + width / 2, bottom + width / 2];
}

function meet(one: Edges, two: Edges): boolean {
  return (
    Math.min(one[2], two[2]) - Math.max(one[0], two[0]) > tolerance &&
    Math.min(one[3], two[3]) - Math.max(one[1], two[1]) > tolerance
  );
}

function within(inner: Edges, outer: Edges): boolean {
  return (
    inner[0] >= outer[0] - tolerance &&
    inner[1] >= outer[1] - tolerance &&
    inner[2] <= outer[2] + tolerance &&
    inner[3] <= outer[3] + tolerance
  );
}
