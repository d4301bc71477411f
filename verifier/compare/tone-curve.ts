import { blankGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { openKernels } from '../image/kernels/load.ts';
import type { Kernels } from '../image/kernels/load.ts';

/**
 * How dark a scan shows what should be so dark: contrast, gamma, clipping, even two tones alone. A scan rounds edges one way here and
 * another there, above all when it has only black and white; so the curve also says within which room a sound pixel may lie.
 */
export interface ToneCurve {
  /** The ink that a scan shows on average for an expected ink. */
  shown(expected: number): number;
  /** How much more than that is still nothing. */
  above(expected: number): number;
  /** How much less than that is still nothing. */
  below(expected: number): number;
  /** What is shown for a whole picture, or the least or most of it that is still nothing. */
  picture(expected: Grey, which: 'shown' | 'least' | 'most'): Grey;
}

/** Expected inks that are told apart: from, to, and how many. Sharpening expects less than paper and more than black. */
const range = { from: -0.4, to: 1.6, bins: 80 } as const;
/** Fewer pixels of an expected ink say nothing of it. */
const leastPixels = 25;
/** Share of an expected ink's pixels that may lie beyond the room, on each side. */
const beyond = 0.06;
/**
 * Room at bare paper and at solid black, and how fast it may grow towards the middle, where edges are. A page that shows something else
 * altogether would otherwise give itself all the room that it needs.
 */
const room = { ends: 0.08, growth: 4, leastContrast: 0.3 } as const;

/**
 * @param expected what the linear response expects of some pixels
 * @param seen what the scan shows there
 * @param sound 1 for pixels that count for the average; all count for the room
 */
export function fitToneCurve(expected: Float64Array, seen: Float64Array, sound: Uint8Array): ToneCurve {
  const bins: { values: number[]; sum: number; count: number }[] = Array.from({ length: range.bins }, () => ({
    ...{ values: [], sum: 0, count: 0 },
  }));
  for (let at = 0; at < expected.length; at++) {
    const bin = bins[Math.round(placeOf(expected[at] ?? 0))];
    if (bin === undefined) continue;
    const value = seen[at] ?? 0;
    bin.values.push(value);
    if (sound[at] !== 1) continue;
    bin.sum += value;
    bin.count++;
  }
  const known = bins.map(({ count }) => count >= leastPixels);
  const means = rising(
    bins.map(({ sum, count }) => (count === 0 ? 0 : sum / count)),
    bins.map(({ count }, bin) => (known[bin] === true ? count : 0)),
  );
  const weights = bins.map(({ values }) => (values.length >= leastPixels ? values.length : 0));
  const ordered = bins.map(({ values }) => Float64Array.from(values).sort());
  const quantiles = (share: number) =>
    rising(
      ordered.map((values) => values[Math.floor(share * (values.length - 1))] ?? 0),
      weights,
    );
  const [low, high] = [quantiles(beyond), quantiles(1 - beyond)];
  const [paper, black] = [means[0] ?? 0, means.at(-1) ?? 1];
  const roomAt = (bin: number) => {
    const depth = ((means[bin] ?? 0) - paper) / Math.max(room.leastContrast, black - paper);
    return room.ends + room.growth * Math.max(0, Math.min(depth, 1 - depth));
  };
  const cut = (value: number, bin: number) => Math.min(roomAt(bin), Math.max(0, value));
  const above = means.map((mean, bin) => cut((high[bin] ?? 0) - mean, bin));
  const below = means.map((mean, bin) => cut(mean - (low[bin] ?? 0), bin));
  return {
    ...{ shown: lookUp(means), above: lookUp(above), below: lookUp(below) },
    picture(ink, which) {
      switch (which) {
        case 'shown':
          return lookUpAll(ink, means, means, 0);
        case 'least':
          return lookUpAll(ink, means, below, -1);
        case 'most':
          return lookUpAll(ink, means, above, 1);
      }
    },
  };
}

function placeOf(expected: number): number {
  const place = ((expected - range.from) / (range.to - range.from)) * (range.bins - 1);
  return place < 0 ? 0 : place > range.bins - 1 ? range.bins - 1 : place;
}

function lookUp(values: readonly number[]): (expected: number) => number {
  const table = Float64Array.from(values);
  return (expected) => {
    const place = placeOf(expected);
    const bin = Math.min(range.bins - 2, Math.floor(place));
    const share = place - bin;
    return (table[bin] ?? 0) * (1 - share) + (table[bin + 1] ?? 0) * share;
  };
}

/** Pixels that are looked up at once. */
const atOnce = 16_384;
/** Places of the table to a unit of ink. */
const scale = (range.bins - 1) / (range.to - range.from);

let kernels: Kernels | null = null;

/** The same of every pixel, and of a second table what counts `sign` times. */
function lookUpAll(from: Grey, values: readonly number[], second: readonly number[], sign: number): Grey {
  const out = blankGrey(from.width, from.height);
  const inkAt = 4 * range.bins;
  const intoAt = inkAt + atOnce;
  kernels ??= openKernels();
  const { f32, f64 } = kernels.reserve(4 * (intoAt + atOnce));
  f64.set(values);
  f64.set(second, range.bins);
  for (let first = 0; first < out.data.length; first += atOnce) {
    const part = from.data.subarray(first, first + atOnce);
    f32.set(part, inkAt);
    kernels.run.tone(
      ...([4 * inkAt, 4 * intoAt, part.length, range.from, scale, range.bins] as const),
      ...([0, 8 * range.bins, sign] as const),
    );
    out.data.set(f32.subarray(intoAt, intoAt + part.length), first);
  }
  return out;
}

/** The rising values that lie nearest to the given ones; what has no weight lies between its neighbours. */
function rising(values: readonly number[], weights: readonly number[]): readonly number[] {
  const pools: { value: number; weight: number; from: number; to: number }[] = [];
  for (const [at, value] of values.entries()) {
    const weight = weights[at] ?? 0;
    if (weight <= 0) continue;
    let pool = { value, weight, from: at, to: at };
    for (let last = pools.at(-1); last !== undefined && last.value >= pool.value; last = pools.at(-1)) {
      const both = last.weight + pool.weight;
      const mean = (last.value * last.weight + pool.value * pool.weight) / both;
      pool = { value: mean, weight: both, from: last.from, to: pool.to };
      pools.pop();
    }
    pools.push(pool);
  }
  return values.map((_, at) => {
    const after = pools.findIndex(({ to }) => to >= at);
    const next = pools[after];
    if (next === undefined) return pools.at(-1)?.value ?? 0;
    const before = pools[after - 1];
    if (at >= next.from || before === undefined) return next.value;
    const share = (at - before.to) / (next.from - before.to);
    return before.value * (1 - share) + next.value * share;
  });
}
