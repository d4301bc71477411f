import type { PageInk } from '../draw/page-ink.ts';
import { blurGrey } from '../image/blur.ts';
import { blankGrey, giveBack } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { openKernels } from '../image/kernels/load.ts';
import type { Kernels } from '../image/kernels/load.ts';
import { solveSymmetric } from '../image/linear-system.ts';
import { growGrey } from '../image/morphology.ts';
import { spreadBox, spreadReach as reach } from '../image/spread.ts';
import type { Box } from '../image/spread.ts';
import { median } from './median.ts';
import { fitToneCurve } from './tone-curve.ts';
import type { ToneCurve } from './tone-curve.ts';

/**
 * What printer, paper, optics and software make of the true page: every pixel of ink spreads by a kernel, which holds blur, sharpening,
 * and the last fraction of a pixel's shift; and the seal and the ground's dots by a weight and a blur of their own. Then one curve for
 * the whole page says how dark the scan shows what is so dark. All is fitted to the scan itself, the kernel zone by zone, because
 * a camera is not equally sharp everywhere.
 */
export interface Response {
  /** What ink spreads to, before the tone curve. */
  readonly spreadInk: Grey;
  readonly tone: ToneCurve;
  /** What the scan should look like, were it of the true page: ink, in the scan's own contrast. */
  readonly model: Grey;
  /** Spreads a picture of ink (the same density) as at this place of the page, pixels; before the tone curve. */
  spread(ink: Grey, at: { readonly x: number; readonly y: number }): Grey;
  /** How dark solid black is, 0 to 1. */
  readonly contrast: number;
  /** How dark vermilion is where it stands on the page; 0 when it is not seen at all. */
  readonly vermilion: number;
}

let kernels: Kernels | null = null;

const zones = { columns: 3, rows: 4 } as const;
/** Pixels of a zone that are measured, at most. */
const mostSamples = 3000;
/** The first fit, which only finds the worst misses, takes every so many-th of them. */
const roughly = 3;
/** Weight of the whole page's kernel in a zone's: a zone with little ink has the page's. */
const shareOfPage = 0.25;
/** Misses are worst against others of about the same expected ink, so many kinds of them: at an edge everybody misses more. */
const kindsOfMiss = 10;
const worstMiss = 3.5 * 1.48;

/**
 * Pixels: a colour is a sum of itself so blurred, each with its weight, which makes any blur from none to the widest. With one
 * for all scans, the dots around a ・ on a sharp page would outweigh it.
 */
const colourBlurs = [0, 0.8, 1.6] as const;

/** Places of the kernel, pixels from its middle. */
const taps = Array.from({ length: 81 }, (_, index) => ({
  dx: (index % 9) - reach,
  dy: Math.floor(index / 9) - reach,
})).filter(({ dx, dy }) => Math.hypot(dx, dy) <= 4.2);
/** Behind the kernel's taps: the weights of vermilion and ground, and what paper itself seems to have of ink. */
const vermilionAt = taps.length;
const groundAt = vermilionAt + colourBlurs.length;
const paperAt = groundAt + colourBlurs.length;
const unknowns = paperAt + 1;

/** What the response is a sum of: ink for the taps, and the colours' blurs in the order of their weights. */
interface Layers {
  readonly ink: Grey;
  readonly colours: readonly Colour[];
}

/** The rows of a page that bear some of a colour, and these rows so blurred as `colourBlurs` says. */
interface Colour extends Rows {
  readonly blurs: readonly Grey[];
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
  const samples = chooseSamples(truth, use);
  const layers: Layers = {
    ink: truth.ink,
    colours: [truth.vermilion, truth.ground].map(blurredColour),
  };
  const all = samples.flat();
  const few = all.filter((_, index) => index % roughly === 0);
  const first = solve(collect(layers, seen, few));
  // What was altered, dropped out or spilt must not bend the kernel: a second fit without the worst misses.
  const isSound = soundOf(
    all.map((at) => expectedAt(first, layers, at)),
    all.map((at) => seen.data[at] ?? 0),
  );
  let index = 0;
  const equations = samples.map((zone) =>
    collect(
      layers,
      seen,
      zone.filter(() => isSound[index++] === 1),
    ),
  );
  const page = sum(equations);
  const kernels = equations.map((zone) => solve(blend(zone, page, shareOfPage / equations.length)));
  const kernelAt = (x: number, y: number) => kernels[zoneOf(truth.ink, x, y)] ?? first;

  const spreadInk = spreadPage(layers, kernels);
  for (const { blurs } of layers.colours)
    giveBack(...blurs.filter(({ height }, index) => height === truth.ink.height && colourBlurs[index] !== 0));
  const expected = Float64Array.from(all, (at) => spreadInk.data[at] ?? 0);
  const shown = Float64Array.from(all, (at) => seen.data[at] ?? 0);
  const tone = fitToneCurve(expected, shown, soundOf([...expected], [...shown]));
  const model = tone.picture(spreadInk, 'shown');
  const solid = median(
    kernels.map((kernel) => kernel.subarray(0, taps.length).reduce((total, each) => total + each, 0)),
  );
  const paper = median(kernels.map((kernel) => kernel[paperAt] ?? 0));
  return {
    ...{ spreadInk, tone, model },
    spread(ink, { x, y }) {
      const out = blankGrey(ink.width, ink.height);
      out.data.fill(0);
      const all = { left: 0, top: 0, right: ink.width, bottom: ink.height };
      spreadBox(ink, all, taps, kernelAt(x, y), out);
      return out;
    },
    contrast: tone.shown(solid + paper) - tone.shown(paper),
    vermilion: vermilionOf(kernelAt, truth.vermilion, tone, paper),
  };
}

interface Rows {
  readonly firstRow: number;
  readonly endRow: number;
}

/** Share of a page's rows from which on all of them are taken: such pictures can be used again. */
const mostRows = 0.5;

/** The rows that bear some of a colour: a seal takes a small part of the page, the ground nearly all. */
function rowsWith({ width, height, data }: Grey): Rows {
  const around = Math.ceil(3 * Math.max(...colourBlurs));
  let [first, last] = [0, data.length - 1];
  while (first <= last && data[first] === 0) first++;
  while (last >= first && data[last] === 0) last--;
  if (last < first) return { firstRow: 0, endRow: 0 };
  const firstRow = Math.max(0, Math.floor(first / width) - around);
  const endRow = Math.min(height, Math.floor(last / width) + 1 + around);
  return endRow - firstRow > mostRows * height ? { firstRow: 0, endRow: height } : { firstRow, endRow };
}

function blurredColour(colour: Grey): Colour {
  const { width, data } = colour;
  const { firstRow, endRow } = rowsWith(colour);
  const rows = { width, height: endRow - firstRow, data: data.subarray(firstRow * width, endRow * width) };
  return { firstRow, endRow, blurs: colourBlurs.map((blur) => blurGrey(rows, blur)) };
}

function vermilionOf(
  kernelAt: (x: number, y: number) => Float64Array,
  { width, data }: Grey,
  tone: ToneCurve,
  paper: number,
): number {
  let first = 0;
  while (first < data.length && (data[first] ?? 0) <= 0.5) first++;
  if (first === data.length) return 0;
  const kernel = kernelAt(first % width, Math.floor(first / width));
  const weight = kernel.subarray(vermilionAt, groundAt).reduce((total, each) => total + each, 0);
  return tone.shown(weight + paper) - tone.shown(paper);
}

function zoneOf({ width, height }: Grey, x: number, y: number): number {
  const column = Math.min(zones.columns - 1, Math.max(0, Math.floor((x / width) * zones.columns)));
  const row = Math.min(zones.rows - 1, Math.max(0, Math.floor((y / height) * zones.rows)));
  return row * zones.columns + column;
}

/** The pixels that `zoneOf` counts to a zone. */
function boxOf({ width, height }: Grey, zone: number): Box {
  const [column, row] = [zone % zones.columns, Math.floor(zone / zones.columns)];
  return {
    left: Math.ceil((column * width) / zones.columns),
    top: Math.ceil((row * height) / zones.rows),
    right: Math.ceil(((column + 1) * width) / zones.columns),
    bottom: Math.ceil(((row + 1) * height) / zones.rows),
  };
}

/** Pixels with ink near them, evenly taken from each zone. */
function chooseSamples({ ink, vermilion }: PageInk, use: Uint8Array): number[][] {
  const either = blankGrey(ink.width, ink.height);
  either.data.set(ink.data);
  const { firstRow, endRow } = rowsWith(vermilion);
  for (let at = firstRow * ink.width; at < endRow * ink.width; at++) {
    const red = vermilion.data[at] ?? 0;
    if (red > (either.data[at] ?? 0)) either.data[at] = red;
  }
  const near = growGrey(either, 3);
  giveBack(either);
  const found = new Int32Array(
    Math.ceil(near.width / zones.columns + 1) * Math.ceil(near.height / zones.rows + 1),
  );
  const samples = Array.from({ length: zones.columns * zones.rows }, (_, zone) => {
    const { left, top, right, bottom } = boxOf(near, zone);
    let count = 0;
    for (let y = Math.max(reach, top); y < Math.min(near.height - reach, bottom); y++)
      for (let x = Math.max(reach, left); x < Math.min(near.width - reach, right); x++) {
        const at = y * near.width + x;
        if (use[at] === 1 && (near.data[at] ?? 0) > 0.2) found[count++] = at;
      }
    const every = Math.max(1, Math.floor(count / mostSamples));
    return Array.from({ length: Math.ceil(count / every) }, (_sample, index) => found[index * every] ?? 0);
  });
  giveBack(near);
  return samples;
}

/** 1 for each pixel that misses no worse than others of about the same expected ink. */
function soundOf(expected: readonly number[], seen: readonly number[]): Uint8Array {
  const kindOf = (value: number) =>
    Math.min(kindsOfMiss - 1, Math.max(0, Math.floor(value * (kindsOfMiss - 1) + 0.5)));
  const misses: number[][] = Array.from({ length: kindsOfMiss }, () => []);
  for (const [at, value] of expected.entries())
    misses[kindOf(value)]?.push(Math.abs((seen[at] ?? 0) - value));
  const limits = misses.map((each) => worstMiss * median(each));
  return Uint8Array.from(expected, (value, at) =>
    Math.abs((seen[at] ?? 0) - value) <= (limits[kindOf(value)] ?? 0) ? 1 : 0,
  );
}

const tapsX = Int32Array.from(taps, ({ dx }) => dx);
const tapsY = Int32Array.from(taps, ({ dy }) => dy);

/** Where the taps lie in a picture of this width, from the pixel that they make. */
function offsetsIn(width: number): Int32Array {
  return tapsX.map((dx, tap) => (tapsY[tap] ?? 0) * width + dx);
}

function rowOf({ ink, colours }: Layers, offsets: Int32Array, at: number, row: Float64Array): void {
  for (let tap = 0; tap < offsets.length; tap++) row[tap] = ink.data[at - (offsets[tap] ?? 0)] ?? 0;
  let into = vermilionAt;
  for (const { firstRow, endRow, blurs } of colours) {
    const bears = at >= firstRow * ink.width && at < endRow * ink.width;
    for (const { data } of blurs) row[into++] = bears ? (data[at - firstRow * ink.width] ?? 0) : 0;
  }
  row[paperAt] = 1;
}

/** Where in the kernels' memory what lies, values of 8 bytes: rows of an even number of them. */
const evenUnknowns = 2 * Math.ceil(unknowns / 2);
const sumsAt = evenUnknowns;
const valuesAt = sumsAt + evenUnknowns * unknowns;

function collect(layers: Layers, seen: Grey, samples: readonly number[]): Equations {
  kernels ??= openKernels();
  const { f64 } = kernels.reserve(8 * (valuesAt + evenUnknowns));
  f64.fill(0, 0, valuesAt + evenUnknowns);
  const offsets = offsetsIn(seen.width);
  for (const at of samples) {
    rowOf(layers, offsets, at, f64);
    kernels.run.addRow(0, unknowns, seen.data[at] ?? 0, 8 * sumsAt, evenUnknowns, 8 * valuesAt);
  }
  const a = new Float64Array(unknowns * unknowns);
  for (let row = 0; row < unknowns; row++) {
    const from = sumsAt + row * evenUnknowns;
    a.set(f64.subarray(from, from + row + 1), row * unknowns);
  }
  return { a, b: f64.slice(valuesAt, valuesAt + unknowns) };
}

/** Used again for each of ten thousands of pixels. */
const rowOfExpected = new Float64Array(unknowns);

function expectedAt(kernel: Float64Array, layers: Layers, at: number): number {
  rowOf(layers, offsetsOf(layers.ink.width), at, rowOfExpected);
  let expected = 0;
  for (let i = 0; i < unknowns; i++) expected += (kernel[i] ?? 0) * (rowOfExpected[i] ?? 0);
  return expected;
}

let known = { width: 0, offsets: offsetsIn(0) };

function offsetsOf(width: number): Int32Array {
  if (known.width !== width) known = { width, offsets: offsetsIn(width) };
  return known.offsets;
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

/** The whole page spread, each zone by its own kernel. */
function spreadPage({ ink, colours }: Layers, kernels: readonly Float64Array[]): Grey {
  const out = blankGrey(ink.width, ink.height);
  const into = out.data;
  for (const [zone, kernel] of kernels.entries()) {
    const { left, top, right, bottom } = boxOf(ink, zone);
    const paper = kernel[paperAt] ?? 0;
    const weights = kernel.subarray(vermilionAt, paperAt);
    for (let y = top; y < bottom; y++) {
      const row = into.subarray(y * ink.width + left, y * ink.width + right).fill(paper);
      for (const [index, colour] of colours.entries())
        addBlurs(row, colour, y, left, weights.subarray(index * colourBlurs.length));
    }
  }
  for (const [zone, kernel] of kernels.entries()) spreadBox(ink, boxOf(ink, zone), taps, kernel, out);
  return out;
}

/** Adds to a part of a row of the page the three blurs of a colour. @param left its first pixel */
function addBlurs(
  row: Float32Array,
  { firstRow, endRow, blurs: [sharp, soft, wide] }: Colour,
  y: number,
  left: number,
  [ofSharp = 0, ofSoft = 0, ofWide = 0]: Float64Array,
): void {
  if (sharp === undefined || soft === undefined || wide === undefined) return;
  if (y < firstRow || y >= endRow) return;
  for (let x = 0, at = (y - firstRow) * sharp.width + left; x < row.length; x++, at++)
    row[x] =
      (row[x] ?? 0) +
      ofSharp * (sharp.data[at] ?? 0) +
      ofSoft * (soft.data[at] ?? 0) +
      ofWide * (wide.data[at] ?? 0);
}
