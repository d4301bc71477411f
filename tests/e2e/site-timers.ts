import { ippSheetPrinterDefaults } from '../../printing/printers/ipp/ipp-sheet-printer.ts';
import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { systemTimers, type CancelTimer, type Timers } from '../../shared/timers.ts';

/** Timers of a site, with which tests need not wait for the next poll of a device. */
export interface SiteTimers extends Timers {
  /** Ends every wait of this length now, so that whoever polls at this interval polls at once. */
  endWaits(ms: number): void;
}

/** Shorter poll intervals of drivers, ms; deadlines keep their lengths, and none has one of these. */
const looks: ReadonlyMap<number, number> = new Map([[ippSheetPrinterDefaults.pollMs, 20]]);

/** A page has seconds to answer, which on a busy machine it may miss: it is asked where a test ends this wait, and by itself never. */
const onlyWhenEnded: ReadonlySet<number> = new Set([watchdogTimes.every]);

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
      const stop = onlyWhenEnded.has(ms)
        ? () => undefined
        : systemTimers.after(looks.get(ms) ?? ms, () => wait.end());
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
