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
/** Whose taps lie in the kernels' memory: many a glyph is spread by one after the other. */
let laid: {
  readonly taps: readonly Tap[];
  readonly weights: Float64Array;
  readonly stride: number;
} | null = null;

/**
 * Adds every pixel of a box, spread by a kernel, to another picture; also beyond the box.
 * @param taps none further than `spreadReach` each way
 * @param weights one for each tap, which stay as they are; what follows is not looked at
 */
export function spreadBox(
  from: Grey,
  box: Box,
  taps: readonly Tap[],
  weights: Float64Array,
  into: Grey,
): void {
  const { left, top, right, bottom } = box;
  const [firstX, firstY] = [Math.max(0, left - spreadReach), Math.max(0, top - spreadReach)];
  const [endX, endY] = [
    Math.min(into.width, right + spreadReach),
    Math.min(into.height, bottom + spreadReach),
  ];
  if (right <= left || bottom <= top || endX <= firstX || endY <= firstY) return;
  const columns = 8 * Math.ceil((endX - firstX) / 8);
  const rows = endY - firstY;
  // Zeros around the box for what the kernel reaches before and behind each pixel that it makes.
  const around = 2 * spreadReach;
  const stride = right - left + 3 * around;
  const weightsAt = 8 * Math.ceil(taps.length / 8);
  const nearAt = weightsAt + 4 * taps.length;
  const fromAt = nearAt + columns + 8;
  const intoAt = fromAt + stride * (bottom - top + 2 * around) + 8;
  kernels ??= openKernels();
  const { f32, i32 } = kernels.reserve(4 * (intoAt + columns * rows));
  if (laid?.taps !== taps || laid.weights !== weights || laid.stride !== stride) {
    for (const [index, { dx, dy }] of taps.entries()) {
      i32[index] = 4 * ((spreadReach - dy) * stride + spreadReach - dx);
      f32.fill(weights[index] ?? 0, weightsAt + 4 * index, weightsAt + 4 * index + 4);
    }
    laid = { taps, weights, stride };
  }
  f32.fill(0, fromAt, intoAt);
  for (let y = top; y < bottom; y++)
    f32.set(
      from.data.subarray(y * from.width + left, y * from.width + right),
      fromAt + (y - top + around) * stride + around,
    );
  const firstAt = fromAt + (firstY - top + spreadReach) * stride + firstX - left + spreadReach;
  kernels.run.spread(
    ...([4 * firstAt, stride, 4 * intoAt, columns, rows] as const),
    ...([0, 4 * weightsAt, taps.length, 4 * nearAt] as const),
  );
  for (let y = firstY, made = intoAt; y < endY; y++, made += columns) {
    const row = into.data.subarray(y * into.width + firstX, y * into.width + endX);
    for (let x = 0; x < row.length; x++) row[x] = (row[x] ?? 0) + (f32[made + x] ?? 0);
  }
}
