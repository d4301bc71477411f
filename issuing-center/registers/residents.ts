import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { foreignResidentCategorySchema } from '../../shared/foreign-residents.ts';
import { registerDateSchema, solarDaySchema } from '../../shared/register-date.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { forShare } from './hold.ts';
import { dayOf, registerDateColumn, wordedDates } from './register-dates.ts';
import { parted } from './suitable.ts';

const domicileSchema = z.object({ place: z.string(), headOfRegister: z.string() });
const residenceStatusSchema = z.object({
  /** 第30条の45に規定する区分; left out by a register that does not tell it. */
  category: foreignResidentCategorySchema.exactOptional(),
  /** Empty, as are period and cardNumber, where the category has none. */
  status: z.string(),
  period: z.string(),
  until: solarDaySchema.nullable(),
  cardNumber: z.string(),
});

/** A person in the resident register, with what the household's row says. Null is what the register does not have. */
export const residentSchema = z.object({
  id: z.string(),
  household: z.string(),
  municipality: municipalityIdSchema,
  address: z.string(),
  /** Name of the head of the household. */
  householdHead: z.string(),
  name: z.string(),
  /** The municipality's own aid for finding a person; printed of foreign residents alone. */
  kana: z.string().nullable(),
  /** 氏の振り仮名, 名の振り仮名: null until the family register has them, and of foreign residents. */
  surnameReading: z.string().nullable(),
  givenNameReading: z.string().nullable(),
  formerName: z.string().nullable(),
  /** 旧氏の振り仮名: null until it is notified. A service of before there was such an item leaves it out. */
  formerNameReading: z.string().nullable().default(null),
  /** 通称, for foreign residents. */
  alias: z.string().nullable(),
  birthDate: registerDateSchema,
  sex: z.enum(['male', 'female']).nullable(),
  residentSince: registerDateSchema.nullable(),
  /** 外国人住民となった年月日, of foreign residents. */
  foreignResidentSince: solarDaySchema.nullable(),
  addressSince: registerDateSchema.nullable(),
  notifiedOn: registerDateSchema.nullable(),
  /** Where they came from when they moved into the municipality. */
  previousAddress: z.string().nullable(),
  /** Where they lived before the last move within it. A service of before there was such an item leaves it out. */
  previousAddressWithin: z.string().nullable().default(null),
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
export type Resident = z.infer<typeof residentSchema>;

/** Somebody of the household whose entry no form of ours can print; what the rules ask of everybody is known all the same. */
export const unsuitableMemberSchema = z.object({
  id: z.string(),
  movedOut: z.boolean(),
  moveOutFiled: z.boolean(),
});
export type UnsuitableMember = z.infer<typeof unsuitableMemberSchema>;

/** The holder of the card and everybody in the same household, in the register's order, the holder included. */
export interface Household {
  readonly holder: Resident;
  readonly members: readonly Resident[];
  readonly unsuitable: readonly UnsuitableMember[];
}

const householdQuery = `
  SELECT r.id, r.household, h.municipality, h.address, h.head AS "householdHead",
    r.name, r.kana, r.surname_reading AS "surnameReading", r.given_name_reading AS "givenNameReading",
    r.former_name AS "formerName", r.former_name_reading AS "formerNameReading", r.alias,
    ${registerDateColumn('r.birth_date', 'birthDate')}, r.sex,
    ${registerDateColumn('r.resident_since', 'residentSince')}, ${registerDateColumn('r.address_since', 'addressSince')},
    r.foreign_resident_since AS "foreignResidentSince",
    ${registerDateColumn('r.notified_on', 'notifiedOn')}, r.previous_address AS "previousAddress",
    r.previous_address_within AS "previousAddressWithin", r.relationship, r.domicile, r.nationality,
    r.residence_status AS "residenceStatus", r.my_number AS "myNumber", r.foreign_resident AS "foreign",
    r.moved_out AS "movedOut", r.move_out_filed AS "moveOutFiled",
    r.address_changed_on AS "addressChangedOn", r.name_changed_on AS "nameChangedOn"
  FROM residents r JOIN households h ON h.id = r.household
  WHERE r.household = (SELECT household FROM residents WHERE id = $1)
  ORDER BY r.position`;

/**
 * The household of a resident; null when the register does not know the resident, `unsuitable` when the resident's own entry is
 * one that no form of ours can print. @param hold see `forShare`
 */
export async function readHousehold(
  queries: Queries,
  residentId: string,
  hold = false,
): Promise<Household | 'unsuitable' | null> {
  const rows = await queries.query(householdQuery + forShare(hold), [residentId]);
  const { suitable: members, unsuitable } = parted(residentSchema, rows);
  const holder = members.find(({ id }) => id === residentId);
  const others = z.array(unsuitableMemberSchema).parse(unsuitable);
  if (holder) return { holder, members, unsuitable: others };
  return others.length > 0 ? 'unsuitable' : null;
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
       foreign_resident, moved_out, move_out_filed, address_changed_on, name_changed_on, worded_dates, surname_reading,
       given_name_reading, foreign_resident_since, previous_address_within, former_name_reading)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26, $27, $28, $29)
     ON CONFLICT DO NOTHING`,
    [
      entry.id,
      entry.household,
      entry.position,
      entry.name,
      entry.kana,
      entry.formerName,
      entry.alias,
      dayOf(entry.birthDate),
      entry.sex,
      dayOf(entry.residentSince),
      dayOf(entry.addressSince),
      dayOf(entry.notifiedOn),
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
      JSON.stringify(wordedDatesOf(entry)),
      entry.surnameReading,
      entry.givenNameReading,
      entry.foreignResidentSince,
      entry.previousAddressWithin,
      entry.formerNameReading,
    ],
  );
}

/** What the register has words for, of a resident's dates, by item. */
export function wordedDatesOf({
  birthDate,
  residentSince,
  addressSince,
  notifiedOn,
}: Pick<Resident, 'birthDate' | 'residentSince' | 'addressSince' | 'notifiedOn'>): object {
  return wordedDates({ birthDate, residentSince, addressSince, notifiedOn });
}

/** Whether the register has this resident; without an id, whether it has any. */
export async function hasResident(queries: Queries, id?: string): Promise<boolean> {
  const rows =
    id === undefined
      ? await queries.query('SELECT 1 FROM residents LIMIT 1')
      : await queries.query('SELECT 1 FROM residents WHERE id = $1', [id]);
  return rows.length > 0;
}
