import type { SheetOutcome, SheetPrinterPort, SheetPrinterStatus } from '../../../shared/printers.ts';
import { pause, systemTimers, type Timers } from '../../../shared/timers.ts';
import { createIppExchange } from './ipp-exchange.ts';
import { createIppPrinterClient, type ClientTimes } from './ipp-printer-client.ts';
import type { JobTimes } from './follow-job.ts';
import { createJobMemory } from './job-memory.ts';
import { askJobOf } from './job-of.ts';
import { troubleOfFault } from './printer-fault.ts';
import type { WarningPolicy } from './printer-trouble.ts';
import { runSheetJob } from './sheet-job.ts';
import { createWarningJudge } from './warning-judge.ts';

export interface IppSheetPrinterConfig extends JobTimes, ClientTimes {
  /** `ipp://127.0.0.1:8631/ipp/print` */
  readonly uri: string;
  /** What to do at a warning of which the printer says nothing finer. */
  readonly warnings: WarningPolicy;
  /** Between two looks at an idle printer, ms. */
  readonly watchMs: number;
  /** How long a job from before a restart that is still under way is followed before it is cancelled, ms. */
  readonly followMs: number;
}

/**
 * cancelMs and two answers stay below the 30 s after which the printing machine stops waiting for a cancelled job. A sleeping
 * printer takes seconds to wake before it accepts a document.
 */
export const ippSheetPrinterDefaults = {
  answerMs: 5_000,
  printMs: 20_000,
  pollMs: 500,
  watchMs: 2_000,
  goneMs: 60_000,
  cancelMs: 15_000,
  searchMs: 2_000,
  dataMs: 10_000,
  stallMs: 20_000,
  followMs: 30_000,
  warnings: 'stop',
} as const satisfies Omit<IppSheetPrinterConfig, 'uri'>;

export type IppSheetPrinter = SheetPrinterPort & {
  /** Ends watches and aborts exchanges; a sheet under way ends as `unknown`. Resolves when all has ended. */
  close(): Promise<void>;
};

/**
 * The certificate printer over IPP (RFC 8011). Each look checks that the printer takes a certificate (as PDF, or as a raster
 * drawn here) on A4, so that another printer at
 * the same address is a trouble and not a surprise.
 *
 * @throws TypeError when the address is not ipp:
 */
export function createIppSheetPrinter(
  config: Pick<IppSheetPrinterConfig, 'uri'> & Partial<IppSheetPrinterConfig>,
  timers: Timers = systemTimers,
): IppSheetPrinter {
  const times: IppSheetPrinterConfig = { ...ippSheetPrinterDefaults, ...config };
  const exchange = createIppExchange(times.uri, timers);
  const client = createIppPrinterClient(exchange, times);
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const listeners = new Set<(status: SheetPrinterStatus) => void>();
  const memory = createJobMemory();
  const judge = createWarningJudge(times.warnings);
  const following = { client, closed: closing.signal, times, timers, memory, judge };
  let seen: SheetPrinterStatus | null = null;
  let watching = false;

  function keep<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const forget = (): void => {
      underWay.delete(work);
    };
    work.then(forget, forget);
    return work;
  }

  async function status(): Promise<SheetPrinterStatus> {
    const look = await client.look();
    if (!look.ok) return { ready: false, trouble: troubleOfFault(look.error) };
    const { trouble, warnings } = judge.weigh(look.value, null);
    const { supplies, unsuitable } = look.value;
    const why = unsuitable === null ? {} : { unsuitable };
    return { ready: trouble === null, trouble, warnings, supplies, ...why };
  }

  /** Read again after each wait: it changes meanwhile. */
  const isClosed = (): boolean => closing.signal.aborted;

  async function pollWhileWatched(): Promise<void> {
    while (listeners.size > 0 && !isClosed()) {
      const now = await status();
      if (isClosed()) break;
      const changed = seen === null || seen.ready !== now.ready || seen.trouble !== now.trouble;
      seen = now;
      if (changed) for (const listener of [...listeners]) listener(now);
      await pause(timers, times.watchMs, closing.signal);
    }
    seen = null;
    watching = false;
  }

  return {
    status: () => keep(status()),

    watch(listener) {
      const own = (now: SheetPrinterStatus): void => listener(now);
      listeners.add(own);
      if (seen !== null) own(seen);
      if (!watching) {
        watching = true;
        void keep(pollWhileWatched());
      }
      return () => {
        listeners.delete(own);
      };
    },

    printSheet: (sheet, onTrouble, signal): Promise<SheetOutcome> =>
      keep(runSheetJob({ ...following, ...sheet, onTrouble, signal })),

    details: () => keep(client.identity().then((identity) => (identity.ok ? identity.value : null))),

    jobOf: (mark) => keep(askJobOf({ ...following, mark })),

    async close() {
      closing.abort();
      exchange.close();
      await Promise.allSettled(underWay);
    },
  };
}
