import { emptyGrey } from './grey.ts';
import type { Grey } from './grey.ts';

/** From here on, pixels, three means in a row are as good as a Gaussian, and take the same time for any width. */
const wide = 2;

/** Blurs with a Gaussian of `sigma` pixels; the edge is repeated. */
export function blurGrey(from: Grey, sigma: number): Grey {
  if (sigma <= 0) return from;
  if (sigma >= wide) return blurWide(from, sigma);
  const radius = Math.ceil(sigma * 2.5);
  const half = Float64Array.from({ length: radius + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)));
  const sum = half.reduce((total, each, k) => total + (k === 0 ? each : 2 * each), 0);
  return blurBy(
    from,
    half.map((each) => each / sum),
  );
}

/** @param half the kernel from its middle outwards, the same on both sides */
function blurBy({ width, height, data }: Grey, half: Float64Array): Grey {
  const out = emptyGrey(width, height);
  const into = out.data;
  const radius = half.length - 1;
  const middle = half[0] ?? 1;
  // One row, blurred down the columns, with its ends repeated: it stays in the processor's nearest memory.
  const line = new Float64Array(width + 2 * radius);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) line[radius + x] = middle * (data[row + x] ?? 0);
    for (let k = 1; k <= radius; k++) {
      const above = Math.max(0, y - k) * width;
      const below = Math.min(height - 1, y + k) * width;
      const weight = half[k] ?? 0;
      for (let x = 0; x < width; x++)
        line[radius + x] =
          (line[radius + x] ?? 0) + weight * ((data[above + x] ?? 0) + (data[below + x] ?? 0));
    }
    line.fill(line[radius] ?? 0, 0, radius);
    line.fill(line[radius + width - 1] ?? 0, radius + width);
    // Step by step along the whole row: short loops inside long ones take several times as long.
    for (let x = 0; x < width; x++) sums[x] = middle * (line[radius + x] ?? 0);
    for (let k = 1; k <= radius; k++) {
      const weight = half[k] ?? 0;
      const [before, after] = [radius - k, radius + k];
      for (let x = 0; x < width; x++)
        sums[x] = (sums[x] ?? 0) + weight * ((line[before + x] ?? 0) + (line[after + x] ?? 0));
    }
    into.set(sums, row);
  }
  return out;
}

function blurWide(from: Grey, sigma: number): Grey {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  const out = emptyGrey(from.width, from.height);
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
