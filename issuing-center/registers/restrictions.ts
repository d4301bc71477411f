import { z } from 'zod';
import { isoDate, isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';

export const restrictionSchema = z.object({
  id: z.string(),
  municipality: municipalityIdSchema,
  /** Whom it protects: a resident, or a person who is only in a family register. */
  resident: z.string().nullable(),
  registerPerson: z.string().nullable(),
  /**
   * First and last day; null is an open end. What is no day of the calendar (PostgreSQL's infinity is none) is no end: whom a
   * restriction protects is not told by a fault of the center that there is one.
   */
  from: isoDateSchema.catch(isoDate('1873-01-01')),
  until: isoDateSchema.nullable().catch(null),
});
/**
 * An issuance restriction (発行制限): one that a person asked for (支援措置), or one that the municipality enters while it
 * changes an entry (異動処理中) or until it has corrected one. Which of them it is stands in the municipality's own register
 * and not here, so that nothing of the center can tell them apart.
 */
export type Restriction = z.infer<typeof restrictionSchema>;

/**
 * The restrictions, of any time, on any of these persons in a municipality.
 * @param hold see `forShare`
 */
export async function readRestrictions(
  queries: Queries,
  persons: { readonly residents: readonly string[]; readonly registerPersons: readonly string[] },
  municipality: MunicipalityId,
  hold = false,
): Promise<readonly Restriction[]> {
  const list = (column: string, number: number) =>
    `${column} = ANY (ARRAY (SELECT jsonb_array_elements_text($${number}::jsonb)))`;
  return z.array(restrictionSchema).parse(
    await queries.query(
      `SELECT id, municipality, resident, register_person AS "registerPerson", from_day AS "from", until_day AS "until"
       FROM restrictions WHERE municipality = $1 AND (${list('resident', 2)} OR ${list('register_person', 3)})
       ORDER BY id${forShare(hold)}`,
      [municipality, JSON.stringify(persons.residents), JSON.stringify(persons.registerPersons)],
    ),
  );
}

/** Enters a restriction; one already there with this id stays as it is. */
export async function saveRestriction(queries: Queries, entry: Restriction): Promise<void> {
  await queries.query(
    `INSERT INTO restrictions (id, municipality, resident, register_person, from_day, until_day)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [entry.id, entry.municipality, entry.resident, entry.registerPerson, entry.from, entry.until],
  );
}
