import { shapeOfMark } from './earlier-witness.ts';
import { pause } from '../../../shared/timers.ts';
import { createPatience, type Following } from './follow-job.ts';
import { userName, type JobLists } from './ipp-printer-client.ts';
import { knownJob, type KnownJob } from './job-identity.ts';
import { listJobs } from './job-list.ts';
import type { Witness } from './job-memory.ts';
import type { JobFacts } from './printer-facts.ts';
import { troubleOfFault } from './printer-fault.ts';
import type { TroubleTeller } from './trouble-teller.ts';

/**
 * Looks for a job after the answer to Print-Job was lost.
 *
 * It is found under its mark, or as the only new job that may be it: its name is the beginning of the mark (cut), or it is this
 * kiosk's by its owner (renamed). It is not there only when two searches say so and each list has a witness in it: an earlier job
 * of this kiosk under its full name, while no new job in it may be this one under another name. A printer that lists no ended
 * jobs, or not under their names, has none, and cannot tell.
 *
 * @param before numbers that the printer listed before the document was sent; null when it did not answer then
 */
export async function findLostJob(
  following: Following,
  teller: TroubleTeller,
  before: ReadonlySet<number> | null,
): Promise<KnownJob | 'notThere' | 'cannotTell'> {
  const { client, mark, closed, times, timers, memory } = following;
  const patience = createPatience(following);
  const witness = memory.witness();
  const old = new Set([...(before ?? []), ...memory.followed(mark)]);
  const named = new Set(old);
  if (witness !== null) named.delete(witness.id);
  let absent = 0;
  for (let searches = 0; searches < 2;) {
    await pause(timers, times.searchMs, closed);
    if (patience.isOver()) return 'cannotTell';
    const lists = await listJobs(client, named);
    if (!lists.ok) {
      teller.tell(troubleOfFault(lists.error));
      continue;
    }
    patience.heard();
    teller.tell(null);
    searches += 1;
    const fresh = [...lists.value.waiting, ...lists.value.ended].filter(
      ({ id }) => id !== null && !old.has(id),
    );
    const found = onlyOne(fresh.filter(({ name }) => name === mark));
    if (found !== null) return found;
    const ours = fresh.filter((job) => mayBeOurs(job, mark));
    if (tellsAll(lists.value, witness, mark) && !ours.some(({ name }) => !isAnotherMark(name, mark))) {
      if (fresh.every(({ name }) => name !== null && name !== mark)) absent += 1;
    } else if (before !== null) {
      const perhaps = onlyOne(ours);
      if (perhaps !== null) return perhaps;
    }
  }
  return absent === 2 ? 'notThere' : 'cannotTell';
}

/** Whether a printed job of this mark would stand in the list, under this mark. */
function tellsAll({ ended, whole }: JobLists, witness: Witness | null, mark: string): boolean {
  if (!whole || witness === null || witness.mark.length < mark.length) return false;
  return ended.some(({ id, name }) => id === witness.id && name === witness.mark);
}

function mayBeOurs({ name, owner }: JobFacts, mark: string): boolean {
  return owner === userName || (name !== null && name !== '' && mark.startsWith(name));
}

/** Whether a job is one of another sheet by its whole name: of this user, but no lost one that was renamed. */
function isAnotherMark(name: string | null, mark: string): boolean {
  return name !== null && name !== mark && shapeOfMark(name) === shapeOfMark(mark);
}

/** A job may stand in both lists, because it ended between the two questions. */
function onlyOne(jobs: readonly JobFacts[]): KnownJob | null {
  const [first] = jobs;
  if (first === undefined || jobs.some(({ id }) => id !== first.id)) return null;
  return knownJob(first);
}
