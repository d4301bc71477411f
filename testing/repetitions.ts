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
  return isLongRun ? all : spread(all, few);
}

/** At most so many of them, spread evenly from the first on. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter(
    (one) => one !== undefined,
  );
}
