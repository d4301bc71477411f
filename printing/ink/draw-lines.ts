import type { Glyph } from 'fontkit';
import { fillOutline } from './coverage.ts';
import { outlineOfGlyph, type Outline } from './outline.ts';
import { readingSize, type SetLine } from './set-paragraph.ts';
import type { ShapedText } from './shape-text.ts';
import { rowOfDots } from './black-and-white-png.ts';

/** Of the em: between two lines, and below the last, which belongs to what stands above it. */
const gap = { lines: 0.16, below: 0.36 } as const;
/** A dot is printed when at least this share of it is ink: thin strokes must not break up. */
const inked = 0.42;

export interface LinesLook {
  /** Dots of an em. */
  readonly size: number;
  /** Dots of the paper, a multiple of 8. */
  readonly width: number;
  readonly align: 'left' | 'centre' | 'right';
}

/** Set lines as rows of dots, from the top; as narrow as they can be, but for what is centred or on the right. */
export function drawLines(
  lines: readonly SetLine[],
  { size, width, align }: LinesLook,
): readonly Uint8Array[] {
  const { top, bottom } = extentOf(lines);
  const height = Math.ceil((top - bottom + gap.lines) * size);
  const widest = Math.max(...lines.map((line) => line.reduce((sum, atom) => sum + atom.width, 0))) * size;
  const used = align === 'left' ? Math.min(width, Math.ceil((widest + 2) / 8) * 8) : width;
  const drawn = lines.flatMap((line) => {
    const own = line.reduce((sum, atom) => sum + atom.width, 0) * size;
    const canvas = { width: used, height, data: new Float32Array(used * height) };
    let x = align === 'left' ? 0 : align === 'right' ? used - own : (used - own) / 2;
    const baseline = top * size;
    for (const { base, reading, width: wide } of line) {
      paint(canvas, base, x + ((wide - base.width) * size) / 2, baseline, size);
      if (reading !== null) {
        const small = size * readingSize;
        paint(
          canvas,
          reading,
          x + (wide * size - reading.width * small) / 2,
          baseline - overBase * size,
          small,
        );
      }
      x += wide * size;
    }
    return Array.from({ length: height }, (_, y) =>
      rowOfDots(used, (column) => (canvas.data[y * used + column] ?? 0) >= inked),
    );
  });
  const below = Math.ceil((gap.below - gap.lines) * size);
  return [...drawn, ...Array.from({ length: below }, () => new Uint8Array(used / 8))];
}

/** Where the reading's baseline is above the text's, ems. */
const overBase = 0.95;

/** How far ink goes above and below the baseline, ems: the same for all lines of a text. */
function extentOf(lines: readonly SetLine[]): { readonly top: number; readonly bottom: number } {
  let [top, bottom] = [0.75, -0.2];
  for (const { base, reading } of lines.flat()) {
    for (const { font, glyph, y } of base.glyphs) {
      const { minY, maxY } = glyph.path.bbox;
      if (maxY <= minY) continue;
      top = Math.max(top, y + maxY / font.unitsPerEm);
      bottom = Math.min(bottom, y + minY / font.unitsPerEm);
    }
    if (reading !== null) top = Math.max(top, overBase + readingSize * 0.9);
  }
  return { top, bottom };
}

function paint(
  canvas: Parameters<typeof fillOutline>[0],
  { glyphs }: ShapedText,
  x: number,
  baseline: number,
  size: number,
): void {
  for (const { font, glyph, x: right, y: up } of glyphs) {
    const scale = size / font.unitsPerEm;
    const placing = { scaleX: scale, scaleY: -scale, x0: x + right * size, y0: baseline - up * size };
    fillOutline(canvas, outlineOf(glyph), placing, 1);
  }
}

/** Taking a glyph's curves apart takes longer than painting it. */
const outlines = new WeakMap<Glyph, Outline>();

function outlineOf(glyph: Glyph): Outline {
  const known = outlines.get(glyph) ?? outlineOfGlyph(glyph);
  outlines.set(glyph, known);
  return known;
}
