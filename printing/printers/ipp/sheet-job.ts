import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/screen.ts';
import { pause, type Timers } from '../../../shared/timers.ts';
import type { IppFault } from './ipp-exchange.ts';
import { ippStatus } from './ipp-message.ts';
import type { IppPrinterClient } from './ipp-printer-client.ts';
import { countPdfPages } from './pdf-pages.ts';
import { endOfJob, type JobFacts } from './printer-facts.ts';
import { troubleOf } from './printer-trouble.ts';

/** Times of one job, ms. */
export interface JobTimes {
  /** Between two looks at a job. */
  readonly pollMs: number;
  /** A printer that is silent for this long in the middle of a job is gone; switching one off and on takes a minute. */
  readonly goneMs: number;
  /** How long a cancelled job has to report its end. */
  readonly cancelMs: number;
  /** Before each of the two searches for a job whose answer was lost: a slow printer may not list it yet. */
  readonly searchMs: number;
}

/** A job in the printer that is followed to its end. */
export interface FollowedJob {
  readonly client: IppPrinterClient;
  readonly mark: string;
  readonly onTrouble: (trouble: PrinterTrouble | null) => void;
  /** Aborts when the job is to be cancelled. */
  readonly signal: AbortSignal;
  /** Aborts when the kiosk lets go of the printer: the outcome is then unknown. */
  readonly closed: AbortSignal;
  readonly times: JobTimes;
  readonly timers: Timers;
  readonly onJob: (id: number) => void;
}

export interface SheetJob extends FollowedJob {
  readonly pdf: Uint8Array;
  /** Numbers of jobs under this mark that have already ended: not the ones to look for. */
  readonly ended: ReadonlySet<number>;
}

/** Prints one sheet and follows it to its end. Sends the document once, whatever happens. */
export async function runSheetJob(job: SheetJob): Promise<SheetOutcome> {
  const { client, mark, pdf, signal, closed } = job;
  const teller = createTroubleTeller(job.onTrouble);

  const look = await client.look();
  if (!look.ok) return { outcome: 'notPrinted', trouble: troubleOfFault(look.error) };
  const facts = look.value;
  if (!facts.suitable || !facts.accepting || signal.aborted || closed.aborted)
    return { outcome: 'notPrinted', trouble: 'other' };

  const pages = countPdfPages(pdf);
  const sent = await client.print({ mark, pdf, twoSided: facts.twoSided && pages !== 1 });
  if (sent.ok) return follow(job, teller, sent.value, pages);
  if (nothingWasAccepted(sent.error)) return { outcome: 'notPrinted', trouble: troubleOfFault(sent.error) };

  const found = await findLostJob(job, teller);
  switch (found) {
    case 'notThere':
      return { outcome: 'notPrinted', trouble: teller.last() };
    case 'cannotTell':
      return { outcome: 'unknown', trouble: teller.last() };
    default:
      return follow(job, teller, found, pages);
  }
}

/** Reports only changes, and remembers the last trouble for the outcome. */
interface TroubleTeller {
  tell(trouble: PrinterTrouble | null): void;
  last(): PrinterTrouble;
}

function createTroubleTeller(onTrouble: (trouble: PrinterTrouble | null) => void): TroubleTeller {
  let told: PrinterTrouble | null = null;
  let last: PrinterTrouble = 'other';
  return {
    tell(trouble) {
      if (trouble === told) return;
      told = trouble;
      if (trouble !== null) last = trouble;
      onTrouble(trouble);
    },
    last: () => last,
  };
}

function troubleOfFault(fault: IppFault): PrinterTrouble {
  return fault.fault === 'unreachable' || fault.fault === 'noAnswer' ? 'offline' : 'other';
}

/** The printer may have had an internal error after taking the document; every other refusal came in place of taking it. */
function nothingWasAccepted(fault: IppFault): boolean {
  const afterwards: readonly number[] = [0x0500, 0x0504, 0x0505]; // internal-error, device-error, temporary-error
  switch (fault.fault) {
    case 'unreachable':
      return true;
    case 'refused':
      return !afterwards.includes(fault.status);
    case 'noAnswer':
    case 'nonsense':
      return false;
  }
}

/** Patience with a silent printer, or with a cancelled job that does not end. */
function createPatience({ signal, closed, times, timers }: FollowedJob) {
  let heardAt = timers.elapsed();
  let cancelledAt: number | null = signal.aborted ? heardAt : null;
  signal.addEventListener('abort', () => (cancelledAt = timers.elapsed()), { once: true });
  return {
    heard: () => {
      heardAt = timers.elapsed();
    },
    isOver: () =>
      closed.aborted ||
      timers.elapsed() - heardAt >= times.goneMs ||
      (cancelledAt !== null && timers.elapsed() - cancelledAt >= times.cancelMs),
  };
}

/** Looks for a job by its mark after the answer to Print-Job was lost. It does not exist when two searches say so. */
async function findLostJob(
  job: SheetJob,
  teller: TroubleTeller,
): Promise<number | 'notThere' | 'cannotTell'> {
  const { client, mark, closed, times, timers } = job;
  const patience = createPatience(job);
  for (let misses = 0; misses < 2;) {
    await pause(timers, times.searchMs, closed);
    if (patience.isOver()) return 'cannotTell';
    const jobs = await client.jobsNamed(mark);
    if (jobs.ok) {
      patience.heard();
      teller.tell(null);
      const found = jobs.value.find((id) => !job.ended.has(id));
      if (found !== undefined) return found;
      misses += 1;
    } else {
      teller.tell(troubleOfFault(jobs.error));
    }
  }
  return 'notThere';
}

/** Follows a job to its end when nobody here knows any more what was in it. */
export function followJob(job: FollowedJob, id: number): Promise<SheetOutcome> {
  return follow(job, createTroubleTeller(job.onTrouble), id, null);
}

async function follow(
  job: FollowedJob,
  teller: TroubleTeller,
  id: number,
  pages: number | null,
): Promise<SheetOutcome> {
  const { client, mark, signal, closed, times, timers } = job;
  const patience = createPatience(job);
  let cancelTold = false;
  job.onJob(id);
  for (;;) {
    // Cancelled once the printer has answered: even a refusal is an answer (the job had ended), and the job's state says the
    // rest.
    if (signal.aborted && !cancelTold) {
      const cancelled = await client.cancel(id);
      cancelTold = cancelled.ok || cancelled.error.fault === 'refused';
    }
    const now = await client.job(id);
    if (now.ok) {
      patience.heard();
      // Numbers start again in a printer that was switched off and on: this one may be another document's.
      if (now.value.name !== null && now.value.name !== mark)
        return { outcome: 'unknown', trouble: teller.last() };
      const end = endOfJob(now.value, pages);
      if (end === 'printed') {
        teller.tell(null);
        return { outcome: 'printed' };
      }
      if (end !== null) return { outcome: end, trouble: teller.last() };
      teller.tell(await troubleNow(client, now.value));
    } else if (forgotten(now.error)) {
      return { outcome: 'unknown', trouble: teller.last() };
    } else {
      teller.tell(troubleOfFault(now.error));
    }
    if (patience.isOver()) return { outcome: 'unknown', trouble: teller.last() };
    await pause(timers, times.pollMs, signal.aborted ? closed : AbortSignal.any([signal, closed]));
  }
}

function forgotten(fault: IppFault): boolean {
  return fault.fault === 'refused' && fault.status === ippStatus['client-error-not-found'];
}

async function troubleNow(client: IppPrinterClient, job: JobFacts): Promise<PrinterTrouble | null> {
  const look = await client.look();
  if (!look.ok) return troubleOfFault(look.error);
  return troubleOf({
    printerState: look.value.state,
    printerStateReasons: look.value.reasons,
    jobState: job.state,
    jobStateReasons: job.reasons,
  });
}
