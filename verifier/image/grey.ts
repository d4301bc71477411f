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

/** Memory of pictures that nobody looks at any more, by its bytes: a page's takes as long to get as a pass over it. */
const given = new Map<number, ArrayBufferLike[]>();
/** Of each size. */
const mostGiven = 6;
/** Bytes to which a large picture's memory is rounded up: those of about one size are made of each other. */
const round = { from: 2 ** 21, to: 2 ** 22 } as const;

/** A picture that holds anything: for whoever writes every pixel. */
export function blankGrey(width: number, height: number): Grey {
  const length = width * height;
  const bytes = 4 * length < round.from ? 4 * length : round.to * Math.ceil((4 * length) / round.to);
  return {
    width,
    height,
    data: new Float32Array(given.get(bytes)?.pop() ?? new ArrayBuffer(bytes), 0, length),
  };
}

/** Gives pictures back that whoever made them, and nobody else, had; the next one of their size may be made of them. */
export function giveBack(...pictures: readonly Grey[]): void {
  for (const {
    data: { buffer },
  } of pictures) {
    const same = given.get(buffer.byteLength) ?? [];
    given.set(buffer.byteLength, same);
    if (same.length < mostGiven) same.push(buffer);
  }
}

/** Bytes of a grey picture (0 black to 255 white) as light from 0 to 1. @throws RangeError when the sizes do not agree */
export function greyFromBytes(width: number, height: number, bytes: Uint8Array): Grey {
  if (bytes.length !== width * height) throw new RangeError('a picture of another size than it says');
  const data = new Float32Array(bytes.length);
  for (let at = 0; at < data.length; at++) data[at] = (bytes[at] ?? 0) / 255;
  return { width, height, data };
}

/** Light from 0 to 1 as bytes; what lies outside is cut. */
export function bytesOfGrey(picture: Grey): Uint8Array {
  const bytes = new Uint8ClampedArray(picture.data.length);
  writeBytes(picture, bytes);
  return new Uint8Array(bytes.buffer);
}

/** Writes the same into as many bytes. */
export function writeBytes({ data }: Grey, into: Uint8ClampedArray): void {
  // What is written to a clamped array is rounded and cut.
  for (let at = 0; at < into.length; at++) into[at] = (data[at] ?? 0) * 255;
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
    if (left >= 0 && left + width <= from.width) {
      out.data.set(from.data.subarray(row + left, row + left + width), y * width);
      continue;
    }
    for (let x = 0; x < width; x++)
      out.data[y * width + x] = from.data[row + Math.min(from.width - 1, Math.max(0, left + x))] ?? 0;
  }
  return out;
}

/** Every block of `factor` × `factor` pixels as one, their mean. */
export function shrinkGrey({ width, height, data }: Grey, factor: number): Grey {
  const out = blankGrey(Math.floor(width / factor), Math.floor(height / factor));
  const share = 1 / (factor * factor);
  if (factor === 2) return halfOf(data, width, out);
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

function halfOf(data: Float32Array, width: number, out: Grey): Grey {
  for (let y = 0; y < out.height; y++) {
    let at = 2 * y * width;
    const end = (y + 1) * out.width;
    for (let to = y * out.width; to < end; to++) {
      const below = at + width;
      out.data[to] =
        ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[below] ?? 0) + (data[below + 1] ?? 0)) / 4;
      at += 2;
    }
  }
  return out;
}

/** Another size of the same picture, by bilinear sampling: for enlarging. */
export function resizeGrey(from: Grey, scale: number): Grey {
  const out = blankGrey(Math.round(from.width * scale), Math.round(from.height * scale));
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++)
      out.data[y * out.width + x] = sampleGrey(from, (x + 0.5) / scale, (y + 0.5) / scale);
  return out;
}
