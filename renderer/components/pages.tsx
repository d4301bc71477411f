import { pageOf } from '../../shared/pages.ts';
import type { Intent } from '../../shared/intent.ts';
import { Arrow } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import { useKeptPage } from './kept-pages.tsx';
import { useStage } from './stage.tsx';
import { TouchButton } from './touch-button.tsx';

export interface Pages<T> {
  readonly shown: readonly T[];
  /** From 0. */
  readonly at: number;
  readonly count: number;
  readonly turnTo: (page: number) => void;
}

/**
 * Cuts a list into pages: nobody scrolls on a kiosk. Which page is shown is known to this screen alone. With larger letters the list is
 * one, and flow.tsx cuts it where it must. `name`: where the screen has several lists.
 */
export function usePages<T>(entries: readonly T[], perPage: number, name = 'page'): Pages<T> {
  const { large } = useStage();
  return useTurns(entries, large ? Math.max(1, entries.length) : perPage, name);
}

/** The same, however large the letters are: each page is a picture of its own. */
export function useTurns<T>(entries: readonly T[], perPage: number, name = 'page'): Pages<T> {
  const [wanted, turnTo] = useKeptPage(name);
  const { shown, at, pages } = pageOf(entries, perPage, wanted);
  return { shown, at, count: pages, turnTo };
}

/** Turns the pages of this screen. `say` names the page by something other than its number. */
export function PageButtons({
  pages: { at, count, turnTo },
  say,
}: {
  readonly pages: Omit<Pages<unknown>, 'shown'>;
  readonly say?: string;
}) {
  const { frame } = useWords();
  return (
    <TurnButtons
      name="page"
      at={at}
      count={count}
      say={say ?? frame.page({ at: at + 1, of: count })}
      turn={(page) => () => {
        turnTo(page);
      }}
    />
  );
}

/** Turns pages that the main process cuts: it has the list, the screen only one page of it. `page` counts from 0. */
export function ServerPages({ page, pages }: { readonly page: number; readonly pages: number }) {
  const { frame } = useWords();
  return (
    <TurnButtons
      name="turn"
      at={page}
      count={pages}
      say={frame.page({ at: page + 1, of: pages })}
      turn={(to) => ({ type: 'turnPage', page: to })}
    />
  );
}

/** Two large buttons to turn pages; nothing when there is only one page. */
function TurnButtons({
  name,
  at,
  count,
  say,
  turn,
}: {
  readonly name: 'page' | 'turn';
  readonly at: number;
  readonly count: number;
  readonly say: string;
  readonly turn: (page: number) => Intent | (() => void);
}) {
  const { frame } = useWords();
  if (count <= 1) return null;
  return (
    <div className="pages">
      <p className="pages-at" aria-live="polite">
        {say}
      </p>
      <TouchButton
        className="key pages-key"
        name={`${name}-previous`}
        disabled={at === 0}
        action={turn(Math.max(0, at - 1))}
      >
        <Arrow to="left" />
        {frame.pagePrevious}
      </TouchButton>
      <TouchButton
        className="key pages-key"
        name={`${name}-next`}
        disabled={at >= count - 1}
        action={turn(at + 1)}
      >
        <Arrow to="right" />
        {frame.pageNext}
      </TouchButton>
    </div>
  );
}
