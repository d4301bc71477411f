import type { MachineClock } from '../../electron/kiosk/kiosk.ts';

/** The machines' clock, which a test can put forward, so that nobody waits two minutes for a session to end by itself. */
export interface HurriedClock extends MachineClock {
  /** Lets this many ms pass at once: what is due by then happens now, in order. */
  pass(ms: number): void;
}

export function createHurriedClock(): HurriedClock {
  let ahead = 0;
  let number = 0;
  const waiting = new Map<
    number,
    { readonly due: number; readonly run: () => void; timer: NodeJS.Timeout }
  >();
  const now = (): number => Date.now() + ahead;

  function start(key: number, ms: number): NodeJS.Timeout {
    return setTimeout(() => letGo(key), Math.max(0, ms));
  }
  function letGo(key: number): void {
    const entry = waiting.get(key);
    waiting.delete(key);
    entry?.run();
  }
  return {
    setTimeout(run, ms) {
      number += 1;
      const key = number;
      waiting.set(key, { due: now() + ms, run: () => run(), timer: start(key, ms) });
      return key;
    },
    clearTimeout(id) {
      if (typeof id !== 'number') return;
      clearTimeout(waiting.get(id)?.timer);
      waiting.delete(id);
    },
    pass(ms) {
      ahead += ms;
      for (const [key, entry] of [...waiting].sort(([, one], [, other]) => one.due - other.due)) {
        clearTimeout(entry.timer);
        // One that an earlier one cancelled is already gone.
        if (entry.due <= now()) letGo(key);
        else entry.timer = start(key, entry.due - now());
      }
    },
  };
}
