import type { EnrolmentEntry } from './enrolments.ts';
import type { FamilyRegisterEntry, FamilyRegisterPerson } from './family-registers.ts';
import { dayOf, wordedDates } from './register-dates.ts';
import { wordedDatesOf, type HouseholdEntry, type ResidentEntry } from './residents.ts';
import type { Restriction } from './restrictions.ts';
import type { Seal } from './seals.ts';
import type { TaxEntry } from './taxes.ts';
import type { CertificateEntry, CertificateKey } from './user-certificates.ts';
import type { Vaccination } from './vaccinations.ts';

/* Every table of the registers for whoever enters many rows at once: its columns, and where an entry puts what. */

export type StoredValue = string | number | boolean | null | object;

/** One table of the registers: its columns with their types, and an entry's values in the same order. */
export interface RegisterTable<Entry> {
  readonly name: string;
  /** As in a column list of SQL: `id text, position integer`. */
  readonly columns: string;
  readonly names: readonly string[];
  readonly row: (entry: Entry) => readonly StoredValue[];
}

/** A person in a family register with the place there, from 1. */
export type RegisterPersonEntry = FamilyRegisterPerson & {
  readonly register: string;
  readonly position: number;
};

function table<Entry>(
  name: string,
  columns: string,
  row: (entry: Entry) => readonly StoredValue[],
): RegisterTable<Entry> {
  return { name, columns, names: columns.split(',').map((column) => column.trim().split(' ')[0] ?? ''), row };
}

export const householdsTable = table<HouseholdEntry>(
  'households',
  'id text, municipality text, address text, head text',
  ({ id, municipality, address, head }) => [id, municipality, address, head],
);

export const residentsTable = table<ResidentEntry>(
  'residents',
  `id text, household text, position integer, name text, kana text, former_name text, alias text, birth_date date,
   sex text, resident_since date, address_since date, notified_on date, previous_address text, relationship text,
   domicile jsonb, nationality text, residence_status jsonb, my_number text, foreign_resident boolean,
   moved_out boolean, move_out_filed boolean, address_changed_on date, name_changed_on date, worded_dates jsonb,
   surname_reading text, given_name_reading text, foreign_resident_since date, previous_address_within text,
   former_name_reading text`,
  (row) => [
    row.id,
    row.household,
    row.position,
    row.name,
    row.kana,
    row.formerName,
    row.alias,
    dayOf(row.birthDate),
    row.sex,
    dayOf(row.residentSince),
    dayOf(row.addressSince),
    dayOf(row.notifiedOn),
    row.previousAddress,
    row.relationship,
    row.domicile,
    row.nationality,
    row.residenceStatus,
    row.myNumber,
    row.foreign,
    row.movedOut,
    row.moveOutFiled,
    row.addressChangedOn,
    row.nameChangedOn,
    wordedDatesOf(row),
    row.surnameReading,
    row.givenNameReading,
    row.foreignResidentSince,
    row.previousAddressWithin,
    row.formerNameReading,
  ],
);

export const certificatesTable = table<CertificateKey & CertificateEntry>(
  'user_certificates',
  `issuer_key_id text, serial text, resident text, revoked boolean, handed_over_on date, set_up_on date,
   renewal boolean, card_ends_on date`,
  (row) => [
    row.issuerKeyId,
    row.serial,
    row.resident,
    row.revoked,
    row.handedOverOn,
    row.setUpOn,
    row.renewal,
    row.cardEndsOn,
  ],
);

export const sealsTable = table<Seal>(
  'seals',
  'id text, municipality text, resident text, image jsonb, other_name text, registered_on date, cancelled_on date',
  ({ id, municipality, resident, image, otherName, registeredOn, cancelledOn }) => [
    id,
    municipality,
    resident,
    image,
    otherName,
    registeredOn,
    cancelledOn,
  ],
);

export const taxesTable = table<TaxEntry>(
  'taxes',
  `resident text, municipality text, fiscal_year integer, address_on_first_of_january text, return_filed_on date,
   dependant boolean, figures jsonb`,
  ({ resident, municipality, fiscalYear, addressOnFirstOfJanuary, returnFiledOn, dependant, figures }) => [
    resident,
    municipality,
    fiscalYear,
    addressOnFirstOfJanuary,
    returnFiledOn,
    dependant,
    figures,
  ],
);

export const familyRegistersTable = table<Omit<FamilyRegisterEntry, 'persons'>>(
  'family_registers',
  'id text, municipality text, place text, surname text, surname_reading text, head text, entries jsonb, changed_on date',
  ({ id, municipality, place, surname, surnameReading, head, entries, changedOn }) => [
    id,
    municipality,
    place,
    surname,
    surnameReading,
    head,
    entries,
    changedOn,
  ],
);

export const registerPersonsTable = table<RegisterPersonEntry>(
  'family_register_persons',
  `id text, register text, position integer, resident text, given_name text, removed boolean, birth_date date, sex text,
   father text, mother text, relationship text, entries jsonb, addresses jsonb, worded_dates jsonb, given_name_reading text,
   spouse_kind text`,
  (row) => [
    row.id,
    row.register,
    row.position,
    row.resident,
    row.givenName,
    row.removed,
    dayOf(row.birthDate),
    row.sex,
    row.father,
    row.mother,
    row.relationship,
    row.entries,
    row.addresses,
    wordedDates({ birthDate: row.birthDate }),
    row.givenNameReading,
    row.spouseKind,
  ],
);

export const enrolmentsTable = table<EnrolmentEntry>(
  'enrolments',
  `id text, resident text, municipality text, issuer_key_id text, serial text, state text, made_at bigint,
   request_id text, form jsonb`,
  (row) => [
    row.id,
    row.resident,
    row.municipality,
    row.issuerKeyId,
    row.serial,
    row.state,
    row.madeAt,
    row.requestId,
    row.form,
  ],
);

export const restrictionsTable = table<Restriction>(
  'restrictions',
  'id text, municipality text, resident text, register_person text, from_day date, until_day date',
  ({ id, municipality, resident, registerPerson, from, until }) => [
    id,
    municipality,
    resident,
    registerPerson,
    from,
    until,
  ],
);

export const vaccinationsTable = table<Vaccination>(
  'vaccinations',
  'resident text, doses jsonb, passport jsonb, earlier_certificate_on date',
  ({ resident, doses, passport, earlierCertificateOn }) => [resident, doses, passport, earlierCertificateOn],
);
