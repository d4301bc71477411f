import { useEffect, useState } from 'react';

/** How often a time that is left is said anew, ms. */
const tickMs = 1000;

/** The time now, ms since 1970, every second while the screen stands. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => {
      setNow(Date.now());
    }, tickMs);
    return () => {
      clearInterval(ticking);
    };
  }, []);
  return now;
}
