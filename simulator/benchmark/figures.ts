/** Median, 99th percentile and extremes of a series of measurements. */
export interface Figures {
  readonly n: number;
  readonly median: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
}

/** Rounded to 0.01. @throws when the series is empty */
export function figuresOf(series: readonly number[]): Figures {
  const sorted = series.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    if (value === undefined) throw new Error('nothing was measured');
    return Math.round(value * 100) / 100;
  };
  return { n: sorted.length, median: at(0.5), p99: at(0.99), min: at(1 / sorted.length), max: at(1) };
}

/** Runs some work repeatedly, one run after the other, and times each, ms. @throws the signal's reason once it aborts */
export async function timeRuns(
  runs: number,
  work: () => Promise<unknown>,
  signal?: AbortSignal,
): Promise<Figures> {
  const series: number[] = [];
  for (let run = 0; run < runs; run++) {
    signal?.throwIfAborted();
    const began = performance.now();
    await work();
    series.push(performance.now() - began);
  }
  return figuresOf(series);
}

/** What some work costs: time and processor time of this process, ms. */
export interface Cost {
  readonly ms: Figures;
  readonly cpuMs: Figures;
}

/**
 * As `timeRuns`, with the processor time that this process took, all its threads together.
 * @param work is told the number of the run, from 0
 */
export async function costOfRuns(
  runs: number,
  work: (run: number) => unknown,
  signal?: AbortSignal,
): Promise<Cost> {
  const [ms, cpuMs]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    signal?.throwIfAborted();
    const [began, before] = [performance.now(), process.cpuUsage()];
    await work(run);
    ms.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1000);
  }
  return { ms: figuresOf(ms), cpuMs: figuresOf(cpuMs) };
}
