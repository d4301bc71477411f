import type { MachineClock } from '../../electron/kiosk/kiosk.ts';
import { ippSheetPrinterDefaults } from '../../printing/printers/ipp/ipp-sheet-printer.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import { delays } from '../../state-machines/delays.ts';

/*
 * Time in the kiosk that is killed. A run is made for one kill at one write, so it has to go the same way on an idle machine and
 * a busy one: no deadline passes, however long an answer takes, and rests are short.
 */

const squeeze = 10;
/** Longer rests stay as they are, except the one that a recovery waits for, ms. */
const longestSqueezed = 3_000;
const askAgainMs = 300;
/** Only this deadline ends a jammed job while a kiosk recovers, ms. */
const followMs = 2_000;

/** For drivers and recovery. */
export interface FarDeadlines extends Timers {
  /** From now on every deadline passes at once, so that closing waits for nothing. */
  letPass(): void;
}

export function createFarDeadlines(): FarDeadlines {
  const waiting = new Set<() => void>();
  let pass = false;
  return {
    elapsed: () => systemTimers.elapsed(),
    after(ms, run) {
      if (pass) return systemTimers.after(0, run);
      if (ms === ippSheetPrinterDefaults.followMs) return systemTimers.after(followMs, run);
      // Wrapped, so that two deadlines with the same function stay two.
      const deadline = (): void => run();
      waiting.add(deadline);
      return () => waiting.delete(deadline);
    },
    rest(ms, run) {
      if (ms === delays.cashlessAgain) return systemTimers.after(askAgainMs, run);
      return systemTimers.after(ms <= longestSqueezed ? ms / squeeze : ms, run);
    },
    letPass() {
      pass = true;
      for (const run of waiting) {
        waiting.delete(run);
        run();
      }
    },
  };
}

/** For the machines: short timers (a countdown's beat, a repeated question) run as they are, and longer ones never fire. */
export const farMachineDeadlines: MachineClock = {
  setTimeout: (run, ms) => (ms <= delays.offersRetry ? setTimeout(run, ms)[Symbol.toPrimitive]() : null),
  clearTimeout(timer) {
    if (typeof timer === 'number') clearTimeout(timer);
  },
};

/** For requests to the center, whose deadlines are the platform's own. */
export function withoutRequestDeadlines(): void {
  AbortSignal.timeout = () => new AbortController().signal;
}
