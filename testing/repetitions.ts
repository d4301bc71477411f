/**
 * How often a test repeats something with other numbers: `few` times in every run, `many` times in `npm run test:long`. It
 * checks the same in both.
 */
export function repetitions(few: number, many: number): number {
  return isLongRun ? many : few;
}

/** Whether this is a run of `npm run test:long`. */
export const isLongRun = process.env['KOMADO_TESTS'] === 'long';

/**
 * So many of them in every run, spread evenly from the first on, and all in `npm run test:long`: for cases that are alike and take seconds
 * each.
 */
export function some<T>(all: readonly T[], few: number): readonly T[] {
  if (isLongRun || all.length <= few) return all;
  return Array.from({ length: few }, (_, index) => all[Math.floor((index * all.length) / few)]).filter(
    (one) => one !== undefined,
  );
}
