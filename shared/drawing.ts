import { z } from 'zod';

/**
 * A page as a list of strokes and texts, in millimetres from the top left corner. PDFKit draws it on paper and the preview
 * draws it on the screen from this one layout, so that both are the same page.
 */
export const textOpSchema = z.object({
  op: z.literal('text'),
  /** Left end of the text, or its right end or middle as `align` says, mm. */
  x: z.number(),
  /** Baseline, mm. */
  y: z.number(),
  /** Height of the em, mm. */
  size: z.number().positive(),
  text: z.string(),
  align: z.enum(['left', 'right', 'center']),
  /** Horizontal scale, 1 for none: long names are set narrower, never cut. */
  stretch: z.number().min(0.4).max(1),
});
export const lineOpSchema = z.object({
  op: z.literal('line'),
  x1: z.number(),
  y1: z.number(),
  x2: z.number(),
  y2: z.number(),
  /** mm */
  width: z.number().positive(),
});
export const rectOpSchema = z.object({
  op: z.literal('rect'),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  /** Stroke width in mm; a fill is a grey from 0 (black) to 1 (white). */
  stroke: z.number().positive().nullable(),
  fill: z.number().min(0).max(1).nullable(),
});
/** Rectangles of cells of a grid: column and row of the first from 0, columns, rows. */
const blocksSchema = z.array(
  z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().positive(), z.int().positive()]),
);

/** An SVG path (M, L, C, Z, absolute, mm), filled: the mayor's seal. */
export const pathOpSchema = z.object({
  op: z.literal('path'),
  d: z.string(),
  color: z.enum(['vermilion', 'black', 'ground']),
  /**
   * The same figure as rectangles on a grid, where it is made of them, as a 2D code is: top left corner and side of a cell, mm.
   * Whoever writes thousands of them saves nine tenths of the numbers.
   */
  grid: z
    .object({ x: z.number(), y: z.number(), pitch: z.number().positive(), blocks: blocksSchema })
    .exactOptional(),
});

/**
 * Square dots on a grid, in the colour of the ground: too many to list one by one. A dot sits in the middle of its cell.
 */
export const dotsOpSchema = z.object({
  op: z.literal('dots'),
  /** Top left corner of the grid, mm. */
  x: z.number(),
  y: z.number(),
  /** Side of a cell, mm. */
  pitch: z.number().positive(),
  /** Side of a dot, mm, less than the cell's. */
  side: z.number().positive(),
  blocks: blocksSchema,
});

export const drawOpSchema = z.discriminatedUnion('op', [
  textOpSchema,
  lineOpSchema,
  rectOpSchema,
  pathOpSchema,
  dotsOpSchema,
]);
export type DrawOp = z.infer<typeof drawOpSchema>;

/** One side of one sheet, A4 portrait: 210 × 297 mm. */
export const pageDrawingSchema = z.object({
  widthMm: z.literal(210),
  heightMm: z.literal(297),
  ops: z.array(drawOpSchema),
});
export type PageDrawing = z.infer<typeof pageDrawingSchema>;
