import type { KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { keyHash, municipalitiesHash } from '../nodes/fingerprint.ts';
import { siteFingerprint } from '../nodes/node.ts';
import { holdRules, insertRules, rulesAfter, type StoredRules } from '../store/municipality-rules.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { openRules, saySame, signRules, type NumberedRules } from './bundle.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';

/**
 * The shortest time between publishing rules and their instant, ms: by then every node has looked for them several times, so that all
 * of them change at that instant.
 */
export const leadMs = 60_000;

/** What a publication works with. */
export interface Publisher {
  readonly sql: Sql;
  readonly signingKey: KeyObject;
  /** What the center's files say: entered first, where nothing of a municipality is on record. */
  readonly files: Municipalities;
  readonly now: Instant;
}

/** Why nothing was published, in words for whoever asked. */
export type NotPublished = string;

/**
 * Publishes rules from an instant on.
 * @param from at least `leadMs` from now; null: as soon as that
 * @param above a number that kiosks have believed and the database no longer has: theirs will be higher, and they may say what holds already
 */
export async function publishRules(
  publisher: Publisher,
  municipality: Municipality,
  from: Instant | null,
  above: number | null = null,
): Promise<Result<NumberedRules, NotPublished>> {
  const { sql, now } = publisher;
  return sql.transaction(async (queries) => {
    const known = await knownRules(publisher, queries, municipality.id);
    if (!known.ok) return known;
    const last = known.value.at(-1);
    const holdsFrom = from ?? now + leadMs;
    if (holdsFrom < now + leadMs)
      return err(
        `from: expected at least ${leadMs / 1000} s from now, so that all nodes know the rules by then`,
      );
    if (last !== undefined && last.from > now && holdsFrom <= last.from)
      return err(
        `from: number ${last.number} is published and holds from ${new Date(last.from).toISOString()}: expected a later instant, or take it back first`,
      );
    if (above === null && last !== undefined && saySame(last.municipality, municipality))
      return err(`nothing changes: number ${last.number} says the same`);
    return ok(await enter(publisher, queries, municipality, holdsFrom, 'published', above ?? 0));
  });
}

/**
 * Takes back what was published last: what was in force before it is in force again, under a new number, as soon as all nodes can
 * know, or from its own day where that has not come. What is taken back before its instant never holds.
 */
export async function takeBackRules(
  publisher: Publisher,
  id: MunicipalityId,
): Promise<Result<NumberedRules, NotPublished>> {
  const { sql, now } = publisher;
  return sql.transaction(async (queries) => {
    const known = await knownRules(publisher, queries, id);
    if (!known.ok) return known;
    const last = known.value.at(-1);
    if (last === undefined) return err(`nothing was ever published for ${id}`);
    // Not by what is in force now: what was taken back before its day came has never held, and must not come by this.
    const before = known.value.slice(0, -1).findLast(({ from }) => from < last.from);
    if (before === undefined)
      return err(`number ${last.number} is the first: nothing was in force before it`);
    // What has a day of its own that has not come keeps it.
    const holdsFrom = Math.max(before.from, now + leadMs);
    return ok(await enter(publisher, queries, before.municipality, holdsFrom, 'takenBack'));
  });
}

/** What was, is or will be in force of a municipality at an instant; null where nothing is on record for it. */
export async function rulesAt(
  { sql, signingKey }: Pick<Publisher, 'sql' | 'signingKey'>,
  id: MunicipalityId,
  at: Instant,
): Promise<Result<(NumberedRules & Pick<StoredRules, 'whence'>) | null, NotPublished>> {
  const stored = (await rulesAfter(sql, 0)).filter(({ municipality }) => municipality === id);
  const found = stored
    .toSorted((one, other) => one.number - other.number)
    .findLast(({ holdsFrom }) => holdsFrom <= at);
  if (found === undefined) return ok(null);
  const opened = openRules(found, signingKey);
  return opened.ok
    ? ok({ ...opened.value, whence: found.whence })
    : err(`number ${found.number} of ${id} is not usable: ${opened.error}`);
}

/** All that is on record, by number; of a municipality without any, first what its file says. */
async function knownRules(
  publisher: Publisher,
  queries: Queries,
  id: MunicipalityId,
): Promise<Result<readonly NumberedRules[], NotPublished>> {
  const { files, signingKey, now } = publisher;
  const filed = files.get(id);
  if (filed === undefined)
    return err(
      `${id}: the center serves no such municipality: it needs its file, and a start, for the seal's keys`,
    );
  await holdRules(queries);
  const site = await siteFingerprint(queries);
  if (site?.bindingKey !== keyHash(signingKey))
    return err(
      'keys.binding: expected the key of the center that works on this database: it would believe no other',
    );
  if (site.municipalities !== municipalitiesHash(files))
    return err(
      "the municipalities' folder is not as the center read it at its start: what is in force now would be lost; leave it as it was, and name a file elsewhere",
    );
  const stored = (await rulesAfter(queries, 0)).filter(({ municipality }) => municipality === id);
  const known: NumberedRules[] = [];
  for (const one of stored.toSorted((a, b) => a.number - b.number)) {
    const opened = openRules(one, signingKey);
    if (!opened.ok) return err(`number ${one.number} of ${id} is not usable: ${opened.error}`);
    known.push(opened.value);
  }
  const last = known.at(-1);
  // What nobody has used since the center was started with it is on record from now on.
  if (
    stored.every(({ whence }) => whence === 'file') &&
    (last === undefined || !saySame(last.municipality, filed))
  )
    known.push(await enter(publisher, queries, filed, now, 'file'));
  return ok(known);
}

async function enter(
  { signingKey, now }: Publisher,
  queries: Queries,
  municipality: Municipality,
  from: Instant,
  whence: StoredRules['whence'],
  above = 0,
): Promise<NumberedRules> {
  const { id } = municipality;
  const stored = (await rulesAfter(queries, 0)).filter((one) => one.municipality === id);
  const number = Math.max(above, ...stored.map((one) => one.number)) + 1;
  const rules = { municipality, number, from };
  await insertRules(queries, {
    ...{ municipality: id, number, holdsFrom: from, whence, enteredAt: now },
    ...signRules(rules, signingKey),
  });
  return rules;
}
