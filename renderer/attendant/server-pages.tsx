import { TouchButton } from '../components/touch-button.tsx';
import { Arrow } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';

interface ServerPagesProps {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** Turns pages that the main process cuts: it has the list, this page has one leaf of it. */
export function ServerPages({ page, pages }: ServerPagesProps) {
  const { frame } = useWords();
  if (pages <= 1) return null;
  return (
    <div className="pages">
      <p className="pages-at" aria-live="polite">
        {frame.page(page + 1, pages)}
      </p>
      <TouchButton
        className="key pages-key"
        name="turn-previous"
        disabled={page === 0}
        action={{ type: 'turnPage', page: Math.max(0, page - 1) }}
      >
        <Arrow to="left" />
        {frame.pagePrevious}
      </TouchButton>
      <TouchButton
        className="key pages-key"
        name="turn-next"
        disabled={page >= pages - 1}
        action={{ type: 'turnPage', page: page + 1 }}
      >
        <Arrow to="right" />
        {frame.pageNext}
      </TouchButton>
    </div>
  );
}
