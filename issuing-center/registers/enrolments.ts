import { z } from 'zod';
import { municipalityIdSchema, requestIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { enrolmentFormSchema } from '../../shared/service-api.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';

/** How far the municipality has got with it. Becoming void is nobody's act: rules/enrolment.ts finds it. */
export const enrolmentWorkStates = ['received', 'examined', 'registered', 'refused'] as const;
export type EnrolmentWorkState = (typeof enrolmentWorkStates)[number];

export const enrolmentSchema = z.object({
  /** On the slip: `E-7K2Q-M4XD`. */
  id: z.string(),
  resident: z.string(),
  /** Municipality of the registered domicile. */
  municipality: municipalityIdSchema,
  /** The user authentication certificate that it was made with and is valid for. */
  issuerKeyId: z.string(),
  serial: z.string(),
  state: z.enum(enrolmentWorkStates),
  /** ms since 1970. */
  madeAt: z.number(),
  /** Request id of the kiosk that sent it; null when it was made at a window. */
  requestId: requestIdSchema.nullable(),
  /** As the resident filled it in; null when it was made at a window. */
  form: enrolmentFormSchema.nullable(),
});
/** A registered-domicile enrolment (本籍地利用登録). */
export type EnrolmentEntry = z.infer<typeof enrolmentSchema>;

const columns = `id, resident, municipality, issuer_key_id AS "issuerKeyId", serial, state, made_at AS "madeAt",
  request_id AS "requestId", form`;

/**
 * The resident's enrolments in a municipality, newest first.
 * @param hold see `forShare`
 */
export async function readEnrolments(
  queries: Queries,
  resident: string,
  municipality: MunicipalityId,
  hold = false,
): Promise<readonly EnrolmentEntry[]> {
  return z.array(enrolmentSchema).parse(
    await queries.query(
      `SELECT ${columns} FROM enrolments WHERE resident = $1 AND municipality = $2
       ORDER BY made_at DESC, id${forShare(hold)}`,
      [resident, municipality],
    ),
  );
}

/** Enters an enrolment. False when one with this id or request is there already; that one stays as it is. */
export async function saveEnrolment(queries: Queries, entry: EnrolmentEntry): Promise<boolean> {
  const rows = await queries.query(
    `INSERT INTO enrolments (id, resident, municipality, issuer_key_id, serial, state, made_at, request_id, form)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
    [
      entry.id,
      entry.resident,
      entry.municipality,
      entry.issuerKeyId,
      entry.serial,
      entry.state,
      entry.madeAt,
      entry.requestId,
      entry.form === null ? null : JSON.stringify(entry.form),
    ],
  );
  return rows.length === 1;
}

/** Sets how far the municipality has got with it. False when there is no such enrolment. */
export async function setEnrolmentState(
  queries: Queries,
  id: string,
  state: EnrolmentWorkState,
): Promise<boolean> {
  const rows = await queries.query('UPDATE enrolments SET state = $2 WHERE id = $1 RETURNING id', [
    id,
    state,
  ]);
  return rows.length === 1;
}

/** Requests that wait for their municipality, oldest first, without what the resident filled in. */
export async function listOpenEnrolments(
  queries: Queries,
): Promise<readonly Pick<EnrolmentEntry, 'id' | 'municipality' | 'state' | 'madeAt'>[]> {
  return z.array(enrolmentSchema.pick({ id: true, municipality: true, state: true, madeAt: true })).parse(
    await queries.query(
      `SELECT id, municipality, state, made_at AS "madeAt" FROM enrolments
       WHERE state IN ('received', 'examined') ORDER BY made_at, id`,
    ),
  );
}
