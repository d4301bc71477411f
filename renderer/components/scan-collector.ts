/** A scanner types without a pause: after this long, what was left half typed is dropped and not joined to the next scan, ms. */
export const scanPauseMs = 500;

/** The longest text that the intent takes; anything longer is not one of our codes. */
export const scanLengthMost = 4096;

export interface ScanCollector {
  /**
   * Hears one key.
   *
   * @param key as the keyboard event names it: one character, or `Enter`
   * @param at when, ms on any steady scale
   * @returns the whole text when Enter ended one; `held` when the key belongs to a scan; `ignored` when it does not
   */
  hear(key: string, at: number): { readonly text: string } | 'held' | 'ignored';
}

/**
 * Gathers what a scanner types until its Enter. Nothing is kept once it is handed out.
 * @param pauseMs between two keys of one scan at most
 */
export function createScanCollector(pauseMs = scanPauseMs): ScanCollector {
  let held = '';
  let last = Number.NEGATIVE_INFINITY;
  let tooLong = false;
  const clear = (): void => {
    held = '';
    tooLong = false;
  };
  return {
    hear: (key, at) => {
      if (at - last > pauseMs) clear();
      last = at;
      if (key === 'Enter') {
        const text = held.trim();
        const whole = text !== '' && !tooLong;
        const began = held !== '';
        clear();
        if (whole) return { text };
        return began ? 'held' : 'ignored';
      }
      if (Array.from(key).length !== 1) return 'ignored';
      if (held.length < scanLengthMost) held += key;
      else tooLong = true;
      return 'held';
    },
  };
}
