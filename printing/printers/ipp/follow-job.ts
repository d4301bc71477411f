import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import { pause, type Timers } from '../../../shared/timers.ts';
import type { IppPrinterClient } from './ipp-printer-client.ts';
import { isSameJob, type KnownJob } from './job-identity.ts';
import type { JobMemory } from './job-memory.ts';
import { endOfJob, isUncounted, type JobFacts } from './printer-facts.ts';
import { isForgotten, troubleOfFault } from './printer-fault.ts';
import type { TroubleTeller } from './trouble-teller.ts';
import type { WarningJudge } from './warning-judge.ts';

/** Times of one job, ms. */
export interface JobTimes {
  /** Between two looks at a job. */
  readonly pollMs: number;
  /** A printer that says nothing for so long in the middle of a job is gone; switching one off and on takes a minute. */
  readonly goneMs: number;
  /** A cancelled job has so long to tell its end. */
  readonly cancelMs: number;
  /** Before each of the two searches for a job whose answer was lost: a slow printer may still be listing it. */
  readonly searchMs: number;
  /** A job whose document was perhaps lost on the way is waited for so long, then cancelled: below any printer's own patience. */
  readonly dataMs: number;
  /** A job that does not go on for so long, at a printer that warns of something, waits for just that. */
  readonly stallMs: number;
}

/** What following a job takes, whoever sent it. */
export interface Following {
  readonly client: IppPrinterClient;
  readonly mark: string;
  /** Aborts when the job is to be cancelled. */
  readonly signal: AbortSignal;
  /** Aborts when the kiosk lets go of the printer: the outcome is then unknown. */
  readonly closed: AbortSignal;
  readonly times: JobTimes;
  readonly timers: Timers;
  readonly memory: JobMemory;
  readonly judge: WarningJudge;
}

/** Patience with a printer that says nothing, or with a cancelled job that does not end. */
export function createPatience({
  signal,
  closed,
  times,
  timers,
}: Pick<Following, 'signal' | 'closed' | 'times' | 'timers'>) {
  let heardAt = timers.elapsed();
  let cancelledAt: number | null = signal.aborted ? heardAt : null;
  const cancelled = (): void => {
    cancelledAt = timers.elapsed();
  };
  signal.addEventListener('abort', cancelled, { once: true });
  return {
    /** Nobody waits any more. A signal made of others is kept for ever by who listens to it: one for every sheet. */
    end: () => signal.removeEventListener('abort', cancelled),
    heard: () => {
      heardAt = timers.elapsed();
    },
    isOver: () =>
      closed.aborted ||
      timers.elapsed() - heardAt >= times.goneMs ||
      (cancelledAt !== null && timers.elapsed() - cancelledAt >= times.cancelMs),
  };
}

/**
 * Follows a job to its end.
 *
 * @param pages sides that have to be printed; null when nobody here knows any more
 * @param inDoubt the document whose answer was lost. The job may wait for it in vain; and a printer may call a job completed
 *   that got no document before it tired of waiting, or a part of one before the line broke (ippeveprinter does)
 */
export async function follow(
  following: Following,
  teller: TroubleTeller,
  { ref, identity }: KnownJob,
  pages: number | null,
  inDoubt: Uint8Array | null = null,
): Promise<SheetOutcome> {
  const { client, mark, closed, times, timers, memory } = following;
  const inVain = new AbortController();
  const signal = AbortSignal.any([following.signal, inVain.signal]);
  const patience = createPatience({ signal, closed, times, timers });
  const progress = createProgress(timers);
  const from = timers.elapsed();
  let cancelTold = false;
  memory.noteFollowed(mark, ref.id);
  try {
    for (;;) {
      // Cancelled once it was heard: also a refusal is an answer (the job had ended), and its state says the rest.
      if (signal.aborted && !cancelTold) {
        const cancelled = await client.cancel(ref);
        cancelTold = cancelled.ok || cancelled.error.fault === 'refused';
      }
      const now = await client.job(ref);
      if (now.ok) {
        patience.heard();
        if (!isSameJob(identity, now.value)) return { outcome: 'unknown', trouble: teller.last() };
        const waitedLong = inDoubt !== null && timers.elapsed() - from >= times.dataMs;
        const end = endOfJob(now.value, pages, memory.seenNotToCount());
        if (end === 'printed') {
          if (inDoubt !== null && !hasSurelyPrinted(now.value, inDoubt))
            return { outcome: 'unknown', trouble: teller.last() };
          memory.noteCounted(!isUncounted(now.value));
          if (now.value.name === mark) memory.noteWitness({ id: ref.id, mark });
          following.judge.sawPrinted();
          teller.tell(null);
          return { outcome: 'printed' };
        }
        if (end !== null) return { outcome: end, trouble: teller.last() };
        const stalled = progress.standsFor(now.value) >= times.stallMs;
        teller.tell(await troubleNow(following, now.value, stalled));
        if (waitedLong && waitsForDocument(now.value, teller.now())) inVain.abort();
      } else if (isForgotten(now.error)) {
        return { outcome: 'unknown', trouble: teller.last() };
      } else {
        teller.tell(troubleOfFault(now.error));
      }
      if (patience.isOver()) return { outcome: 'unknown', trouble: teller.last() };
      await pause(timers, times.pollMs, signal.aborted ? closed : AbortSignal.any([signal, closed]));
    }
  } finally {
    patience.end();
  }
}

/** A counter says so, and the printer does not tell that it has only a part of the document. */
function hasSurelyPrinted({ impressions, sheets, kOctets }: JobFacts, document: Uint8Array): boolean {
  const isPart = kOctets !== null && kOctets > 0 && kOctets < Math.floor(document.length / 1024);
  return !isPart && ((impressions ?? 0) > 0 || (sheets ?? 0) > 0);
}

/** What printers say of a job that was made and has no document yet; one that only waits its turn is not cancelled in trouble. */
function waitsForDocument({ state, reasons }: JobFacts, trouble: PrinterTrouble | null): boolean {
  if (reasons.some((reason) => ['job-incoming', 'job-data-insufficient'].includes(reason))) return true;
  return state === 'pending-held' || (state === 'pending' && trouble === null);
}

/** For how long a job has told the same of itself, ms. */
function createProgress(timers: Timers) {
  let told = '';
  let since = timers.elapsed();
  return {
    standsFor({ state, impressions, sheets }: JobFacts): number {
      const now = JSON.stringify([state, impressions, sheets]);
      if (now !== told) since = timers.elapsed();
      told = now;
      return timers.elapsed() - since;
    },
  };
}

async function troubleNow(
  { client, judge }: Following,
  job: JobFacts,
  stalled: boolean,
): Promise<PrinterTrouble | null> {
  const look = await client.look();
  if (!look.ok) return troubleOfFault(look.error);
  if (stalled) judge.believe(look.value);
  return judge.weigh(look.value, job).trouble;
}
