import type { DrawOp } from '../../shared/drawing.ts';

type DotsOp = Extract<DrawOp, { op: 'dots' }>;

/** Draws the dots of one document, whose pages share the rows they are made of. */
export type DotsDrawer = (op: DotsOp, mmInPoints: number, ink: string) => void;

/**
 * The blocks are the clip, and the whole grid is drawn into it, row by row, every row the same form: half a million dots in
 * six kilobytes. Dashed lines would be as short, but readers never draw a line thinner than their pixel, and a pattern's cell
 * is rounded to pixels: both make the fine dots heavier than the coarse ones. No edge of a block cuts a dot.
 */
export function dotsDrawer(document: PDFKit.PDFDocument): DotsDrawer {
  const rows = new Map<string, PDFKit.PDFKitReference>();

  function rowOf(columns: number, dot: number): string {
    const name = `Dots${columns}x${Math.round(dot * 1000)}`;
    const row = rows.get(name) ?? dotRow(document, columns, dot);
    rows.set(name, row);
    // PDFKit's types leave a page's resources open.
    const page: { xobjects: Record<string, PDFKit.PDFKitReference> } = document.page;
    page.xobjects[name] = row;
    return name;
  }

  return (op, mmInPoints, ink) => {
    if (op.blocks.length === 0) return;
    document
      .save()
      .translate(op.x * mmInPoints, op.y * mmInPoints)
      .scale(op.pitch * mmInPoints)
      .fillColor(ink);
    for (const [column, row, columns, down] of op.blocks) document.rect(column, row, columns, down);
    const { firstRow, lastRow, columns } = extent(op);
    document.clip().translate(0, firstRow);
    const name = rowOf(columns, op.side / op.pitch);
    for (let row = firstRow; row < lastRow; row++) document.addContent(`/${name} Do 1 0 0 1 0 1 cm`);
    document.restore();
  };
}

/** The rows that the blocks span, the last not included, and the columns from the grid's left edge. */
function extent({ blocks }: DotsOp): { firstRow: number; lastRow: number; columns: number } {
  return {
    firstRow: Math.min(...blocks.map(([, row]) => row)),
    lastRow: Math.max(...blocks.map(([, row, , down]) => row + down)),
    columns: Math.max(...blocks.map(([column, , columns]) => column + columns)),
  };
}

/** A row of cells of side 1, each with its dot in the centre. */
function dotRow(document: PDFKit.PDFDocument, columns: number, dot: number): PDFKit.PDFKitReference {
  const row = document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, columns, 1], Resources: {} });
  const inset = decimals((1 - dot) / 2);
  const side = decimals(dot);
  const rectangle = (column: number) => `${decimals(column + inset)} ${inset} ${side} ${side} re`;
  row.end(`${Array.from({ length: columns }, (_, column) => rectangle(column)).join('\n')} f`);
  return row;
}

function decimals(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
