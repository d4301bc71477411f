import type { Grey } from './grey.ts';
import { openKernels } from './kernels/load.ts';
import type { Kernels } from './kernels/load.ts';

/** A part of a picture, pixels; `right` and `bottom` are one past the last. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels from its middle that a kernel spreads ink, at most. */
export const spreadReach = 4;

/** How far from its pixel each weight of a kernel lies. */
export interface Tap {
  readonly dx: number;
  readonly dy: number;
}

let kernels: Kernels | null = null;

/**
 * Adds every pixel of a box, spread by a kernel, to another picture; also beyond the box.
 * @param taps none further than `spreadReach` each way
 * @param weights one for each tap; what follows is not looked at
 */
export function spreadBox(
  from: Grey,
  box: Box,
  taps: readonly Tap[],
  weights: Float64Array,
  into: Grey,
): void {
  const { left, top, right, bottom } = box;
  const [width, height] = [right - left, bottom - top];
  if (width <= 0 || height <= 0) return;
  // Zeros around the box for what the kernel reaches before and behind each pixel that it makes.
  const stride = 8 * Math.ceil((width + 4 * spreadReach) / 8);
  const rows = height + 2 * spreadReach;
  const weightsAt = 8 * Math.ceil(taps.length / 8);
  const nearAt = weightsAt + 4 * taps.length;
  const fromAt = nearAt + stride;
  const intoAt = fromAt + stride * (rows + 2 * spreadReach) + 8;
  kernels ??= openKernels();
  const { f32, i32 } = kernels.reserve(4 * (intoAt + stride * rows));
  for (const [index, { dx, dy }] of taps.entries()) {
    i32[index] = 4 * ((spreadReach - dy) * stride + spreadReach - dx);
    f32.fill(weights[index] ?? 0, weightsAt + 4 * index, weightsAt + 4 * index + 4);
  }
  f32.fill(0, fromAt, intoAt);
  for (let y = 0; y < height; y++) {
    const row = (top + y) * from.width;
    f32.set(
      from.data.subarray(row + left, row + right),
      fromAt + (y + 2 * spreadReach) * stride + 2 * spreadReach,
    );
  }
  kernels.run.spread(
    ...([4 * fromAt, stride, 4 * intoAt, rows] as const),
    ...([0, 4 * weightsAt, taps.length, 4 * nearAt] as const),
  );
  const firstX = Math.max(0, left - spreadReach);
  const endX = Math.min(into.width, right + spreadReach);
  for (let y = Math.max(0, top - spreadReach); y < Math.min(into.height, bottom + spreadReach); y++) {
    const made = intoAt + (y - top + spreadReach) * stride - left + spreadReach;
    const row = y * into.width;
    for (let x = firstX; x < endX; x++) into.data[row + x] = (into.data[row + x] ?? 0) + (f32[made + x] ?? 0);
  }
}
