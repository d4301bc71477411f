/** How a list of pieces (lines, rows) is broken into sheets. */
export interface Breaking<Page> {
  readonly pieces: number;
  /** The page with some of the pieces: from the first number up to, but not including, the second. */
  readonly pageOf: (sheet: number, from: number, to: number) => Page;
  /** Whether the page fits on the paper. */
  readonly hasRoom: (page: Page) => boolean;
  /** Whether the page fits into its code. */
  readonly fits: (page: Page) => boolean;
}

/**
 * The pages, each with as many pieces as fit on the paper and into the code; at least one, even where it does not fit,
 * because then no sheet would hold it. A page with more pieces never needs less room.
 */
export function breakIntoSheets<Page>({ pieces, pageOf, hasRoom, fits }: Breaking<Page>): readonly Page[] {
  const pages: Page[] = [];
  let from = 0;
  do {
    const page = (to: number) => pageOf(pages.length + 1, from, to);
    const onPaper = most(from, pieces, (to) => hasRoom(page(to)));
    const to = most(from, onPaper, (end) => fits(page(end)));
    pages.push(page(to));
    from = to;
  } while (from < pieces);
  return pages;
}

/**
 * The largest end up to `last` that holds: everything at once if possible, else found by halving; never less than one piece.
 */
function most(from: number, last: number, holds: (to: number) => boolean): number {
  if (last <= from + 1) return last;
  let good = from + 1;
  let bad = last + 1;
  let tried = Math.min(last, from + usual);
  while (bad - good > 1) {
    if (holds(tried)) good = tried;
    else bad = tried;
    tried = bad > last ? Math.min(last, good + usual) : Math.floor((good + bad) / 2);
  }
  return good;
}

/** About as many lines as fit on a sheet: the first guess. */
const usual = 36;
