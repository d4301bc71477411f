import type { PageInk } from '../draw/page-ink.ts';
import { blurGrey, emptyGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { growGrey } from '../image/morphology.ts';
import { solveSymmetric } from '../image/linear-system.ts';
import { median } from './median.ts';

/**
 * What printer, paper, optics and software make of the true page: every pixel of ink spreads by a kernel, which holds
 * contrast, blur, sharpening, and the last fraction of a pixel's shift; and the seal and the ground's dots by a weight and a blur of
 * their own. It is fitted to the scan itself, zone by zone, because a camera is not equally sharp everywhere.
 */
export interface Response {
  /** What the scan should look like, were it of the true page: ink, in the scan's own contrast. */
  readonly model: Grey;
  /** Spreads a picture of ink (the same density) as at this place of the page, pixels. */
  spread(ink: Grey, at: { readonly x: number; readonly y: number }): Grey;
  /** How dark solid black is, the median of the zones, 0 to 1. */
  readonly contrast: number;
  /** How dark vermilion is where it stands on the page; 0 when it is not seen at all. */
  readonly vermilion: number;
}

const zones = { columns: 3, rows: 4 } as const;
/** Pixels of a zone that are measured, at most. */
const mostSamples = 6000;
/** The first fit, which only finds the worst misses, takes every so many-th of them. */
const roughly = 4;
/** Weight of the whole page's kernel in a zone's: a zone with little ink has the page's. */
const shareOfPage = 0.25;

/**
 * Pixels: a colour is a sum of itself so blurred, each with its weight, which makes any blur from none to the widest. With one
 * for all scans, the dots around a ・ on a sharp page would outweigh it.
 */
const colourBlurs = [0, 0.8, 1.6] as const;

/** Places of the kernel, pixels from its middle. */
const taps = Array.from({ length: 81 }, (_, index) => ({
  dx: (index % 9) - 4,
  dy: Math.floor(index / 9) - 4,
})).filter(({ dx, dy }) => Math.hypot(dx, dy) <= 4.2);
/** Behind the kernel's taps: the weights of vermilion and ground, and what paper itself seems to have of ink. */
const vermilionAt = taps.length;
const groundAt = vermilionAt + colourBlurs.length;
const paperAt = groundAt + colourBlurs.length;
const unknowns = paperAt + 1;

/** What the response is a sum of: ink for the taps, and the colours in the order of their weights. */
interface Layers {
  readonly ink: Grey;
  readonly colours: readonly Grey[];
}

interface Equations {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/**
 * Fits the response of a scan that lies on the page.
 * @param seen the scan's ink on the page
 * @param use pixels that may be measured: 1 where the true page speaks and the scan shows it, else 0
 */
export function fitResponse(truth: PageInk, seen: Grey, use: Uint8Array): Response {
  const near = growGrey(either(truth.ink, truth.vermilion), 3);
  const layers: Layers = {
    ink: truth.ink,
    colours: [truth.vermilion, truth.ground].flatMap((colour) =>
      colourBlurs.map((blur) => blurGrey(colour, blur)),
    ),
  };
  const samples = chooseSamples(near, use);
  const all = samples.flat();
  const first = solve(
    collect(
      layers,
      seen,
      all.filter((_, index) => index % roughly === 0),
    ),
  );
  // What was altered, dropped out or spilt must not bend the kernel: a second fit without the worst misses.
  const misses = all.map((at) => Math.abs(missAt(first, layers, seen, at)));
  const limit = 3.5 * 1.48 * median(misses);
  let index = 0;
  const sound = samples.map((zone) => zone.filter(() => (misses[index++] ?? 0) <= limit));
  const equations = sound.map((zone) => collect(layers, seen, zone));
  const page = sum(equations);
  const kernels = equations.map((zone) => solve(blend(zone, page, shareOfPage / equations.length)));
  const kernelAt = (x: number, y: number) => kernels[zoneOf(truth.ink, x, y)] ?? first;

  const model = emptyGrey(seen.width, seen.height);
  for (let y = 0; y < model.height; y++)
    for (let x = 0; x < model.width; x++) {
      const kernel = kernelAt(x, y);
      const at = y * model.width + x;
      let expected = kernel[paperAt] ?? 0;
      for (let index = 0; index < layers.colours.length; index++)
        expected += (kernel[vermilionAt + index] ?? 0) * (layers.colours[index]?.data[at] ?? 0);
      model.data[at] = expected;
    }
  scatter(truth.ink, model, kernelAt);
  return {
    model,
    spread(ink, { x, y }) {
      const out = emptyGrey(ink.width, ink.height);
      const kernel = kernelAt(x, y);
      scatter(ink, out, () => kernel);
      return out;
    },
    contrast: median(
      kernels.map((kernel) => kernel.subarray(0, taps.length).reduce((sum, each) => sum + each, 0)),
    ),
    vermilion: vermilionOf(kernelAt, truth.vermilion),
  };
}

function vermilionOf(kernelAt: (x: number, y: number) => Float64Array, { width, data }: Grey): number {
  const first = data.findIndex((value) => value > 0.5);
  if (first < 0) return 0;
  const kernel = kernelAt(first % width, Math.floor(first / width));
  return kernel.subarray(vermilionAt, groundAt).reduce((sum, each) => sum + each, 0);
}

function zoneOf({ width, height }: Grey, x: number, y: number): number {
  const column = Math.min(zones.columns - 1, Math.max(0, Math.floor((x / width) * zones.columns)));
  const row = Math.min(zones.rows - 1, Math.max(0, Math.floor((y / height) * zones.rows)));
  return row * zones.columns + column;
}

/** Whatever is there of two layers. */
function either(one: Grey, two: Grey): Grey {
  return { ...one, data: one.data.map((value, at) => Math.max(value, two.data[at] ?? 0)) };
}

/** Pixels with ink near them, evenly taken from each zone. */
function chooseSamples(near: Grey, use: Uint8Array): number[][] {
  const found: number[][] = Array.from({ length: zones.columns * zones.rows }, () => []);
  for (let y = 4; y < near.height - 4; y++)
    for (let x = 4; x < near.width - 4; x++) {
      const at = y * near.width + x;
      if (use[at] === 1 && (near.data[at] ?? 0) > 0.2) found[zoneOf(near, x, y)]?.push(at);
    }
  return found.map((zone) => {
    const every = Math.max(1, Math.floor(zone.length / mostSamples));
    return zone.filter((_, index) => index % every === 0);
  });
}

function rowOf({ ink, colours }: Layers, at: number, row: Float64Array): void {
  for (let tap = 0; tap < taps.length; tap++) {
    const place = taps[tap];
    if (place !== undefined) row[tap] = ink.data[at - place.dy * ink.width - place.dx] ?? 0;
  }
  for (let index = 0; index < colours.length; index++)
    row[vermilionAt + index] = colours[index]?.data[at] ?? 0;
  row[paperAt] = 1;
}

function collect(layers: Layers, seen: Grey, samples: readonly number[]): Equations {
  const a = new Float64Array(unknowns * unknowns);
  const b = new Float64Array(unknowns);
  const row = new Float64Array(unknowns);
  for (const at of samples) {
    rowOf(layers, at, row);
    const value = seen.data[at] ?? 0;
    for (let i = 0; i < unknowns; i++) {
      const factor = row[i] ?? 0;
      if (factor === 0) continue;
      b[i] = (b[i] ?? 0) + factor * value;
      const start = i * unknowns;
      for (let j = 0; j <= i; j++) a[start + j] = (a[start + j] ?? 0) + factor * (row[j] ?? 0);
    }
  }
  return { a, b };
}

/** Used again for each of a hundred thousand pixels. */
const rowOfMiss = new Float64Array(unknowns);

function missAt(kernel: Float64Array, layers: Layers, seen: Grey, at: number): number {
  const row = rowOfMiss;
  rowOf(layers, at, row);
  let expected = 0;
  for (let i = 0; i < unknowns; i++) expected += (kernel[i] ?? 0) * (row[i] ?? 0);
  return (seen.data[at] ?? 0) - expected;
}

function sum(parts: readonly Equations[]): Equations {
  const total = { a: new Float64Array(unknowns * unknowns), b: new Float64Array(unknowns) };
  for (const { a, b } of parts) {
    for (let at = 0; at < a.length; at++) total.a[at] = (total.a[at] ?? 0) + (a[at] ?? 0);
    for (let at = 0; at < b.length; at++) total.b[at] = (total.b[at] ?? 0) + (b[at] ?? 0);
  }
  return total;
}

function blend(one: Equations, two: Equations, share: number): Equations {
  return {
    a: one.a.map((value, at) => value + share * (two.a[at] ?? 0)),
    b: one.b.map((value, at) => value + share * (two.b[at] ?? 0)),
  };
}

/** A little pull to zero keeps taps that the page's ink does not tell apart from growing against each other. */
function solve({ a, b }: Equations): Float64Array {
  const full = Float64Array.from(a);
  let trace = 0;
  for (let i = 0; i < unknowns; i++) trace += a[i * unknowns + i] ?? 0;
  for (let i = 0; i < unknowns; i++)
    full[i * unknowns + i] = (full[i * unknowns + i] ?? 0) + (2e-4 * trace) / unknowns + 1e-9;
  return solveSymmetric(full, b) ?? new Float64Array(unknowns);
}

const tapsX = Int32Array.from(taps, ({ dx }) => dx);
const tapsY = Int32Array.from(taps, ({ dy }) => dy);

/** Adds every pixel of ink, spread by the kernel of its place. */
function scatter(ink: Grey, into: Grey, kernelAt: (x: number, y: number) => Float64Array): void {
  const { width, height } = ink;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = ink.data[y * width + x] ?? 0;
      if (value === 0) continue;
      const kernel = kernelAt(x, y);
      const inside = x >= 4 && y >= 4 && x < width - 4 && y < height - 4;
      for (let tap = 0; tap < tapsX.length; tap++) {
        const px = x + (tapsX[tap] ?? 0);
        const py = y + (tapsY[tap] ?? 0);
        if (!inside && (px < 0 || py < 0 || px >= width || py >= height)) continue;
        const at = py * width + px;
        into.data[at] = (into.data[at] ?? 0) + value * (kernel[tap] ?? 0);
      }
    }
}
