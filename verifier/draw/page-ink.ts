import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { assertNever } from '../../shared/result.ts';
import type { Glyph } from 'fontkit';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { emptyGrey, shrinkGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { fillOutline } from '../../printing/ink/coverage.ts';
import { outlineOfGlyph, outlineOfPath } from '../../printing/ink/outline.ts';
import type { Outline } from '../../printing/ink/outline.ts';

/** How dark a dot of the ground (#00828c) is to a grey scanner. */
const groundInk = 1 - (0.587 * 130 + 0.114 * 140) / 255;

type TextOp = Extract<DrawOp, { op: 'text' }>;

/** One character of a text with its place on the page, mm. */
export interface SetGlyph {
  readonly character: string;
  readonly glyph: Glyph;
  /** Left end of the advance, and the baseline. */
  readonly x: number;
  readonly baseline: number;
  /** Height of the em, and how much narrower than that the glyph is set. */
  readonly size: number;
  readonly stretch: number;
}

/** A page as ink: 0 is bare paper, 1 is black. Colours are apart, because every printer and scanner gives them another weight. */
export interface PageInk {
  readonly ink: Grey;
  /** The seal of office, and whatever else is vermilion: 1 where it is. */
  readonly vermilion: Grey;
  /** The dots of the ground. */
  readonly ground: Grey;
}

const shrunk = new WeakMap<PageInk, Map<number, PageInk>>();

/** The same page in fewer pixels: each the mean of `factor` × `factor`. Who lays the page and who looks at colours want the same. */
export function shrinkInk(page: PageInk, factor: number): PageInk {
  const known = shrunk.get(page) ?? new Map<number, PageInk>();
  shrunk.set(page, known);
  const made = known.get(factor) ?? {
    ink: shrinkGrey(page.ink, factor),
    vermilion: shrinkGrey(page.vermilion, factor),
    ground: shrinkGrey(page.ground, factor),
  };
  known.set(factor, made);
  return made;
}

export interface InkDrawer {
  readonly unitsPerEm: number;
  /** @param density pixels per mm */
  page(drawing: PageDrawing, density: number): PageInk;
  /** The characters of a text, left to right. */
  glyphs(op: TextOp): readonly SetGlyph[];
  /** Paints one glyph as ink over a picture whose top left corner lies at `at` (mm). */
  paint(
    picture: Grey,
    at: { readonly x: number; readonly y: number },
    density: number,
    glyph: SetGlyph,
  ): void;
}

/**
 * Draws with exact coverage and without a browser or a PDF reader, so that the command and the page on a telephone compare
 * with the same picture. A test holds it against poppler's.
 */
export function createInkDrawer(font: MinchoFont): InkDrawer {
  const outlines = new Map<number, Outline>();
  const unitsPerEm = font.font.unitsPerEm;

  function outlineOf(glyph: Glyph): Outline {
    const known = outlines.get(glyph.id);
    if (known !== undefined) return known;
    const outline = outlineOfGlyph(glyph);
    outlines.set(glyph.id, outline);
    return outline;
  }

  const drawer: InkDrawer = {
    unitsPerEm,
    page(drawing, density) {
      const width = Math.round(drawing.widthMm * density);
      const height = Math.round(drawing.heightMm * density);
      const page = {
        ink: emptyGrey(width, height),
        vermilion: emptyGrey(width, height),
        ground: emptyGrey(width, height),
      };
      for (const op of drawing.ops) drawOp(page, density, op);
      const { ink, ground, vermilion } = page;
      for (let at = 0; at < ground.data.length; at++) {
        const dots = ground.data[at] ?? 0;
        if (dots === 0) continue;
        const [black, red] = [ink.data[at] ?? 0, vermilion.data[at] ?? 0];
        ground.data[at] = dots * (1 - (black > red ? black : red));
      }
      return page;
    },
    glyphs(op) {
      const width = font.widthOf(op.text, op.size) * op.stretch;
      let x = op.x - { left: 0, center: width / 2, right: width }[op.align];
      return font.set(op.text).map(({ codePoints, glyph }) => {
        const placed = {
          character: String.fromCodePoint(...codePoints),
          glyph,
          x,
          baseline: op.y,
          size: op.size,
          stretch: op.stretch,
        };
        x += (glyph.advanceWidth * op.size * op.stretch) / unitsPerEm;
        return placed;
      });
    },
    paint(picture, at, density, { glyph, x, baseline, size, stretch }) {
      const scale = (size * density) / unitsPerEm;
      fillOutline(
        picture,
        outlineOf(glyph),
        {
          scaleX: scale * stretch,
          scaleY: -scale,
          x0: (x - at.x) * density,
          y0: (baseline - at.y) * density,
        },
        1,
      );
    },
  };

  function drawOp({ ink: picture, vermilion, ground }: PageInk, density: number, op: DrawOp): void {
    switch (op.op) {
      case 'text':
        for (const glyph of drawer.glyphs(op)) drawer.paint(picture, { x: 0, y: 0 }, density, glyph);
        return;
      case 'line':
        fillOutline(picture, [strokeOf(op)], scaled(density), 1);
        return;
      case 'rect':
        if (op.fill !== null) {
          fillOutline(picture, [box(op, 0)], scaled(density), 1 - op.fill);
          fillOutline(ground, [box(op, 0)], scaled(density), 0);
        }
        if (op.stroke !== null)
          fillOutline(
            picture,
            [box(op, op.stroke / 2), backwards(box(op, -op.stroke / 2))],
            scaled(density),
            1,
          );
        return;
      case 'path':
        if (op.color === 'ground') return;
        fillOutline({ vermilion, black: picture }[op.color], outlineOfPath(op.d), scaled(density), 1);
        return;
      case 'dots':
        drawDots(ground, density, op);
        return;
      default:
        assertNever(op);
    }
  }
  return drawer;
}

/** Hundreds of thousands stand on a page: squares along the pixels need no outline, and those of a row all cover the same rows of pixels. */
function drawDots(ground: Grey, density: number, op: Extract<DrawOp, { op: 'dots' }>): void {
  const inset = (op.pitch - op.side) / 2;
  const side = op.side * density;
  for (const [column, row, columns, rows] of op.blocks)
    for (let y = row; y < row + rows; y++) {
      const top = (op.y + y * op.pitch + inset) * density;
      for (let line = Math.max(0, Math.floor(top)); line < Math.min(ground.height, top + side); line++) {
        const ink = groundInk * (Math.min(line + 1, top + side) - Math.max(line, top));
        const own = ground.data.subarray(line * ground.width, (line + 1) * ground.width);
        for (let x = column; x < column + columns; x++)
          drawSpan(own, (op.x + x * op.pitch + inset) * density, side, ink);
      }
    }
}

/** A row of pixels through a dot. @param ink of a pixel that lies in it from side to side */
function drawSpan(row: Float32Array, left: number, side: number, ink: number): void {
  const right = left + side;
  for (let x = left < 0 ? 0 : Math.floor(left); x < right && x < row.length; x++) {
    const wide = (x + 1 < right ? x + 1 : right) - (x > left ? x : left);
    row[x] = (row[x] ?? 0) + ink * wide;
  }
}

function scaled(density: number) {
  return { scaleX: density, scaleY: density, x0: 0, y0: 0 };
}

/** A line as the four corners of its stroke, with butt ends as in PDF. */
function strokeOf({ x1, y1, x2, y2, width }: Extract<DrawOp, { op: 'line' }>): Float64Array {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return new Float64Array(0);
  const nx = (-(y2 - y1) / length) * (width / 2);
  const ny = ((x2 - x1) / length) * (width / 2);
  return Float64Array.of(x1 + nx, y1 + ny, x2 + nx, y2 + ny, x2 - nx, y2 - ny, x1 - nx, y1 - ny);
}

function box({ x, y, w, h }: Extract<DrawOp, { op: 'rect' }>, wider: number): Float64Array {
  const [left, top, right, bottom] = [x - wider, y - wider, x + w + wider, y + h + wider];
  return Float64Array.of(left, top, right, top, right, bottom, left, bottom);
}

/** The other way round, so that the two together leave the inside open. */
function backwards(polygon: Float64Array): Float64Array {
  const out = new Float64Array(polygon.length);
  for (let at = 0; at < polygon.length; at += 2) {
    out[at] = polygon[polygon.length - 2 - at] ?? 0;
    out[at + 1] = polygon[polygon.length - 1 - at] ?? 0;
  }
  return out;
}
