import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { rulesNumberSchema, type SignedRules } from '../../shared/municipality-rules.ts';
import type { Queries } from './sql.ts';

const rows = z.array(
  z.object({
    seq: z.int(),
    municipality: municipalityIdSchema,
    number: rulesNumberSchema,
    holdsFrom: z.number(),
    /** `file`: as the center's own file had them when they were first used. */
    whence: z.enum(['file', 'published', 'takenBack']),
    text: z.string(),
    signature: z.string(),
  }),
);
export type StoredRules = z.infer<typeof rows>[number];

/** Keeps others from entering rules until the end of the transaction: rules become known in the order of their entry. */
export async function holdRules(queries: Queries): Promise<void> {
  await queries.query('SELECT pg_advisory_xact_lock(4096002)');
}

/** The rules that were entered after an entry, in their order. @param after 0: all of them */
export async function rulesAfter(queries: Queries, after: number): Promise<readonly StoredRules[]> {
  return rows.parse(
    await queries.query(
      `SELECT seq, municipality, number, holds_from AS "holdsFrom", whence, text, signature
       FROM municipality_rules WHERE seq > $1 ORDER BY seq`,
      [after],
    ),
  );
}

/** Enters rules. @throws when the municipality has rules of this number: hold them before counting */
export async function insertRules(
  queries: Queries,
  rules: {
    readonly municipality: MunicipalityId;
    readonly number: number;
    readonly holdsFrom: Instant;
    readonly whence: StoredRules['whence'];
    readonly enteredAt: Instant;
  } & SignedRules,
): Promise<void> {
  const { municipality, number, holdsFrom, whence, enteredAt, text, signature } = rules;
  await queries.query(
    `INSERT INTO municipality_rules (municipality, number, holds_from, whence, entered_at, text, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [municipality, number, holdsFrom, whence, enteredAt, text, signature],
  );
}
