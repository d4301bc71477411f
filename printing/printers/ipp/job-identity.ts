import type { JobFacts } from './printer-facts.ts';

/** How a printer is asked about one job: by its number, or by the job's own address where it takes only that. */
export interface JobRef {
  readonly id: number;
  readonly uri: string | null;
}

/**
 * What tells a job from another one that got the same number: numbers begin anew in a printer that was switched off and on.
 * Each as the printer itself told it; null where it did not.
 */
export type JobIdentity = Pick<JobFacts, 'uuid' | 'createdAt' | 'name'>;

/** A job in the printer that is known to be the kiosk's own. */
export interface KnownJob {
  readonly ref: JobRef;
  readonly identity: JobIdentity;
}

/**
 * Whether two answers tell of the same job: by its UUID where both have one, else by when it was made, else by its name. The
 * name is compared with what this printer said first and not with the kiosk's mark, which it may have cut or replaced. Where
 * nothing can be compared, the number has to do.
 */
export function isSameJob(first: JobIdentity, now: JobIdentity): boolean {
  if (first.uuid !== null && now.uuid !== null) return first.uuid.toLowerCase() === now.uuid.toLowerCase();
  if (first.createdAt !== null && now.createdAt !== null) return first.createdAt === now.createdAt;
  return first.name === null || now.name === null || first.name === now.name;
}

/** What a list, or an answer about one job, tells of it; null when not even its number. */
export function knownJob(facts: JobFacts): KnownJob | null {
  const { id, uri, uuid, createdAt, name } = facts;
  return id === null ? null : { ref: { id, uri }, identity: { uuid, createdAt, name } };
}
