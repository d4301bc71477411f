import { useEffect, useState } from 'react';

/** How often the time left is updated, ms. */
const tickMs = 1000;

/** The time now, ms since 1970, updated every second. */
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
