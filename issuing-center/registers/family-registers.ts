import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { registerDateSchema } from '../../shared/register-date.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';
import { dayOf, registerDateColumn, wordedDates } from './register-dates.ts';
import { parted } from './suitable.ts';

const entriesSchema = z.array(
  z.object({
    title: z.string().min(1),
    lines: z.array(z.object({ label: z.string().min(1), value: z.string() })),
  }),
);

export const registerPersonSchema = z.object({
  id: z.string(),
  /** Which resident of this center's registers this is; null for the dead and for those who live where we have no register. */
  resident: z.string().nullable(),
  givenName: z.string(),
  /** 名の振り仮名, null until it is notified. */
  givenNameReading: z.string().nullable(),
  /** 除籍: left the register by marriage or death. */
  removed: z.boolean(),
  birthDate: registerDateSchema,
  sex: z.enum(['male', 'female']).nullable(),
  father: z.string().nullable(),
  mother: z.string().nullable(),
  relationship: z.string(),
  /** 配偶者区分: 夫 or 妻; null of who is not married, and where the register does not say. */
  spouseKind: z.enum(['husband', 'wife']).nullable(),
  entries: entriesSchema,
  /** 戸籍の附票, oldest first; null where the municipality has none of this person. */
  addresses: z.array(z.object({ address: z.string(), since: registerDateSchema.nullable() })).nullable(),
});
export type FamilyRegisterPerson = z.infer<typeof registerPersonSchema>;

export const familyRegisterHeadingSchema = z.object({
  id: z.string(),
  /** Municipality of the registered domicile. */
  municipality: municipalityIdSchema,
  /** 本籍 */
  place: z.string(),
  /** The surname that everybody in it shares. */
  surname: z.string(),
  /** 氏の振り仮名, null until it is notified. */
  surnameReading: z.string().nullable(),
  /** 筆頭者, full name; stays when the head has died. */
  head: z.string(),
});
export const familyRegisterSchema = familyRegisterHeadingSchema.extend({
  /** 戸籍事項 */
  entries: entriesSchema,
  /** The day on which the register last changed. */
  changedOn: isoDateSchema.nullable(),
});

/** Somebody of a register whose entry no form of ours can print. */
export const unsuitablePersonSchema = registerPersonSchema.pick({ id: true, resident: true });

/** A family register with its address history (附票), persons in its order. */
export interface FamilyRegister extends z.infer<typeof familyRegisterSchema> {
  readonly persons: readonly FamilyRegisterPerson[];
  readonly unsuitable: readonly z.infer<typeof unsuitablePersonSchema>[];
  /** False: what is said of the register as a whole no form of ours can print, and nothing of it is issued. */
  readonly sound: boolean;
}
/** What is entered: each person and the register itself are of a sound form. */
export type FamilyRegisterEntry = Omit<FamilyRegister, 'unsuitable' | 'sound'>;

const registerColumns = `id, municipality, place, surname, surname_reading AS "surnameReading", head, entries,
  changed_on AS "changedOn"`;
const personColumns = `id, resident, given_name AS "givenName", given_name_reading AS "givenNameReading", removed,
  ${registerDateColumn('birth_date', 'birthDate')}, sex, father, mother, relationship, spouse_kind AS "spouseKind",
  entries, addresses`;

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
  const own = `municipality = $2
       AND id = (SELECT register FROM family_register_persons WHERE resident = $1 AND NOT removed)`;
  const [[row], rows] = await Promise.all([
    queries.query(`SELECT ${registerColumns} FROM family_registers WHERE ${own}${forShare(hold)}`, [
      resident,
      municipality,
    ]),
    queries.query(
      `SELECT ${personColumns} FROM family_register_persons
       WHERE register = (SELECT id FROM family_registers WHERE ${own}) ORDER BY position${forShare(hold)}`,
      [resident, municipality],
    ),
  ]);
  const heading = row === undefined ? null : familyRegisterHeadingSchema.parse(row);
  const whole = familyRegisterSchema.safeParse(row);
  if (heading === null) return null;
  const { suitable: persons, unsuitable } = parted(registerPersonSchema, rows);
  return {
    ...(whole.success ? whole.data : { ...heading, entries: [], changedOn: null }),
    sound: whole.success,
    persons,
    unsuitable: z.array(unsuitablePersonSchema).parse(unsuitable),
  };
}

/** Enters a register with its persons, or leaves the ones that are there as they are. @throws when an entry is of no sound shape. */
export async function saveFamilyRegister(queries: Queries, register: FamilyRegisterEntry): Promise<void> {
  const { id, municipality, place, surname, surnameReading, head, entries, changedOn } =
    familyRegisterSchema.parse(register);
  await queries.query(
    `INSERT INTO family_registers (id, municipality, place, surname, surname_reading, head, entries, changed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [id, municipality, place, surname, surnameReading, head, JSON.stringify(entries), changedOn],
  );
  for (const [index, entry] of register.persons.entries()) {
    const person = registerPersonSchema.parse(entry);
    await queries.query(
      `INSERT INTO family_register_persons (id, register, position, resident, given_name, removed, birth_date, sex,
         father, mother, relationship, entries, addresses, worded_dates, given_name_reading, spouse_kind)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING`,
      [
        person.id,
        id,
        index + 1,
        person.resident,
        person.givenName,
        person.removed,
        dayOf(person.birthDate),
        person.sex,
        person.father,
        person.mother,
        person.relationship,
        JSON.stringify(person.entries),
        person.addresses === null ? null : JSON.stringify(person.addresses),
        JSON.stringify(wordedDates({ birthDate: person.birthDate })),
        person.givenNameReading,
        person.spouseKind,
      ],
    );
  }
}
