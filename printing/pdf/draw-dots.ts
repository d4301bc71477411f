import type { DrawOp } from '../../shared/drawing.ts';
import { putStream, readyStream, small, type ReadyStream } from './ready-stream.ts';

type DotsOp = Extract<DrawOp, { op: 'dots' }>;

interface ReadyDots {
  /** By what makes a row: its columns and the side of its dots. */
  readonly rowName: string;
  readonly row: ReadyStream;
  readonly dots: ReadyStream;
}

/**
 * Every sheet has the same grounds: they are written and compressed once, for as long as their drawing is kept. There is
 * nothing of a certificate in them.
 */
const ready = new WeakMap<DotsOp, ReadyDots>();

/**
 * Puts dots into one document as a form, on a grid whose cells have side 1, and tells its name. Pages share the rows.
 * @returns a function of the dots and of the page's forms, by name
 */
export function dotsPutter(
  document: PDFKit.PDFDocument,
): (op: DotsOp, forms: Record<string, PDFKit.PDFKitReference>) => string {
  const rows = new Map<string, PDFKit.PDFKitReference>();
  const names = new Map<DotsOp, readonly [name: string, form: PDFKit.PDFKitReference]>();

  function put(op: DotsOp): readonly [name: string, form: PDFKit.PDFKitReference] {
    const { rowName, row, dots } = readyDots(op);
    const sharedRow = rows.get(rowName) ?? putStream(document, row);
    rows.set(rowName, sharedRow);
    const resources = { XObject: { Row: sharedRow } };
    const { dictionary, deflated } = dots;
    return [
      `Dots${names.size}`,
      putStream(document, { dictionary: { ...dictionary, Resources: resources }, deflated }),
    ];
  }

  return (op, forms) => {
    const known = names.get(op) ?? put(op);
    names.set(op, known);
    const [name, form] = known;
    forms[name] = form;
    return name;
  };
}

function readyDots(op: DotsOp): ReadyDots {
  const known = ready.get(op);
  if (known !== undefined) return known;
  const { columns, rows } = extent(op);
  const dot = op.side / op.pitch;
  const made = {
    rowName: `${columns} ${decimals(dot)}`,
    row: readyStream(dotRow(columns, dot), small, { ...form, BBox: [0, 0, columns, 1], Resources: {} }),
    dots: readyStream(dotsContent(op), small, { ...form, BBox: [0, 0, columns, rows] }),
  };
  ready.set(op, made);
  return made;
}

const form = { Type: 'XObject', Subtype: 'Form' } as const;

/**
 * The blocks are the clip, and the whole grid is drawn into it, row by row, every row the same form: half a million dots in
 * six kilobytes. Dashed lines would be as short, but readers never draw a line thinner than their pixel, and a pattern's cell
 * is rounded to pixels: both make the fine dots heavier than the coarse ones. No edge of a block cuts a dot.
 */
function dotsContent(op: DotsOp): string {
  const { firstRow, rows } = extent(op);
  const blocks = op.blocks.map((block) => `${block.join(' ')} re\n`).join('');
  return `${blocks}W n 1 0 0 1 0 ${firstRow} cm\n${'/Row Do 1 0 0 1 0 1 cm\n'.repeat(rows - firstRow)}`;
}

/** The rows that the blocks span, the last not included, and the columns from the grid's left edge. */
function extent({ blocks }: DotsOp): { firstRow: number; rows: number; columns: number } {
  return {
    firstRow: Math.min(...blocks.map(([, row]) => row)),
    rows: Math.max(...blocks.map(([, row, , down]) => row + down)),
    columns: Math.max(...blocks.map(([column, , columns]) => column + columns)),
  };
}

/** A row of cells of side 1, each with its dot in the centre. */
function dotRow(columns: number, dot: number): string {
  const inset = decimals((1 - dot) / 2);
  const side = decimals(dot);
  const rectangle = (column: number) => `${decimals(column + inset)} ${inset} ${side} ${side} re`;
  return `${Array.from({ length: columns }, (_, column) => rectangle(column)).join('\n')} f`;
}

function decimals(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
