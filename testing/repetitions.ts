/**
 * How often a test repeats something with other numbers: `few` times in every run, `many` times in `npm run test:long`. It
 * checks the same in both.
 */
export function repetitions(few: number, many: number): number {
  return isLongRun ? many : few;
}

/** Whether this is a run of `npm run test:long`. */
export const isLongRun = process.env['KOMADO_TESTS'] === 'long';
