import { createContext, useCallback, useContext, useState } from 'react';

/**
 * The pages that somebody has turned to, by the name of the list: they outlive the time in which the screen is hidden and not drawn at
 * all, so that a slow reader comes back to the same page.
 */
export const KeptPagesContext = createContext<Map<string, number>>(new Map());

/** A page of the list of this name, from 0, and how to turn it. */
export function useKeptPage(name: string): readonly [number, (page: number) => void] {
  const kept = useContext(KeptPagesContext);
  const [page, setPage] = useState(() => kept.get(name) ?? 0);
  const turnTo = useCallback(
    (to: number): void => {
      kept.set(name, to);
      setPage(to);
    },
    [kept, name],
  );
  return [page, turnTo];
}
