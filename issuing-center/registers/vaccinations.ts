import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { solarDaySchema } from '../../shared/register-date.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';
import { parted } from './suitable.ts';

export const vaccinationSchema = z.object({
  resident: z.string(),
  doses: z.array(
    z.object({
      number: z.int().min(1),
      date: solarDaySchema,
      product: z.string(),
      maker: z.string(),
      /** In Latin letters, where the record has them. */
      latin: z.object({ product: z.string().min(1), maker: z.string().min(1) }).exactOptional(),
      lot: z.string(),
    }),
  ),
  /** From the earlier certificate for travel; null where there was none. */
  passport: z.object({ latinName: z.string(), nationality: z.string(), number: z.string() }).nullable(),
  /** The day on which the municipality or the app last issued a certificate. */
  earlierCertificateOn: isoDateSchema.nullable(),
});
/** A person's entry in the national vaccination record (VRS). */
export type Vaccination = z.infer<typeof vaccinationSchema>;

/** The vaccinations of a resident, or null; `unsuitable`: no form of ours can print them. @param hold see `forShare` */
export async function readVaccination(
  queries: Queries,
  resident: string,
  hold = false,
): Promise<Vaccination | 'unsuitable' | null> {
  const { suitable, unsuitable } = parted(
    vaccinationSchema,
    await queries.query(
      `SELECT resident, doses, passport, earlier_certificate_on AS "earlierCertificateOn"
       FROM vaccinations WHERE resident = $1${forShare(hold)}`,
      [resident],
    ),
  );
  return unsuitable.length > 0 ? 'unsuitable' : (suitable[0] ?? null);
}

/** Enters a person's vaccinations; those already there stay as they are. */
export async function saveVaccination(queries: Queries, entry: Vaccination): Promise<void> {
  const { doses, passport } = vaccinationSchema.parse(entry);
  await queries.query(
    `INSERT INTO vaccinations (resident, doses, passport, earlier_certificate_on) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [
      entry.resident,
      JSON.stringify(doses),
      passport === null ? null : JSON.stringify(passport),
      entry.earlierCertificateOn,
    ],
  );
}
