import { blankGrey, giveBack } from './grey.ts';
import type { Grey } from './grey.ts';
import { openKernels } from './kernels/load.ts';
import type { Kernels } from './kernels/load.ts';

let kernels: Kernels | null = null;

/** What is wider than a disc of this radius (pixels) every way stays; strokes that are thinner go. */
export function openGrey(from: Grey, radius: number): Grey {
  const disc = discOf(radius);
  const shrunk = over(from, disc, 'shrink');
  const opened = over(shrunk, disc, 'grow');
  giveBack(shrunk);
  return opened;
}

/** What is narrower than a disc of this radius (pixels) between darker places is filled. */
export function closeGrey(from: Grey, radius: number): Grey {
  const disc = discOf(radius);
  const grown = over(from, disc, 'grow');
  const closed = over(grown, disc, 'shrink');
  giveBack(grown);
  return closed;
}

/** The largest value within `radius` pixels each way. */
export function growGrey(from: Grey, radius: number): Grey {
  const line = Array.from({ length: 2 * radius + 1 }, (_, index) => index - radius);
  return over(from, [line.map((dx) => ({ dx, dy: 0 })), line.map((dy) => ({ dx: 0, dy }))], 'grow');
}

interface Offset {
  readonly dx: number;
  readonly dy: number;
}

function discOf(radius: number): readonly (readonly Offset[])[] {
  const reach = Math.floor(radius);
  const line = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  const square = line.flatMap((dy) => line.map((dx) => ({ dx, dy })));
  return [square.filter(({ dx, dy }) => dx * dx + dy * dy <= radius * radius)];
}

/** Rows that are made at once: they stay in the processor's nearer memory. */
const strip = 48;

/** The largest or smallest value at some offsets, where the picture has them; and of these the same at the second ones. */
function over(
  { width, height, data }: Grey,
  [first = [], second = []]: readonly (readonly Offset[])[],
  how: 'grow' | 'shrink',
): Grey {
  const out = blankGrey(width, height);
  const reach = Math.max(
    0,
    ...[...first, ...second].map(({ dx, dy }) => Math.max(Math.abs(dx), Math.abs(dy))),
  );
  const stride = width + 2 * reach;
  const all = strip + 2 * reach;
  const secondAt = first.length;
  const fromAt = secondAt + second.length;
  const betweenAt = fromAt + all * stride + 4;
  const intoAt = betweenAt + all * width + 4;
  kernels ??= openKernels();
  const { f32, i32 } = kernels.reserve(4 * (intoAt + strip * width + 4));
  i32.set(first.map(({ dx, dy }) => 4 * (dy * stride + dx)));
  i32.set(
    second.map(({ dx, dy }) => 4 * (dy * width + dx)),
    secondAt,
  );
  const make = kernels.run[how];
  const nothing = how === 'grow' ? -Infinity : Infinity;
  f32.fill(nothing, fromAt, betweenAt);
  for (let top = 0; top < height; top += strip) {
    const rows = Math.min(strip, height - top);
    const end = Math.min(height, top + rows + reach);
    for (let y = Math.max(0, top - reach); y < end; y++)
      f32.set(data.subarray(y * width, (y + 1) * width), fromAt + (y - top + reach) * stride + reach);
    // What lies left and right of the picture stays as it is; below it the strip before left its own rows.
    f32.fill(nothing, fromAt + (end - top + reach) * stride, betweenAt);
    const middle = fromAt + reach * stride + reach;
    if (second.length === 0) make(4 * middle, 4 * stride, 4 * intoAt, width, rows, 0, first.length);
    else {
      const taller = rows + 2 * reach;
      make(4 * (fromAt + reach), 4 * stride, 4 * betweenAt, width, taller, 0, first.length);
      const inner = betweenAt + reach * width;
      make(4 * inner, 4 * width, 4 * intoAt, width, rows, 4 * secondAt, second.length);
    }
    out.data.set(f32.subarray(intoAt, intoAt + rows * width), top * width);
  }
  return out;
}
