import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import type { Queries } from './sql.ts';

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
  /** 通称, of foreign residents. */
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
  movedOut: z.boolean(),
  moveOutFiled: z.boolean(),
  restricted: z.boolean(),
});
export type Resident = z.infer<typeof residentRowSchema>;

/** The holder of the card and everybody in the same household, in the register's order, the holder included. */
export interface Household {
  readonly holder: Resident;
  readonly members: readonly Resident[];
}

export interface CertificateEntry {
  /** Id of the resident whose card bears the certificate. */
  readonly resident: string;
  readonly revoked: boolean;
}

/** A certificate is known by its issuer's key identifier and its serial number, both lower-case hexadecimal. */
export interface CertificateKey {
  readonly issuerKeyId: string;
  readonly serial: string;
}

/** Rows read for share stay as they are to the end of the transaction: who wants to change them waits. */
function forShare(hold: boolean): string {
  return hold ? ' FOR SHARE' : '';
}

const certificateRows = z.array(z.object({ resident: z.string(), revoked: z.boolean() }));

/** The register's entry of a certificate, or null. @param hold keeps it as it is to the end of the transaction. */
export async function findCertificate(
  queries: Queries,
  { issuerKeyId, serial }: CertificateKey,
  hold = false,
): Promise<CertificateEntry | null> {
  const rows = certificateRows.parse(
    await queries.query(
      `SELECT resident, revoked FROM user_certificates WHERE issuer_key_id = $1 AND serial = $2${forShare(hold)}`,
      [issuerKeyId, serial],
    ),
  );
  return rows[0] ?? null;
}

const householdQuery = `
  SELECT r.id, r.household, h.municipality, h.address, h.head AS "householdHead",
    r.name, r.kana, r.former_name AS "formerName", r.alias, r.birth_date AS "birthDate", r.sex,
    r.resident_since AS "residentSince", r.address_since AS "addressSince", r.notified_on AS "notifiedOn",
    r.previous_address AS "previousAddress", r.relationship, r.domicile, r.nationality,
    r.residence_status AS "residenceStatus", r.my_number AS "myNumber", r.foreign_resident AS "foreign",
    r.moved_out AS "movedOut", r.move_out_filed AS "moveOutFiled", r.restricted
  FROM residents r JOIN households h ON h.id = r.household
  WHERE r.household = (SELECT household FROM residents WHERE id = $1)
  ORDER BY r.position`;

/**
 * The household of a resident, or null when the register does not know the resident.
 * @param hold keeps the rows as they are to the end of the transaction: a restriction entered meanwhile waits, and is seen
 * by the next order.
 */
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

/** What the register keeps of a household; its persons are kept by `saveResident`. */
export interface HouseholdEntry {
  readonly id: string;
  readonly municipality: string;
  readonly address: string;
  readonly head: string;
}

export type ResidentEntry = Omit<Resident, 'municipality' | 'address' | 'householdHead'> & {
  /** Place in the household's order, from 1. */
  readonly position: number;
};

/** Enters a household, or leaves the one of that id as it is. */
export async function saveHousehold(queries: Queries, entry: HouseholdEntry): Promise<void> {
  await queries.query(
    'INSERT INTO households (id, municipality, address, head) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [entry.id, entry.municipality, entry.address, entry.head],
  );
}

/** Enters a resident, or leaves the one of that id as it is. */
export async function saveResident(queries: Queries, entry: ResidentEntry): Promise<void> {
  await queries.query(
    `INSERT INTO residents (id, household, position, name, kana, former_name, alias, birth_date, sex, resident_since,
       address_since, notified_on, previous_address, relationship, domicile, nationality, residence_status, my_number,
       foreign_resident, moved_out, move_out_filed, restricted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
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
      entry.restricted,
    ],
  );
}

/** Enters the certificate of a resident's card, or leaves the one of that key as it is. */
export async function saveCertificate(
  queries: Queries,
  key: CertificateKey,
  residentId: string,
  revoked = false,
): Promise<void> {
  await queries.query(
    `INSERT INTO user_certificates (issuer_key_id, serial, resident, revoked) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [key.issuerKeyId, key.serial, residentId, revoked],
  );
}

/** Revokes the certificate of a card that was reported lost, or takes that back. */
export async function setRevoked(queries: Queries, key: CertificateKey, revoked: boolean): Promise<void> {
  await queries.query('UPDATE user_certificates SET revoked = $3 WHERE issuer_key_id = $1 AND serial = $2', [
    key.issuerKeyId,
    key.serial,
    revoked,
  ]);
}

/** Whether the register has this resident; without an id, whether it has any. */
export async function hasResident(queries: Queries, id?: string): Promise<boolean> {
  const rows =
    id === undefined
      ? await queries.query('SELECT 1 FROM residents LIMIT 1')
      : await queries.query('SELECT 1 FROM residents WHERE id = $1', [id]);
  return rows.length > 0;
}
