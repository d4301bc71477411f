import { dayOf, wordedDates } from '../../../issuing-center/registers/register-dates.ts';
import { wordedDatesOf } from '../../../issuing-center/registers/residents.ts';
import type { Queries } from '../../../issuing-center/store/sql.ts';
import type { PopulationBatch } from './generate.ts';

type Json = string | number | boolean | null | object;

/** One table of the registers: its columns with their types, and a row's values in the same order. */
interface Table<Row> {
  readonly name: string;
  readonly columns: string;
  readonly row: (row: Row) => readonly Json[];
}

function table<Row>(name: string, columns: string, row: (row: Row) => readonly Json[]): Table<Row> {
  return { name, columns, row };
}

type RowOf<List extends keyof PopulationBatch> = PopulationBatch[List][number];

const households = table<RowOf<'households'>>(
  'households',
  'id text, municipality text, address text, head text',
  ({ id, municipality, address, head }) => [id, municipality, address, head],
);

const residents = table<RowOf<'residents'>>(
  'residents',
  `id text, household text, position integer, name text, kana text, former_name text, alias text, birth_date date,
   sex text, resident_since date, address_since date, notified_on date, previous_address text, relationship text,
   domicile jsonb, nationality text, residence_status jsonb, my_number text, foreign_resident boolean,
   moved_out boolean, move_out_filed boolean, address_changed_on date, name_changed_on date, worded_dates jsonb,
   surname_reading text, given_name_reading text, foreign_resident_since date`,
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
  ],
);

const certificates = table<RowOf<'certificates'>>(
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

const seals = table<RowOf<'seals'>>(
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

const taxes = table<RowOf<'taxes'>>(
  'taxes',
  `resident text, municipality text, fiscal_year integer, address_on_first_of_january text, return_filed_on date,
   figures jsonb`,
  ({ resident, municipality, fiscalYear, addressOnFirstOfJanuary, returnFiledOn, figures }) => [
    resident,
    municipality,
    fiscalYear,
    addressOnFirstOfJanuary,
    returnFiledOn,
    figures,
  ],
);

const familyRegisters = table<RowOf<'familyRegisters'>>(
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

type RegisterPerson = RowOf<'familyRegisters'>['persons'][number];

const registerPersons = table<RegisterPerson & { readonly register: string; readonly position: number }>(
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

const enrolments = table<RowOf<'enrolments'>>(
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

const restrictions = table<RowOf<'restrictions'>>(
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

const vaccinations = table<RowOf<'vaccinations'>>(
  'vaccinations',
  'resident text, doses jsonb, passport jsonb, earlier_certificate_on date',
  ({ resident, doses, passport, earlierCertificateOn }) => [resident, doses, passport, earlierCertificateOn],
);

/** Every table that a population fills. */
export const populationTables: readonly string[] = [
  households,
  residents,
  certificates,
  seals,
  taxes,
  familyRegisters,
  registerPersons,
  enrolments,
  restrictions,
  vaccinations,
].map(({ name }) => name);

/** Enters a batch; rows whose keys already exist stay as they are. */
export async function insertBatch(queries: Queries, batch: PopulationBatch): Promise<void> {
  const persons = batch.familyRegisters.flatMap(({ id: register, persons }) =>
    persons.map((person, index) => ({ ...person, register, position: index + 1 })),
  );
  await insert(queries, households, batch.households);
  await insert(queries, residents, batch.residents);
  await insert(queries, certificates, batch.certificates);
  await insert(queries, seals, batch.seals);
  await insert(queries, taxes, batch.taxes);
  await insert(queries, familyRegisters, batch.familyRegisters);
  await insert(queries, registerPersons, persons);
  await insert(queries, enrolments, batch.enrolments);
  await insert(queries, restrictions, batch.restrictions);
  await insert(queries, vaccinations, batch.vaccinations);
}

/** One statement for all rows: one per row takes a hundred times as long. */
async function insert<Row>(
  queries: Queries,
  { name, columns, row }: Table<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.split(',').map((column) => column.trim().split(' ')[0] ?? '');
  const objects = rows.map((each) => {
    const values = row(each);
    // A missing key becomes SQL's null; JSON's own null would be a value in a jsonb column.
    return Object.fromEntries(
      names.flatMap((column, index) => (values[index] === null ? [] : [[column, values[index]]])),
    );
  });
  await queries.query(
    `INSERT INTO ${name} (${names.join(', ')})
     SELECT * FROM json_to_recordset($1::json) AS rows (${columns}) ON CONFLICT DO NOTHING`,
    [JSON.stringify(objects)],
  );
}
