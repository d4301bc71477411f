import type { SheetOutcome } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import { pause } from '../../../shared/timers.ts';
import { follow, type Following, type JobTimes } from './follow-job.ts';
import { knownJob, type KnownJob } from './job-identity.ts';
import { listJobs } from './job-list.ts';
import { isUncounted, type JobFacts } from './printer-facts.ts';
import { createTroubleTeller } from './trouble-teller.ts';

export interface OldJob extends Omit<Following, 'signal'> {
  readonly times: JobTimes & {
    /** How long a job still under way is followed before it is cancelled, ms. */
    readonly followMs: number;
  };
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
  await learnToCount(job, found.others);
  const outcomes: SheetOutcome[] = [];
  for (const known of found.named) outcomes.push(await endOfOldJob(job, known));
  return (
    outcomes.find(({ outcome }) => outcome === 'printed') ??
    outcomes.find(({ outcome }) => outcome === 'unknown') ??
    outcomes[0] ??
    'noSuchJob'
  );
}

interface Found {
  readonly named: readonly KnownJob[];
  /** Other jobs that have ended. */
  readonly others: readonly JobFacts[];
}

/** So many of the newest are asked about; one that was printed is nearly always the first. */
const mostAsked = 5;

/**
 * Nothing is remembered of the printer after a restart: whether its counters count is learnt from the newest of its jobs that
 * was completed, whoever sent it.
 */
async function learnToCount({ client, memory }: OldJob, ended: readonly JobFacts[]): Promise<void> {
  const newest = ended
    .flatMap(({ id, uri }) => (id === null ? [] : [{ id, uri }]))
    .sort((one, other) => other.id - one.id)
    .slice(0, mostAsked);
  for (const ref of newest) {
    const told = await client.job(ref);
    if (!told.ok || told.value.state !== 'completed') continue;
    memory.noteCounted(!isUncounted(told.value));
    return;
  }
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
}: OldJob): Promise<Found | 'offline' | 'cannotTell'> {
  for (let looks = 0; looks < 2; looks++) {
    if (looks > 0) await pause(timers, times.searchMs, closed);
    if (closed.aborted) return 'offline';
    const jobs = await listJobs(client, new Set());
    if (jobs.ok) {
      const named = namedJobs([...jobs.value.waiting, ...jobs.value.ended], mark);
      if (named.length > 0) return { named, others: jobs.value.ended.filter(({ name }) => name !== mark) };
      continue;
    }
    if (jobs.error.fault === 'unreachable' || jobs.error.fault === 'noAnswer') return 'offline';
    // It answers, but not with a list of jobs: perhaps next time.
    if (looks > 0) return 'cannotTell';
  }
  return { named: [], others: [] };
}

/** A job that ended between the two questions stands in both lists: each number once. */
function namedJobs(jobs: readonly JobFacts[], mark: string): readonly KnownJob[] {
  const named = jobs.flatMap((facts) => (facts.name === mark ? (knownJob(facts) ?? []) : []));
  return [...new Map(named.map((job) => [job.ref.id, job])).values()];
}

/** What only a person mends: nobody waits for this sheet any more. */
const waitsForSomebody: readonly PrinterTrouble[] = ['media-empty', 'media-jam', 'cover-open', 'toner-empty'];

async function endOfOldJob(job: OldJob, known: KnownJob): Promise<SheetOutcome> {
  const cancel = new AbortController();
  const callOff = job.timers.after(job.times.followMs, () => cancel.abort());
  const onTrouble = (trouble: PrinterTrouble | null): void => {
    if (trouble !== null && waitsForSomebody.includes(trouble)) cancel.abort();
  };
  try {
    return await follow({ ...job, signal: cancel.signal }, createTroubleTeller(onTrouble), known, null);
  } finally {
    callOff();
  }
}
