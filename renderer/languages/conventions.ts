/** How a language writes sums, times and lists. */
export interface Conventions {
  /** Of numbers, days and times. */
  readonly locale: string;
  /** Of sums in yen: 1,200円 or ¥1,200. */
  readonly money: Intl.NumberFormat;
  readonly month: 'long' | 'short';
  /** Between the parts of a line. */
  readonly between: string;
}
