import { ippSheetPrinterDefaults } from '../../printing/printers/ipp/ipp-sheet-printer.ts';
import { systemTimers, type CancelTimer, type Timers } from '../../shared/timers.ts';

/** Timers of a site on which nobody waits for the next look at a device. */
export interface SiteTimers extends Timers {
  /** Every wait of this length ends now: whoever looks so often looks at once. */
  endWaits(ms: number): void;
}

/** Between two looks of a driver, ms; deadlines keep their lengths, and there is none of these. */
const looks: ReadonlyMap<number, number> = new Map([[ippSheetPrinterDefaults.pollMs, 20]]);

export function createSiteTimers(): SiteTimers {
  const waiting = new Set<{ readonly ms: number; readonly end: () => void }>();
  return {
    elapsed: () => systemTimers.elapsed(),
    after(ms, run): CancelTimer {
      const wait = {
        ms,
        end(): void {
          callOff();
          run();
        },
      };
      const stop = systemTimers.after(looks.get(ms) ?? ms, () => wait.end());
      const callOff = (): void => {
        stop();
        waiting.delete(wait);
      };
      waiting.add(wait);
      return callOff;
    },
    endWaits(ms) {
      for (const wait of [...waiting]) if (wait.ms === ms) wait.end();
    },
  };
}
