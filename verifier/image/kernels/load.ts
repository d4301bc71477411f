import { kernelsCode } from './code.ts';

/** The functions of scripts/tables/kernels, where they are described. A place in their memory is counted in bytes. */
export interface KernelFunctions {
  blur(
    ...places: [
      from: number,
      into: number,
      width: number,
      rows: number,
      half: number,
      radius: number,
      line: number,
    ]
  ): void;
  grow(...places: GrowArguments): void;
  shrink(...places: GrowArguments): void;
  sample(
    ...places: [
      ...[from: number, stride: number, left: number, top: number, width: number, height: number],
      ...[outside: number, corners: number, side: number, columns: number, rows: number],
      ...[weights: number, taps: number, into: number, intoStride: number],
    ]
  ): void;
  spread(
    ...places: [
      ...[from: number, stride: number, into: number, columns: number, rows: number],
      ...[taps: number, weights: number, count: number, near: number],
    ]
  ): void;
  correlate(
    ...places: [
      ...[from: number, stride: number, tile: number, tileStride: number],
      ...[side: number, shifts: number, into: number],
    ]
  ): void;
  tone(
    ...places: [
      ...[from: number, into: number, count: number, begin: number, scale: number, bins: number],
      ...[table: number, second: number, sign: number],
    ]
  ): void;
  planes(
    ...places: [
      ...[x: number, y: number, fallX: number, fallY: number, sure: number, shift: number],
      ...[from: number, end: number, nodeX: number, nodeY: number],
      ...[reach: number, farthest: number, into: number],
    ]
  ): void;
  dot(one: number, two: number, bytes: number): number;
  takeOut(vectors: number, count: number, picture: number, bytes: number): void;
  orthonormal(vectors: number, count: number, bytes: number, least: number): number;
  addRow(row: number, unknowns: number, value: number, a: number, stride: number, b: number): void;
}

type GrowArguments = [
  ...[from: number, stride: number, into: number, width: number, rows: number],
  ...[offsets: number, count: number],
];

/** One memory, seen as values of several kinds. Each view ends when more is reserved. */
export interface Views {
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly i32: Int32Array;
}

/** The kernels with a memory of their own. */
export interface Kernels {
  readonly run: KernelFunctions;
  /** Makes the memory at least so many bytes long; what was written stays. */
  reserve(bytes: number): Views;
}

const page = 65_536;
let compiled: WebAssembly.Module | null = null;

/** Each caller keeps its own, so that no other writes over what it left in memory. */
export function openKernels(): Kernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelsCode), (each) => each.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(compiled);
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('kernels without a memory');
  let views = viewsOf(memory);
  return {
    run: exports as unknown as KernelFunctions,
    reserve(bytes) {
      const missing = bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / page));
      if (views.f32.buffer !== memory.buffer) views = viewsOf(memory);
      return views;
    },
  };
}

function viewsOf({ buffer }: WebAssembly.Memory): Views {
  return { f32: new Float32Array(buffer), f64: new Float64Array(buffer), i32: new Int32Array(buffer) };
}
