import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sizeRefusal } from './picture.ts';
import type { FileRefusal } from './refusal.ts';

/** Bytes of a value of each type, by its number. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;
const tags = { width: 256, height: 257, photometric: 262, subPages: 330 } as const;
/** Where pixels lie, and how many bytes of them: strips, tiles, an old JPEG. */
const places = [
  [273, 279],
  [324, 325],
  [513, 514],
] as const;
/** Lists of the camera's: they hold no pixels of a page. */
const cameraLists = [34665, 34853, 40965] as const;
/** Black and white either way, RGB, palette, YCbCr. */
const plainColours: ReadonlySet<number> = new Set([0, 1, 2, 3, 6]);
/** A list ends at an even byte. */
const padding = 1;

type Directory = ReadonlyMap<number, readonly number[]>;

class Refused extends Error {
  readonly why: FileRefusal;
  constructor(why: FileRefusal) {
    super(why);
    this.why = why;
  }
}

/**
 * How many pages a TIFF has; all are to be judged. Refused are a page that hides another in itself, pages of print colours or of too
 * many pixels, and what follows all that the pages refer to.
 */
export function countTiffPages(file: Uint8Array, mostPages: number): Result<number, FileRefusal> {
  try {
    return ok(count(file, mostPages));
  } catch (error) {
    if (error instanceof Refused) return err(error.why);
    throw error;
  }
}

function count(file: Uint8Array, mostPages: number): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = file[0] === 0x49;
  if (file.length < 8) throw new Refused('truncated');
  const seen = new Set<number>();
  let end = 8;
  let next = view.getUint32(4, little);
  while (next !== 0) {
    if (seen.has(next)) throw new Refused('broken');
    if (seen.size === mostPages) throw new Refused('tooManyPages');
    seen.add(next);
    const page = readDirectory(view, next, little);
    end = Math.max(end, page.end, ...endsOfPixels(page.entries));
    for (const list of cameraLists)
      for (const at of page.entries.get(list) ?? []) end = Math.max(end, readDirectory(view, at, little).end);
    refusePage(page.entries);
    next = page.next;
  }
  if (seen.size === 0) throw new Refused('broken');
  if (end > file.length) throw new Refused('truncated');
  if (file.length > end + padding) throw new Refused('trailingData');
  return seen.size;
}

function refusePage(page: Directory): void {
  if (page.has(tags.subPages)) throw new Refused('severalPictures');
  const refusal = sizeRefusal(page.get(tags.width)?.[0] ?? 0, page.get(tags.height)?.[0] ?? 0);
  if (refusal !== null) throw new Refused(refusal);
  if (!plainColours.has(page.get(tags.photometric)?.[0] ?? -1)) throw new Refused('printColours');
}

function endsOfPixels(page: Directory): readonly number[] {
  return places.flatMap(([offsets, counts]) => {
    const lengths = page.get(counts) ?? [];
    return (page.get(offsets) ?? []).map((offset, index) => offset + (lengths[index] ?? 0));
  });
}

function readDirectory(
  view: DataView,
  at: number,
  little: boolean,
): { readonly entries: Directory; readonly end: number; readonly next: number } {
  const need = (until: number) => {
    if (until > view.byteLength) throw new Refused('truncated');
  };
  need(at + 2);
  const entries = new Map<number, readonly number[]>();
  const after = at + 2 + view.getUint16(at, little) * 12;
  need(after + 4);
  let end = after + 4;
  for (let entry = at + 2; entry < after; entry += 12) {
    const type = view.getUint16(entry + 2, little);
    const many = view.getUint32(entry + 4, little);
    const size = sizes[type] ?? 0;
    if (size === 0) throw new Refused('broken');
    const inside = size * many <= 4;
    const from = inside ? entry + 8 : view.getUint32(entry + 8, little);
    need(from + size * many);
    if (!inside) end = Math.max(end, from + size * many);
    const whole = type === 1 || type === 3 || type === 4 || type === 13;
    if (!whole) continue;
    const values = Array.from({ length: many }, (_, index) =>
      numberAt(view, from + index * size, size, little),
    );
    entries.set(view.getUint16(entry, little), values);
  }
  return { entries, end, next: view.getUint32(after, little) };
}

function numberAt(view: DataView, at: number, size: number, little: boolean): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}
