/** A list that is shown a page at a time. */
export interface Page<T> {
  readonly shown: readonly T[];
  /** From 0. */
  readonly at: number;
  readonly pages: number;
}

/** Number of pages for a list of this length; an empty list has one, too. */
export function pagesOf(length: number, perPage: number): number {
  return Math.max(1, Math.ceil(length / perPage));
}

/** The page asked for, from 0; the last one if the list has become shorter. */
export function pageOf<T>(entries: readonly T[], perPage: number, wanted: number): Page<T> {
  const pages = pagesOf(entries.length, perPage);
  const at = Math.min(wanted, pages - 1);
  return { shown: entries.slice(at * perPage, (at + 1) * perPage), at, pages };
}
