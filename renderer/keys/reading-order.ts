/** Where a button lies, CSS px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const directions = ['up', 'down', 'left', 'right'] as const;
export type Direction = (typeof directions)[number];

/**
 * The rows in which somebody reads these boxes, from the top, each from the left. A box is in a row when its middle lies beside every
 * other box of it, so that a tall box stands in the row of its top and hides none of the rows beside it.
 *
 * @returns places in the list, each once
 */
export function rowsOf(boxes: readonly Box[]): readonly (readonly number[])[] {
  const rows: { top: number; bottom: number; readonly places: number[] }[] = [];
  const fromTop = boxes.map((box, place) => ({ box, place })).sort((a, b) => a.box.top - b.box.top);
  for (const { box, place } of fromTop) {
    const middle = (box.top + box.bottom) / 2;
    const row = rows.find(({ top, bottom }) => middle >= top && middle <= bottom);
    if (row) {
      row.places.push(place);
      row.top = Math.max(row.top, box.top);
      row.bottom = Math.min(row.bottom, box.bottom);
    } else rows.push({ top: box.top, bottom: box.bottom, places: [place] });
  }
  const left = (place: number): number => boxes[place]?.left ?? 0;
  return rows
    .sort((a, b) => a.top - b.top)
    .map(({ places }) => places.sort((a, b) => left(a) - left(b) || a - b));
}

/**
 * Where an arrow leads: right and left to the next and the one before as they are read, over the end of a row and round from the last to
 * the first, so that either alone comes to all of them; down and up to the nearest of the next row, round likewise.
 *
 * @param from a place in the list
 */
export function stepFrom(boxes: readonly Box[], from: number, direction: Direction): number {
  const rows = rowsOf(boxes);
  if (direction === 'left' || direction === 'right') {
    const read = rows.flat();
    return turned(read, read.indexOf(from) + (direction === 'right' ? 1 : -1)) ?? from;
  }
  const at = rows.findIndex((row) => row.includes(from));
  const row = turned(rows, at + (direction === 'down' ? 1 : -1)) ?? [from];
  const here = boxes[from];
  if (!here) return from;
  const middle = (here.left + here.right) / 2;
  const farness = (place: number): number => {
    const { left = 0, right = 0 } = boxes[place] ?? {};
    const beside = Math.max(0, left - middle, middle - right);
    // Of two that lie as near, the one whose middle is nearer.
    return beside + Math.abs((left + right) / 2 - middle) / 1e6;
  };
  return row.reduce((best, place) => (farness(place) < farness(best) ? place : best));
}

/** The one at this place, counted round. */
function turned<T>(list: readonly T[], at: number): T | undefined {
  return list[(at + list.length) % list.length];
}
