import { useEffect, useState } from 'react';

/** How often the time that is left is told anew, ms. */
const tickMs = 1000;

/**
 * Milliseconds until an instant, told every second while the screen stands; negative once it has passed. The wall clock is read once: set
 * while somebody pays, it must not make the time on the screen jump.
 *
 * @param until ms since 1970
 */
export function useTimeLeft(until: number): number {
  const [left, setLeft] = useState(() => until - Date.now());
  useEffect(() => {
    const end = performance.now() + until - Date.now();
    const tell = (): void => {
      setLeft(end - performance.now());
    };
    tell();
    const ticking = setInterval(tell, tickMs);
    return () => {
      clearInterval(ticking);
    };
  }, [until]);
  return left;
}
