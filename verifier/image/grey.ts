/** A grey picture, rows from the top. What the numbers mean (light or ink, 0 to 1) is said where one is made. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A point, in pixels of a picture or in mm of a page; pixel (0, 0) covers the square from (0, 0) to (1, 1). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export function emptyGrey(width: number, height: number): Grey {
  return { width, height, data: new Float32Array(width * height) };
}

/** Bytes of a grey picture (0 black to 255 white) as light from 0 to 1. @throws RangeError when the sizes do not agree */
export function greyFromBytes(width: number, height: number, bytes: Uint8Array): Grey {
  if (bytes.length !== width * height) throw new RangeError('a picture of another size than it says');
  const data = new Float32Array(bytes.length);
  for (let at = 0; at < data.length; at++) data[at] = (bytes[at] ?? 0) / 255;
  return { width, height, data };
}

/** Light from 0 to 1 as bytes; what lies outside is cut. */
export function bytesOfGrey({ data }: Grey): Uint8Array {
  // Converting to a clamped array rounds and cuts.
  const bytes = new Uint8ClampedArray(data.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (data[at] ?? 0) * 255;
  return new Uint8Array(bytes.buffer);
}

/** The value at a point between the pixels' middles; outside the picture the nearest pixel's. */
export function sampleGrey({ width, height, data }: Grey, x: number, y: number): number {
  const left = Math.min(width - 1, Math.max(0, x - 0.5));
  const top = Math.min(height - 1, Math.max(0, y - 0.5));
  const column = Math.min(width - 2, Math.floor(left));
  const row = Math.min(height - 2, Math.floor(top));
  const [fx, fy] = [left - column, top - row];
  const at = row * width + column;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** A part of a picture; what reaches outside repeats the edge. */
export function cropGrey(from: Grey, left: number, top: number, width: number, height: number): Grey {
  const out = emptyGrey(width, height);
  for (let y = 0; y < height; y++) {
    const row = Math.min(from.height - 1, Math.max(0, top + y)) * from.width;
    for (let x = 0; x < width; x++)
      out.data[y * width + x] = from.data[row + Math.min(from.width - 1, Math.max(0, left + x))] ?? 0;
  }
  return out;
}

/** Every block of `factor` × `factor` pixels as one, their mean. */
export function shrinkGrey({ width, height, data }: Grey, factor: number): Grey {
  const out = emptyGrey(Math.floor(width / factor), Math.floor(height / factor));
  const share = 1 / (factor * factor);
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const row = (y * factor + dy) * width + x * factor;
        for (let dx = 0; dx < factor; dx++) sum += data[row + dx] ?? 0;
      }
      out.data[y * out.width + x] = sum * share;
    }
  return out;
}

/** Another size of the same picture, by bilinear sampling: for enlarging. */
export function resizeGrey(from: Grey, scale: number): Grey {
  const out = emptyGrey(Math.round(from.width * scale), Math.round(from.height * scale));
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++)
      out.data[y * out.width + x] = sampleGrey(from, (x + 0.5) / scale, (y + 0.5) / scale);
  return out;
}

/** Blurs with a Gaussian of `sigma` pixels; the edge is repeated. */
export function blurGrey(from: Grey, sigma: number): Grey {
  if (sigma <= 0) return from;
  if (sigma >= wide) return blurWide(from, sigma);
  const radius = Math.ceil(sigma * 2.5);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, index) =>
    Math.exp(-((index - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, each) => total + each, 0);
  const kernel = Float32Array.from(weights, (each) => each / sum);
  return blurColumns(blurRows(from, kernel), kernel);
}

/** From here on three means in a row are as good as a Gaussian, and take the same time for any width. */
const wide = 2;

function blurWide(from: Grey, sigma: number): Grey {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  let out = from;
  for (let round = 0; round < 3; round++) out = meanOfColumns(meanOfRows(out, radius), radius);
  return out;
}

function meanOfRows({ width, height, data }: Grey, radius: number): Grey {
  const out = emptyGrey(width, height);
  const share = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const at = (x: number) => data[row + (x < 0 ? 0 : x >= width ? width - 1 : x)] ?? 0;
    let sum = 0;
    for (let x = -radius; x <= radius; x++) sum += at(x);
    for (let x = 0; x < width; x++) {
      out.data[row + x] = sum * share;
      sum += at(x + radius + 1) - at(x - radius);
    }
  }
  return out;
}

function meanOfColumns({ width, height, data }: Grey, radius: number): Grey {
  const out = emptyGrey(width, height);
  const share = 1 / (2 * radius + 1);
  const sums = new Float64Array(width);
  const rowAt = (y: number) => (y < 0 ? 0 : y >= height ? height - 1 : y) * width;
  for (let y = -radius; y <= radius; y++)
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (data[rowAt(y) + x] ?? 0);
  for (let y = 0; y < height; y++) {
    const comes = rowAt(y + radius + 1);
    const goes = rowAt(y - radius);
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0;
      out.data[y * width + x] = sum * share;
      sums[x] = sum + (data[comes + x] ?? 0) - (data[goes + x] ?? 0);
    }
  }
  return out;
}

function blurRows({ width, height, data }: Grey, kernel: Float32Array): Grey {
  const out = emptyGrey(width, height);
  const radius = (kernel.length - 1) / 2;
  const clamped = (row: number, x: number) => data[row + Math.min(width - 1, Math.max(0, x))] ?? 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let k = -radius; k <= radius; k++) {
      const weight = kernel[k + radius] ?? 0;
      const end = row + width - radius;
      for (let at = row + radius; at < end; at++)
        out.data[at] = (out.data[at] ?? 0) + weight * (data[at + k] ?? 0);
      for (let x = 0; x < Math.min(radius, width); x++) {
        out.data[row + x] = (out.data[row + x] ?? 0) + weight * clamped(row, x + k);
        const right = width - 1 - x;
        if (right >= radius)
          out.data[row + right] = (out.data[row + right] ?? 0) + weight * clamped(row, right + k);
      }
    }
  }
  return out;
}

function blurColumns({ width, height, data }: Grey, kernel: Float32Array): Grey {
  const out = emptyGrey(width, height);
  const radius = (kernel.length - 1) / 2;
  for (let y = 0; y < height; y++)
    for (let k = -radius; k <= radius; k++) {
      const from = (y + k < 0 ? 0 : y + k >= height ? height - 1 : y + k) * width - y * width;
      const weight = kernel[k + radius] ?? 0;
      const end = (y + 1) * width;
      for (let at = y * width; at < end; at++)
        out.data[at] = (out.data[at] ?? 0) + weight * (data[at + from] ?? 0);
    }
  return out;
}
