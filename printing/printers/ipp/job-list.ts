import { ok, type Result } from '../../../shared/result.ts';
import type { IppFault } from './ipp-exchange.ts';
import type { IppPrinterClient, JobLists } from './ipp-printer-client.ts';
import type { JobFacts } from './printer-facts.ts';
import { isForgotten } from './printer-fault.ts';

/** A list without names is asked through from its newest end, and no further: an old job is not the one that is looked for. */
const mostAskedSingly = 100;

/**
 * The printer's jobs. Some list only numbers: those jobs are then asked one by one, but for the ones in `except`. A job that does
 * not tell its name even so stays without.
 */
export async function listJobs(
  client: IppPrinterClient,
  except: ReadonlySet<number>,
): Promise<Result<JobLists, IppFault>> {
  const lists = await client.jobs();
  if (!lists.ok) return lists;
  const nameless = [...lists.value.waiting, ...lists.value.ended]
    .flatMap(({ id, uri, name }) => (id === null || name !== null || except.has(id) ? [] : [{ id, uri }]))
    .sort((one, other) => other.id - one.id)
    .slice(0, mostAskedSingly);
  const told = new Map<number, JobFacts | 'forgotten'>();
  for (const ref of nameless) {
    const answer = await client.job(ref);
    if (answer.ok) told.set(ref.id, answer.value);
    else if (isForgotten(answer.error)) told.set(ref.id, 'forgotten');
  }
  const asTold = (jobs: readonly JobFacts[]): JobFacts[] =>
    jobs.flatMap((job) => {
      const single = job.id === null ? undefined : told.get(job.id);
      if (single === 'forgotten') return [];
      return [single === undefined ? job : { ...single, id: job.id }];
    });
  return ok({ ...lists.value, waiting: asTold(lists.value.waiting), ended: asTold(lists.value.ended) });
}

/** The numbers of all jobs that stand in the lists. */
export function numbersIn({ waiting, ended }: JobLists): ReadonlySet<number> {
  return new Set([...waiting, ...ended].flatMap(({ id }) => (id === null ? [] : [id])));
}
