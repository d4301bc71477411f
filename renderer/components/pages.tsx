import { useState } from 'react';
import { Arrow } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import { TouchButton } from './touch-button.tsx';

export interface Pages<T> {
  readonly shown: readonly T[];
  /** From 0. */
  readonly at: number;
  readonly count: number;
  readonly turnTo: (page: number) => void;
}

/** Cuts a list into pages of so many entries: kiosks are not scrolled. Which page is looked at is nobody's business but this screen's. */
export function usePages<T>(entries: readonly T[], perPage: number): Pages<T> {
  const [wanted, turnTo] = useState(0);
  const count = Math.max(1, Math.ceil(entries.length / perPage));
  const at = Math.min(wanted, count - 1);
  return { shown: entries.slice(at * perPage, (at + 1) * perPage), at, count, turnTo };
}

/** Two large buttons to turn pages; nothing when there is only one page. `say` names the page otherwise than by its number. */
export function PageButtons({
  pages,
  say,
}: {
  readonly pages: Omit<Pages<unknown>, 'shown'>;
  readonly say?: string;
}) {
  const { frame } = useWords();
  const { at, count, turnTo } = pages;
  if (count === 1) return null;
  return (
    <div className="pages">
      <p className="pages-at" aria-live="polite">
        {say ?? frame.page(at + 1, count)}
      </p>
      <TouchButton
        className="key pages-key"
        name="page-previous"
        disabled={at === 0}
        action={() => {
          turnTo(at - 1);
        }}
      >
        <Arrow to="left" />
        {frame.pagePrevious}
      </TouchButton>
      <TouchButton
        className="key pages-key"
        name="page-next"
        disabled={at === count - 1}
        action={() => {
          turnTo(at + 1);
        }}
      >
        <Arrow to="right" />
        {frame.pageNext}
      </TouchButton>
    </div>
  );
}
