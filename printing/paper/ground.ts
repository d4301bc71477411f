import type { DrawOp } from '../../shared/drawing.ts';
import type { PlaceOnPage } from './place.ts';
import { copyWord, inInk } from './copy-words.ts';

/** mm: one dot of a printer at 600 dpi. All lengths are whole multiples of it, so that the printer rounds none of them. */
const printerDot = 25.4 / 600;

/** In printer's dots: edges lie this far inside, so that a rounding error does not make a dot spill into the next pixel. */
const hair = 0.04;

/**
 * Fine dots around the characters and coarse ones inside them, of the same mean tint: 1/16 of the area is ink. The eye sees
 * one pale ground; a copier blurs fine dots below the level that it takes for paper, and keeps the coarse ones.
 */
const fine = { side: (2 - hair) * printerDot, pitch: 8 * printerDot } as const;
const coarse = { side: (6 - hair) * printerDot, pitch: 24 * printerDot } as const;
const finePerCoarse = 3;

/** Cells of one coarse dot, 1.016 mm: 181.9 × 274.3 mm in the middle of the page, clear of the corner marks. */
const grid = { columns: 179, rows: 270, x: 332 * printerDot, y: 268 * printerDot } as const;
/** In cells. Two characters side by side, three times from top to bottom. */
const character = { side: 84, left: 3, top: 3, across: 89, down: 90 } as const;

export interface Cell {
  readonly column: number;
  readonly row: number;
}

type Block = [column: number, row: number, columns: number, rows: number];

/**
 * The ground that shows 複写 when it is copied.
 * @param open places that stay white, mm: codes with their quiet zone
 */
export function copyGround(open: readonly PlaceOnPage[]): DrawOp[] {
  const inside = (cell: Cell) => inCharacter(cell) && !isOpen(cell, open);
  const outside = (cell: Cell) => !inCharacter(cell) && !isOpen(cell, open);
  const scaled = (block: Block): Block => {
    const [column, row, columns, rows] = block;
    return [column * finePerCoarse, row * finePerCoarse, columns * finePerCoarse, rows * finePerCoarse];
  };
  const origin = { x: grid.x, y: grid.y };
  return [
    { op: 'dots', ...origin, ...fine, blocks: blocksOf(outside).map(scaled) },
    { op: 'dots', ...origin, ...coarse, blocks: blocksOf(inside) },
  ];
}

/** A cell's rectangle on the page, mm. */
export function placeOfCell({ column, row }: Cell): PlaceOnPage {
  const { pitch } = coarse;
  return { x: grid.x + column * pitch, y: grid.y + row * pitch, w: pitch, h: pitch };
}

/** Every cell of the ground. */
export function cells(): Cell[] {
  return Array.from({ length: grid.rows * grid.columns }, (_, index) => ({
    column: index % grid.columns,
    row: Math.floor(index / grid.columns),
  }));
}

let drawn: readonly (readonly boolean[])[] | null = null;

/** The characters as squares of cells, row by row; drawn for the first page only, because most processes print none. */
function characters(): readonly (readonly boolean[])[] {
  drawn ??= copyWord.map((strokes) =>
    Array.from({ length: character.side ** 2 }, (_, index) => {
      const share = (cell: number) => (cell + 0.5) / character.side;
      return inInk(strokes, share(index % character.side), share(Math.floor(index / character.side)));
    }),
  );
  return drawn;
}

/** Whether the centre of a cell is in a character's ink. */
export function inCharacter({ column, row }: Cell): boolean {
  const x = column - character.left;
  const y = (row - character.top) % character.down;
  const across = x % character.across;
  if (x < 0 || y < 0 || across >= character.side || y >= character.side) return false;
  return characters()[Math.floor(x / character.across)]?.[y * character.side + across] ?? false;
}

function isOpen(cell: Cell, open: readonly PlaceOnPage[]): boolean {
  const { x, y, w, h } = placeOfCell(cell);
  return open.some(
    (place) => x + w > place.x && x < place.x + place.w && y + h > place.y && y < place.y + place.h,
  );
}

/** The chosen cells as few rectangles: runs in a row, extended downwards as long as the next row has the same run. */
function blocksOf(chosen: (cell: Cell) => boolean): Block[] {
  const blocks: Block[] = [];
  let above = new Map<string, Block>();
  for (let row = 0; row < grid.rows; row++) {
    const here = new Map<string, Block>();
    for (const [column, columns] of runsOf(row, chosen)) {
      const key = `${column} ${columns}`;
      const block: Block = above.get(key) ?? [column, row, columns, 0];
      if (block[3] === 0) blocks.push(block);
      block[3]++;
      here.set(key, block);
    }
    above = here;
  }
  return blocks;
}

function runsOf(row: number, chosen: (cell: Cell) => boolean): [column: number, columns: number][] {
  const runs: [number, number][] = [];
  let from: number | null = null;
  for (let column = 0; column <= grid.columns; column++) {
    const isIn = column < grid.columns && chosen({ column, row });
    if (isIn && from === null) from = column;
    if (!isIn && from !== null) {
      runs.push([from, column - from]);
      from = null;
    }
  }
  return runs;
}
