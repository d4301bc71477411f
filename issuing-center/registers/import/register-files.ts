import { z } from 'zod';
import { isoDateSchema } from '../../../shared/dates.ts';
import { municipalityIdSchema } from '../../../shared/ids.ts';
import { registerDateSchema } from '../../../shared/register-date.ts';
import { enrolmentSchema } from '../enrolments.ts';
import { familyRegisterSchema, registerPersonSchema } from '../family-registers.ts';
import * as tables from '../register-tables.ts';
import { residentSchema } from '../residents.ts';
import { sealSchema } from '../seals.ts';
import { taxSchema } from '../taxes.ts';
import { vaccinationSchema } from '../vaccinations.ts';
import { column, flag, words } from './column.ts';
import { registerFile, type Cells, type RegisterFile } from './register-file.ts';

/** Ids are the municipality's own, and stay those of the entry. */
const id = z.string({ error: 'expected an id' }).min(1).max(100);
const named = z.string({ error: 'expected a text' }).min(1);
const position = z.int({ error: 'expected a whole number from 1' }).min(1).max(100_000);
const hex = z
  .string({ error: 'expected hexadecimal digits' })
  .regex(/^[0-9a-f]+$/, 'expected lower-case hexadecimal digits');

const beforeRegistered = 'is before the day on which the seal was registered';

const beforeRestricted = 'is before the first day of the restriction, which would protect nobody';

const ofResident = { column: 'resident', stored: 'resident', table: 'residents' } as const;

const households = registerFile({
  file: 'households.csv',
  table: tables.householdsTable,
  columns: [
    column('id', 'text'),
    column('municipality', 'text'),
    column('address', 'text', true),
    column('head', 'text', true),
  ],
  schema: z.object({ id, municipality: municipalityIdSchema, address: named, head: named }),
  end: { how: 'never', why: 'a household ends with its residents' },
});

const residents = registerFile({
  file: 'residents.csv',
  table: tables.residentsTable,
  columns: [
    column('id', 'text'),
    column('household', 'text'),
    column('position', 'whole'),
    column('name', 'text', true),
    column('kana', 'text', true),
    column('surnameReading', 'text', true),
    column('givenNameReading', 'text', true),
    column('formerName', 'text', true),
    column('formerNameReading', 'text', true),
    column('alias', 'text', true),
    column('birthDate', 'registerDate', true),
    column('sex', 'text'),
    column('residentSince', 'registerDate', true),
    column('foreignResidentSince', 'text'),
    column('addressSince', 'registerDate', true),
    column('notifiedOn', 'registerDate', true),
    column('previousAddress', 'text', true),
    column('previousAddressWithin', 'text', true),
    column('relationship', 'text', true),
    column('domicile.place', 'text', true),
    column('domicile.headOfRegister', 'text', true),
    column('nationality', 'text', true),
    column('residenceStatus.category', 'text'),
    words('residenceStatus.status'),
    words('residenceStatus.period'),
    column('residenceStatus.until', 'text'),
    words('residenceStatus.cardNumber'),
    column('myNumber', 'text'),
    flag('foreign'),
    flag('movedOut'),
    flag('moveOutFiled'),
    column('addressChangedOn', 'text'),
    column('nameChangedOn', 'text'),
  ],
  schema: residentSchema.omit({ municipality: true, address: true, householdHead: true }).extend({
    ...{ id, household: id, name: named, position },
    myNumber: z
      .string()
      .regex(/^\d{12}$/, 'expected 12 digits')
      .nullable(),
  }),
  entry: residentOf,
  end: { how: 'kept', set: 'moved_out = true', isNot: 'NOT t.moved_out' },
  references: [{ column: 'household', stored: 'household', table: 'households' }],
  unique: [
    { columns: ['household', 'position'], says: 'another resident of the household has this position' },
  ],
  makeWay: 'position = -1 - t.position',
});

function residentOf(cells: Cells): unknown {
  const domicile = { place: cells['domicile.place'], headOfRegister: cells['domicile.headOfRegister'] };
  const category = cells['residenceStatus.category'];
  const status = {
    ...(category === null ? {} : { category }),
    status: cells['residenceStatus.status'],
    period: cells['residenceStatus.period'],
    until: cells['residenceStatus.until'],
    cardNumber: cells['residenceStatus.cardNumber'],
  };
  const has = (part: object): boolean => Object.values(part).some((value) => value !== null && value !== '');
  return {
    ...cells,
    domicile: has(domicile) ? domicile : null,
    residenceStatus: has(status) ? status : null,
  };
}

const certificates = registerFile({
  file: 'certificates.csv',
  table: tables.certificatesTable,
  columns: [
    column('issuerKeyId', 'text'),
    column('serial', 'text'),
    column('resident', 'text'),
    flag('revoked'),
    column('handedOverOn', 'text'),
    column('setUpOn', 'text'),
    flag('renewal'),
    column('cardEndsOn', 'text'),
  ],
  schema: z.object({
    ...{ issuerKeyId: hex, serial: hex, resident: id, revoked: z.boolean(), renewal: z.boolean() },
    ...{ handedOverOn: isoDateSchema.nullable(), setUpOn: isoDateSchema.nullable() },
    cardEndsOn: isoDateSchema.nullable(),
  }),
  key: [
    { column: 'issuerKeyId', stored: 'issuer_key_id' },
    { column: 'serial', stored: 'serial' },
  ],
  end: { how: 'kept', set: 'revoked = true', isNot: 'NOT t.revoked' },
  references: [ofResident],
});

const seals = registerFile({
  file: 'seals.csv',
  table: tables.sealsTable,
  columns: [
    column('id', 'text'),
    column('municipality', 'text'),
    column('resident', 'text'),
    column('image', 'image'),
    column('widthMm', 'number'),
    column('otherName', 'text', true),
    column('registeredOn', 'text'),
    column('cancelledOn', 'text'),
  ],
  schema: sealSchema
    .extend({ id, resident: id })
    .refine(({ registeredOn, cancelledOn }) => cancelledOn === null || cancelledOn >= registeredOn, {
      error: beforeRegistered,
      path: ['cancelledOn'],
    }),
  end: {
    ...{ how: 'kept', set: 'cancelled_on = s.cancelled_on' },
    isNot: 't.cancelled_on IS DISTINCT FROM s.cancelled_on',
    day: { column: 'cancelledOn', stored: 'cancelled_on' },
    cannot: { where: 's.cancelled_on < t.registered_on', says: beforeRegistered },
  },
  references: [ofResident],
  unique: [
    {
      columns: ['resident', 'municipality'],
      where: 'cancelled_on IS NULL',
      says: 'the resident has another seal in force',
    },
  ],
  makeWay: 'cancelled_on = t.registered_on',
});

const taxes = registerFile({
  file: 'taxes.csv',
  table: tables.taxesTable,
  columns: [
    column('resident', 'text'),
    column('municipality', 'text'),
    column('fiscalYear', 'whole'),
    column('addressOnFirstOfJanuary', 'text', true),
    column('returnFiledOn', 'text'),
    flag('dependant'),
    column('figures', 'json', true),
  ],
  schema: taxSchema.extend({ resident: id }),
  key: [
    { column: 'resident', stored: 'resident' },
    { column: 'municipality', stored: 'municipality' },
    { column: 'fiscalYear', stored: 'fiscal_year' },
  ],
  references: [ofResident],
});

const familyRegisters = registerFile({
  file: 'family-registers.csv',
  table: tables.familyRegistersTable,
  columns: [
    column('id', 'text'),
    column('municipality', 'text'),
    column('place', 'text', true),
    column('surname', 'text', true),
    column('surnameReading', 'text', true),
    column('head', 'text', true),
    column('entries', 'json', true),
    column('changedOn', 'text'),
  ],
  schema: familyRegisterSchema.extend({ id, place: named, surname: named, head: named }),
  end: {
    how: 'deleted',
    before: [
      `DELETE FROM restrictions r USING family_register_persons p, staged_family_registers s
       WHERE r.register_person = p.id AND p.register = s.id AND s.change = 'end'`,
      `DELETE FROM family_register_persons p USING staged_family_registers s
       WHERE p.register = s.id AND s.change = 'end'`,
    ],
  },
});

const registerPersons = registerFile({
  file: 'register-persons.csv',
  // The addresses have a file of their own.
  table: withoutAddresses(),
  columns: [
    column('id', 'text'),
    column('register', 'text'),
    column('position', 'whole'),
    column('resident', 'text'),
    column('givenName', 'text', true),
    column('givenNameReading', 'text', true),
    flag('removed'),
    column('birthDate', 'registerDate', true),
    column('sex', 'text'),
    column('father', 'text', true),
    column('mother', 'text', true),
    column('relationship', 'text', true),
    column('spouseKind', 'text'),
    column('entries', 'json', true),
  ],
  schema: registerPersonSchema.extend({ id, register: id, position, givenName: named, relationship: named }),
  entry: (cells) => ({ ...cells, addresses: null }),
  end: {
    how: 'deleted',
    before: [
      `DELETE FROM restrictions r USING staged_family_register_persons s
       WHERE r.register_person = s.id AND s.change = 'end'`,
    ],
  },
  references: [{ column: 'register', stored: 'register', table: 'family_registers' }, ofResident],
  unique: [
    { columns: ['register', 'position'], says: 'another person of the register has this position' },
    {
      columns: ['resident'],
      where: 'resident IS NOT NULL AND NOT removed',
      says: 'the resident stands in another register, too',
    },
  ],
  makeWay: 'position = -1 - t.position, removed = true',
});

function withoutAddresses(): typeof tables.registerPersonsTable {
  const { name, columns, names, row } = tables.registerPersonsTable;
  const at = names.indexOf('addresses');
  return {
    name,
    columns: columns.replace(/,\s*addresses jsonb/, ''),
    names: names.filter((_, index) => index !== at),
    row: (entry) => row(entry).filter((_, index) => index !== at),
  };
}

const registerAddresses = registerFile<{ person: string; position: number; address: string; since: unknown }>(
  {
    file: 'register-addresses.csv',
    table: {
      name: 'register_addresses',
      columns: 'person text, position integer, address text, since text',
      names: ['person', 'position', 'address', 'since'],
      row: ({ person, position: at, address, since }) => [
        ...[person, at, address],
        since === null ? null : JSON.stringify(since),
      ],
    },
    columns: [
      column('person', 'text'),
      column('position', 'whole'),
      column('address', 'text', true),
      column('since', 'registerDate', true),
    ],
    schema: z.object({ person: id, position, address: named, since: registerDateSchema.nullable() }),
    key: [
      { column: 'person', stored: 'person' },
      { column: 'position', stored: 'position' },
    ],
    endKey: [{ column: 'person', stored: 'person' }],
    references: [{ column: 'person', stored: 'person', table: 'family_register_persons' }],
  },
);

const enrolments = registerFile({
  file: 'enrolments.csv',
  table: tables.enrolmentsTable,
  columns: [
    column('id', 'text'),
    column('resident', 'text'),
    column('municipality', 'text'),
    column('issuerKeyId', 'text'),
    column('serial', 'text'),
    column('state', 'text'),
    column('madeAt', 'instant'),
    column('requestId', 'text'),
    column('form', 'json'),
  ],
  schema: enrolmentSchema.extend({ id, resident: id, issuerKeyId: hex, serial: hex }),
  references: [ofResident],
  unique: [
    { columns: ['request_id'], where: 'request_id IS NOT NULL', says: 'another enrolment has this request' },
  ],
});

const restrictions = registerFile({
  file: 'restrictions.csv',
  table: tables.restrictionsTable,
  columns: [
    column('id', 'text'),
    column('municipality', 'text'),
    column('resident', 'text'),
    column('registerPerson', 'text'),
    column('from', 'text'),
    column('until', 'text'),
  ],
  schema: z
    .object({
      ...{ id, municipality: municipalityIdSchema, resident: id.nullable(), registerPerson: id.nullable() },
      ...{ from: isoDateSchema, until: isoDateSchema.nullable() },
    })
    .refine(({ resident, registerPerson }) => (resident === null) !== (registerPerson === null), {
      error: 'expected a resident or a registerPerson, and not both',
      path: ['resident'],
    })
    .refine(({ from, until }) => until === null || until >= from, {
      error: beforeRestricted,
      path: ['until'],
    }),
  end: {
    ...{ how: 'kept', set: 'until_day = s.until_day' },
    isNot: 't.until_day IS DISTINCT FROM s.until_day',
    day: { column: 'until', stored: 'until_day' },
    cannot: { where: 's.until_day < t.from_day', says: beforeRestricted },
  },
  references: [
    ofResident,
    { column: 'registerPerson', stored: 'register_person', table: 'family_register_persons' },
  ],
});

const vaccinations = registerFile({
  file: 'vaccinations.csv',
  table: tables.vaccinationsTable,
  columns: [
    column('resident', 'text'),
    column('doses', 'json', true),
    column('passport', 'json', true),
    column('earlierCertificateOn', 'text'),
  ],
  schema: vaccinationSchema.extend({ resident: id }),
  key: [{ column: 'resident', stored: 'resident' }],
  references: [ofResident],
});

/** Every file of a delivery, each after those that it refers to. */
export const registerFiles: readonly RegisterFile[] = [
  households,
  residents,
  certificates,
  seals,
  taxes,
  familyRegisters,
  registerPersons,
  registerAddresses,
  enrolments,
  restrictions,
  vaccinations,
];
