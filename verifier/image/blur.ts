import { blankGrey } from './grey.ts';
import type { Grey } from './grey.ts';
import { openKernels } from './kernels/load.ts';
import type { Kernels } from './kernels/load.ts';

let kernels: Kernels | null = null;

/** From here on, pixels, three means in a row are as good as a Gaussian, and take the same time for any width. */
const wide = 2;

/** Blurs with a Gaussian of `sigma` pixels; the edge is repeated. */
export function blurGrey(from: Grey, sigma: number): Grey {
  if (sigma <= 0) return from;
  if (sigma >= wide) return blurWide(from, sigma);
  const out = blankGrey(from.width, from.height);
  blurBy(from, kernelOf(sigma), out);
  return out;
}

/** The same by less than two pixels, of a picture that nobody wants sharp any more. */
export function blurInPlace(picture: Grey, sigma: number): void {
  blurBy(picture, kernelOf(sigma), picture);
}

/** From its middle outwards, the same on both sides. */
function kernelOf(sigma: number): Float64Array {
  const radius = Math.ceil(sigma * 2.5);
  const half = Float64Array.from({ length: radius + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)));
  const sum = half.reduce((total, each, k) => total + (k === 0 ? each : 2 * each), 0);
  return half.map((each) => each / sum);
}

/** Rows that are blurred at once: they stay in the processor's nearer memory. */
const strip = 48;

/** @param out may be the same picture */
function blurBy({ width, height, data }: Grey, half: Float64Array, out: Grey): void {
  const radius = half.length - 1;
  const lineAt = half.length;
  const fromAt = lineAt + width + 2 * radius + 8;
  const intoAt = fromAt + (strip + 2 * radius) * width + 4;
  kernels ??= openKernels();
  const { f32 } = kernels.reserve(4 * (intoAt + strip * width + 4));
  f32.set(half);
  const newAt = fromAt + 2 * radius * width;
  for (let y = 0; y < 2 * radius; y++) copyRow(y - radius, fromAt + y * width);
  for (let top = 0; top < height; top += strip) {
    const rows = Math.min(strip, height - top);
    const end = Math.min(height, top + rows + radius);
    if (top + radius < end) f32.set(data.subarray((top + radius) * width, end * width), newAt);
    for (let y = Math.max(end - top - radius, 0); y < rows; y++) copyRow(height - 1, newAt + y * width);
    kernels.run.blur(4 * fromAt, 4 * intoAt, width, rows, 0, radius, 4 * lineAt);
    out.data.set(f32.subarray(intoAt, intoAt + rows * width), top * width);
    // The next strip's first rows, which may be blurred already where they came from.
    f32.copyWithin(fromAt, fromAt + strip * width, newAt + strip * width);
  }

  function copyRow(y: number, at: number): void {
    const row = Math.min(height - 1, Math.max(0, y)) * width;
    f32.set(data.subarray(row, row + width), at);
  }
}

function blurWide(from: Grey, sigma: number): Grey {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  const out = blankGrey(from.width, from.height);
  out.data.set(from.data);
  meanOfRows(out, radius);
  meanOfColumns(out, radius);
  return out;
}

/** Three times in place. */
function meanOfRows({ width, height, data }: Grey, radius: number): void {
  const share = 1 / (2 * radius + 1);
  const line = new Float64Array(width + 2 * radius + 1);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    for (let round = 0; round < 3; round++) {
      line.set(row, radius);
      line.fill(row[0] ?? 0, 0, radius);
      line.fill(row[width - 1] ?? 0, radius + width);
      let sum = 0;
      for (let x = 0; x < 2 * radius + 1; x++) sum += line[x] ?? 0;
      for (let x = 0; x < width; x++) {
        row[x] = sum * share;
        sum += (line[x + 2 * radius + 1] ?? 0) - (line[x] ?? 0);
      }
    }
  }
}

/** Three times in place. */
function meanOfColumns({ width, height, data }: Grey, radius: number): void {
  const share = 1 / (2 * radius + 1);
  const sums = new Float64Array(width);
  // The rows that were already overwritten and are still wanted.
  const kept = new Float32Array((radius + 1) * width);
  const keptAt = (y: number) => (y % (radius + 1)) * width;
  for (let round = 0; round < 3; round++) {
    const first = data.slice(0, width);
    for (let x = 0; x < width; x++) sums[x] = (radius + 1) * (first[x] ?? 0);
    for (let y = 1; y <= radius; y++) {
      const row = Math.min(height - 1, y) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (data[row + x] ?? 0);
    }
    for (let y = 0; y < height; y++) {
      const row = y * width;
      const comes = Math.min(height - 1, y + radius + 1) * width;
      const goes = keptAt(y + 1);
      const old = y >= radius;
      const own = keptAt(y);
      for (let x = 0; x < width; x++) {
        const sum = sums[x] ?? 0;
        const here = data[row + x] ?? 0;
        // At the end the last row, which still is as it was, is repeated.
        const next = comes === row ? here : (data[comes + x] ?? 0);
        kept[own + x] = here;
        data[row + x] = sum * share;
        sums[x] = sum + next - (old ? (kept[goes + x] ?? 0) : (first[x] ?? 0));
      }
    }
  }
}
