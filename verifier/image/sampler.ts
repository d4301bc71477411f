import type { Grey } from './grey.ts';
import { openKernels } from './kernels/load.ts';
import type { Kernels } from './kernels/load.ts';

/** Samples to be made between four places of a picture: upper left, upper right, lower left and lower right, pixels. */
export interface Patch {
  /** x and y of the four. */
  readonly corners: Float64Array;
  /** Samples from corner to corner, of which so many columns and rows are wanted. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
}

/** What a picture shows between its pixels. */
export interface Sampler {
  /** Makes the samples of patches beside each other, whose places lie near each other; into rows of `width` values. */
  sample(patches: readonly Patch[], into: Float32Array, at: number, width: number): void;
}

/** Steps of a pixel by which the cubic kernel is known. */
const phases = 64;
/** Pixels beyond a picture's end that a kernel may reach. */
const beyond = 8;
/** Where in memory what lies, bytes. The widest kernel has 8 taps. */
const cornersAt = 0;
const weightsAt = 64;
const intoAt = weightsAt + 4 * 8 * (phases + 1);

let kernels: Kernels | null = null;

/** By the four pixels around a place. @param outside what lies outside the picture */
export function bilinearSampler(picture: Grey, outside: number): Sampler {
  return samplerOf(picture, new Float32Array(0), 0, outside);
}

/**
 * By a cubic kernel (Catmull and Rom's), which shows a pixel's own value on the pixel and half way between two no soft mean of them.
 * @param apart pixels between samples, from 1 to 2: the kernel is as much wider
 * @param outside what lies outside the picture
 * @returns nothing below 0: where strokes are sharp, the kernel goes beyond black
 */
export function cubicSampler(picture: Grey, apart: number, outside: number): Sampler {
  const wide = Math.max(1, apart);
  // An even number: as many on both sides.
  const taps = 2 * Math.ceil(2 * wide);
  return samplerOf(picture, kernelWeights(wide, taps), taps, outside);
}

function samplerOf(picture: Grey, weights: Float32Array, taps: number, outside: number): Sampler {
  return {
    sample(patches, into, at, width) {
      const rows = Math.max(0, ...patches.map((patch) => patch.rows));
      const across = patches.reduce((sum, { columns }) => sum + columns, 0);
      const { left, top, right, bottom } = boxOf(patches, picture);
      const stride = right - left;
      const fromAt = intoAt / 4 + rows * across;
      kernels ??= openKernels();
      const { f32, f64 } = kernels.reserve(4 * (fromAt + stride * (bottom - top) + beyond));
      f32.set(weights, weightsAt / 4);
      for (let y = top; y < bottom; y++) copyRow(picture, y, left, right, f32, fromAt + (y - top) * stride);
      let to = intoAt;
      for (const { corners, side, columns, rows: own } of patches) {
        f64.set(corners, cornersAt / 8);
        kernels.run.sample(
          ...([4 * fromAt, stride, left, top, picture.width, picture.height] as const),
          ...([outside, cornersAt, side, columns, own, weightsAt, taps, to, across] as const),
        );
        to += 4 * columns;
      }
      for (let row = 0; row < rows; row++) {
        const from = intoAt / 4 + row * across;
        into.set(f32.subarray(from, from + across), at + row * width);
      }
    },
  };
}

/** All pixels that patches may need, which repeat the picture's last ones where they lie beyond it. */
function boxOf(patches: readonly Patch[], { width, height }: Grey) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { corners } of patches)
    for (let at = 0; at < 8; at += 2) {
      const [x, y] = [corners[at] ?? 0, corners[at + 1] ?? 0];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  const held = (value: number, length: number) =>
    Number.isNaN(value) ? 0 : Math.min(length, Math.max(0, Math.floor(value)));
  return {
    ...{ left: held(left, width) - beyond, top: held(top, height) - beyond },
    ...{ right: held(right, width) + beyond, bottom: held(bottom, height) + beyond },
  };
}

function copyRow(
  { width, height, data }: Grey,
  y: number,
  left: number,
  right: number,
  into: Float32Array,
  at: number,
): void {
  const row = Math.min(height - 1, Math.max(0, y)) * width;
  const [first, end] = [Math.min(width, Math.max(0, left)), Math.max(0, Math.min(width, right))];
  into.set(data.subarray(row + first, row + Math.max(first, end)), at + first - left);
  if (left < 0) into.fill(data[row] ?? 0, at, at - left);
  if (right > width) into.fill(data[row + width - 1] ?? 0, at + Math.max(0, width - left), at + right - left);
}

/** The kernel at the taps' distances, for each phase; their sum is 1. Behind them zeros up to 4 or 8. */
function kernelWeights(wide: number, taps: number): Float32Array {
  const slots = taps > 4 ? 8 : 4;
  const before = taps / 2 - 1;
  const weights = new Float32Array((phases + 1) * slots);
  for (let phase = 0; phase <= phases; phase++) {
    const own = Float64Array.from({ length: taps }, (_, tap) =>
      catmullRom((tap - before - phase / phases) / wide),
    );
    const sum = own.reduce((total, each) => total + each, 0);
    weights.set(
      own.map((each) => each / sum),
      phase * slots,
    );
  }
  return weights;
}

function catmullRom(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}
