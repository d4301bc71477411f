import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';

const entriesSchema = z.array(
  z.object({
    title: z.string().min(1),
    lines: z.array(z.object({ label: z.string().min(1), value: z.string() })),
  }),
);

const personSchema = z.object({
  id: z.string(),
  /** Which resident of this center's registers this is; null for the dead and for those who live where we have no register. */
  resident: z.string().nullable(),
  givenName: z.string(),
  /** 除籍: left the register by marriage or death. */
  removed: z.boolean(),
  birthDate: isoDateSchema,
  sex: z.enum(['male', 'female']).nullable(),
  father: z.string().nullable(),
  mother: z.string().nullable(),
  relationship: z.string(),
  entries: entriesSchema,
  /** 戸籍の附票, oldest first; null where the municipality has none for this person. */
  addresses: z.array(z.object({ address: z.string(), since: isoDateSchema.nullable() })).nullable(),
});
export type FamilyRegisterPerson = z.infer<typeof personSchema>;

const registerSchema = z.object({
  id: z.string(),
  /** Municipality of the registered domicile. */
  municipality: municipalityIdSchema,
  /** 本籍 */
  place: z.string(),
  /** The surname that everybody in it shares. */
  surname: z.string(),
  /** 筆頭者, full name; stays after the head has died. */
  head: z.string(),
  /** 戸籍事項 */
  entries: entriesSchema,
  /** The day on which the register last changed. */
  changedOn: isoDateSchema.nullable(),
});

/** A family register with its address history (附票), persons in its order. */
export interface FamilyRegister extends z.infer<typeof registerSchema> {
  readonly persons: readonly FamilyRegisterPerson[];
}

const registerColumns = 'id, municipality, place, surname, head, entries, changed_on AS "changedOn"';
const personColumns = `id, resident, given_name AS "givenName", removed, birth_date AS "birthDate", sex, father, mother,
  relationship, entries, addresses`;

/**
 * The family register in which a resident is entered now, if its domicile is in this municipality; otherwise null. Makes the
 * same two queries whether there is one or not.
 * @param hold see `forShare`
 */
export async function readFamilyRegister(
  queries: Queries,
  resident: string,
  municipality: MunicipalityId,
  hold = false,
): Promise<FamilyRegister | null> {
  const [register] = z.array(registerSchema).parse(
    await queries.query(
      `SELECT ${registerColumns} FROM family_registers
       WHERE municipality = $2
         AND id = (SELECT register FROM family_register_persons WHERE resident = $1 AND NOT removed)${forShare(hold)}`,
      [resident, municipality],
    ),
  );
  const persons = z
    .array(personSchema)
    .parse(
      await queries.query(
        `SELECT ${personColumns} FROM family_register_persons WHERE register = $1 ORDER BY position${forShare(hold)}`,
        [register?.id ?? ''],
      ),
    );
  return register ? { ...register, persons } : null;
}

/**
 * Enters a register with its persons; those already there stay as they are.
 * @throws when an entry is malformed
 */
export async function saveFamilyRegister(queries: Queries, register: FamilyRegister): Promise<void> {
  const { id, municipality, place, surname, head, entries, changedOn } = registerSchema.parse(register);
  await queries.query(
    `INSERT INTO family_registers (id, municipality, place, surname, head, entries, changed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [id, municipality, place, surname, head, JSON.stringify(entries), changedOn],
  );
  for (const [index, entry] of register.persons.entries()) {
    const person = personSchema.parse(entry);
    await queries.query(
      `INSERT INTO family_register_persons (id, register, position, resident, given_name, removed, birth_date, sex,
         father, mother, relationship, entries, addresses)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`,
      [
        person.id,
        id,
        index + 1,
        person.resident,
        person.givenName,
        person.removed,
        person.birthDate,
        person.sex,
        person.father,
        person.mother,
        person.relationship,
        JSON.stringify(person.entries),
        person.addresses === null ? null : JSON.stringify(person.addresses),
      ],
    );
  }
}
