import { z } from 'zod';
import { sealImageSchema } from '../../printing/certificates/seal-registration/imprint.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';
import { parted, type Parted } from './suitable.ts';

export const sealSchema = z.object({
  id: z.string(),
  municipality: municipalityIdSchema,
  resident: z.string(),
  image: sealImageSchema,
  /** 旧氏 or 通称, where the seal shows it. */
  otherName: z.string().nullable(),
  registeredOn: isoDateSchema,
  /** Not registered from this day on. */
  cancelledOn: isoDateSchema.nullable(),
});
/** An entry of the seal register, in force or cancelled. */
export type Seal = z.infer<typeof sealSchema>;

/**
 * Every seal that the resident ever had registered in a municipality, newest first; apart, those that no form of ours can print.
 * @param hold see `forShare`
 */
export async function readSeals(
  queries: Queries,
  resident: string,
  municipality: MunicipalityId,
  hold = false,
): Promise<Parted<Seal>> {
  return parted(
    sealSchema,
    await queries.query(
      `SELECT id, municipality, resident, image, other_name AS "otherName", registered_on AS "registeredOn",
         cancelled_on AS "cancelledOn"
       FROM seals WHERE resident = $1 AND municipality = $2 ORDER BY registered_on DESC, id${forShare(hold)}`,
      [resident, municipality],
    ),
  );
}

/**
 * Enters a seal; one already there with this id stays as it is.
 * @throws when the imprint is malformed
 */
export async function saveSeal(queries: Queries, entry: Seal): Promise<void> {
  const { image } = sealSchema.parse(entry);
  await queries.query(
    `INSERT INTO seals (id, municipality, resident, image, other_name, registered_on, cancelled_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      entry.id,
      entry.municipality,
      entry.resident,
      JSON.stringify(image),
      entry.otherName,
      entry.registeredOn,
      entry.cancelledOn,
    ],
  );
}
