import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/screen.ts';
import { pause, type Timers } from '../../../shared/timers.ts';
import type { IppPrinterClient } from './ipp-printer-client.ts';
import { followJob, type JobTimes } from './sheet-job.ts';

export interface OldJob {
  readonly client: IppPrinterClient;
  readonly mark: string;
  /** Aborts when the kiosk lets go of the printer: the outcome is then unknown. */
  readonly closed: AbortSignal;
  readonly times: JobTimes & {
    /** How long a job still under way is followed before it is cancelled, ms. */
    readonly followMs: number;
  };
  readonly timers: Timers;
  readonly onJob: (id: number) => void;
}

/**
 * Asks the printer how the jobs under a mark ended that an earlier run of the kiosk sent, and ends any still under way. A
 * mark comes more than once only when the sheet was not printed before, so one printed sheet, or one whose outcome is
 * unknown, speaks for all.
 */
export async function askJobOf(job: OldJob): Promise<SheetOutcome | 'noSuchJob' | 'offline'> {
  const found = await findJobs(job);
  if (found === 'offline') return found;
  if (found === 'cannotTell') return { outcome: 'unknown', trouble: 'other' };
  const outcomes: SheetOutcome[] = [];
  for (const id of found) outcomes.push(await endOfOldJob(job, id));
  return (
    outcomes.find(({ outcome }) => outcome === 'printed') ??
    outcomes.find(({ outcome }) => outcome === 'unknown') ??
    outcomes[0] ??
    'noSuchJob'
  );
}

/**
 * Two searches of the printer's lists, as after a lost answer: a printer that is starting up may not list its jobs at once.
 */
async function findJobs({
  client,
  mark,
  closed,
  times,
  timers,
}: OldJob): Promise<readonly number[] | 'offline' | 'cannotTell'> {
  for (let looks = 0; looks < 2; looks++) {
    if (looks > 0) await pause(timers, times.searchMs, closed);
    if (closed.aborted) return 'offline';
    const jobs = await client.jobsNamed(mark);
    if (jobs.ok && jobs.value.length > 0) return jobs.value;
    if (jobs.ok) continue;
    if (jobs.error.fault === 'unreachable' || jobs.error.fault === 'noAnswer') return 'offline';
    // It answers, but not with a list of jobs: perhaps next time.
    if (looks > 0) return 'cannotTell';
  }
  return [];
}

/** What only a person can mend: nobody waits for this sheet any more. */
const waitsForSomebody: readonly PrinterTrouble[] = ['media-empty', 'media-jam', 'cover-open', 'toner-empty'];

async function endOfOldJob(job: OldJob, id: number): Promise<SheetOutcome> {
  const cancel = new AbortController();
  const callOff = job.timers.after(job.times.followMs, () => cancel.abort());
  try {
    return await followJob(
      {
        ...job,
        signal: cancel.signal,
        onTrouble: (trouble) => {
          if (trouble !== null && waitsForSomebody.includes(trouble)) cancel.abort();
        },
      },
      id,
    );
  } finally {
    callOff();
  }
}
