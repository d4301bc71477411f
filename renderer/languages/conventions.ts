/** How a language writes sums, times and lists. */
export interface Conventions {
  /** For numbers, days and times. */
  readonly locale: string;
  /** For sums in yen: 1,200円 or ¥1,200. */
  readonly money: Intl.NumberFormat;
  readonly month: 'long' | 'short';
  /** Between the parts of a line. */
  readonly between: string;
}
