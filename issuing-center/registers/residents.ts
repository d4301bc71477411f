import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';

const domicileSchema = z.object({ place: z.string(), headOfRegister: z.string() });
const residenceStatusSchema = z.object({
  status: z.string(),
  period: z.string(),
  until: isoDateSchema.nullable(),
  cardNumber: z.string(),
});

/** A person in the resident register, with what the household's row says. Null is what the register does not have. */
const residentRowSchema = z.object({
  id: z.string(),
  household: z.string(),
  municipality: municipalityIdSchema,
  address: z.string(),
  /** Name of the head of the household. */
  householdHead: z.string(),
  name: z.string(),
  kana: z.string().nullable(),
  formerName: z.string().nullable(),
  /** 通称, for foreign residents. */
  alias: z.string().nullable(),
  birthDate: isoDateSchema,
  sex: z.enum(['male', 'female']).nullable(),
  residentSince: isoDateSchema.nullable(),
  addressSince: isoDateSchema.nullable(),
  notifiedOn: isoDateSchema.nullable(),
  previousAddress: z.string().nullable(),
  relationship: z.string().nullable(),
  domicile: domicileSchema.nullable(),
  nationality: z.string().nullable(),
  residenceStatus: residenceStatusSchema.nullable(),
  myNumber: z.string().nullable(),
  foreign: z.boolean(),
  /** No longer lives here: the row is kept but stands for no residence. */
  movedOut: z.boolean(),
  moveOutFiled: z.boolean(),
  /** The day on which the register last took a change of address, and of name. */
  addressChangedOn: isoDateSchema.nullable(),
  nameChangedOn: isoDateSchema.nullable(),
});
export type Resident = z.infer<typeof residentRowSchema>;

/** The card's holder and everybody in the same household, holder included, in the register's order. */
export interface Household {
  readonly holder: Resident;
  readonly members: readonly Resident[];
}

const householdQuery = `
  SELECT r.id, r.household, h.municipality, h.address, h.head AS "householdHead",
    r.name, r.kana, r.former_name AS "formerName", r.alias, r.birth_date AS "birthDate", r.sex,
    r.resident_since AS "residentSince", r.address_since AS "addressSince", r.notified_on AS "notifiedOn",
    r.previous_address AS "previousAddress", r.relationship, r.domicile, r.nationality,
    r.residence_status AS "residenceStatus", r.my_number AS "myNumber", r.foreign_resident AS "foreign",
    r.moved_out AS "movedOut", r.move_out_filed AS "moveOutFiled",
    r.address_changed_on AS "addressChangedOn", r.name_changed_on AS "nameChangedOn"
  FROM residents r JOIN households h ON h.id = r.household
  WHERE r.household = (SELECT household FROM residents WHERE id = $1)
  ORDER BY r.position`;

/** The household of a resident, or null when the register does not know the resident. @param hold see `forShare` */
export async function readHousehold(
  queries: Queries,
  residentId: string,
  hold = false,
): Promise<Household | null> {
  const members = z
    .array(residentRowSchema)
    .parse(await queries.query(householdQuery + forShare(hold), [residentId]));
  const holder = members.find(({ id }) => id === residentId);
  return holder ? { holder, members } : null;
}

/** What the register keeps of a household; its persons are saved by `saveResident`. */
export interface HouseholdEntry {
  readonly id: string;
  readonly municipality: MunicipalityId;
  readonly address: string;
  readonly head: string;
}

export type ResidentEntry = Omit<Resident, 'municipality' | 'address' | 'householdHead'> & {
  /** Place in the household's order, from 1. */
  readonly position: number;
};

/** Enters a household; one already there with this id stays as it is. */
export async function saveHousehold(queries: Queries, entry: HouseholdEntry): Promise<void> {
  await queries.query(
    'INSERT INTO households (id, municipality, address, head) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [entry.id, entry.municipality, entry.address, entry.head],
  );
}

/** Enters a resident; one already there with this id stays as they are. */
export async function saveResident(queries: Queries, entry: ResidentEntry): Promise<void> {
  await queries.query(
    `INSERT INTO residents (id, household, position, name, kana, former_name, alias, birth_date, sex, resident_since,
       address_since, notified_on, previous_address, relationship, domicile, nationality, residence_status, my_number,
       foreign_resident, moved_out, move_out_filed, address_changed_on, name_changed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
     ON CONFLICT DO NOTHING`,
    [
      entry.id,
      entry.household,
      entry.position,
      entry.name,
      entry.kana,
      entry.formerName,
      entry.alias,
      entry.birthDate,
      entry.sex,
      entry.residentSince,
      entry.addressSince,
      entry.notifiedOn,
      entry.previousAddress,
      entry.relationship,
      entry.domicile === null ? null : JSON.stringify(entry.domicile),
      entry.nationality,
      entry.residenceStatus === null ? null : JSON.stringify(entry.residenceStatus),
      entry.myNumber,
      entry.foreign,
      entry.movedOut,
      entry.moveOutFiled,
      entry.addressChangedOn,
      entry.nameChangedOn,
    ],
  );
}

/** Whether the register has this resident; without an id, whether it has any. */
export async function hasResident(queries: Queries, id?: string): Promise<boolean> {
  const rows =
    id === undefined
      ? await queries.query('SELECT 1 FROM residents LIMIT 1')
      : await queries.query('SELECT 1 FROM residents WHERE id = $1', [id]);
  return rows.length > 0;
}
