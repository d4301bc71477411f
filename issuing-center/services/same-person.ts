import { createHash } from 'node:crypto';
import type { IsoDate } from '../../shared/dates.ts';
import { sha256Schema, type Sha256 } from '../../shared/ids.ts';
import { birthOnCard } from '../../shared/register-date.ts';
import type { SignatureSubject } from '../pki/certificate-subject.ts';
import { readHousehold, type Resident } from '../registers/residents.ts';
import { findCertificate, type CertificateKey } from '../registers/user-certificates.ts';
import type { Queries } from '../store/sql.ts';

/** Variation selectors: the register keeps the glyph of a name, the certificate only the character. */
const selectors = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

type Person = Pick<SignatureSubject, 'name' | 'birthDate' | 'address'>;

/**
 * A hash of who somebody is, to compare the person of a signature certificate with the register's without keeping either.
 * Names and addresses are compared as characters, ignoring glyph variants and spaces; a character that the certificate
 * replaces by another does not compare equal, and the person is sent to a window.
 */
export function personHash({ name, birthDate, address }: Person): Sha256 {
  const plain = (text: string): string => text.replace(selectors, '').replace(/\s/g, '').normalize('NFKC');
  const text = JSON.stringify([plain(name), birthDate, plain(address)]);
  return sha256Schema.parse(createHash('sha256').update(text).digest('hex'));
}

/** The same of somebody in the register. */
export function hashOfResident({ name, birthDate, address }: Resident): Sha256 {
  return personHash({ name, birthDate: birthOnCard(birthDate), address });
}

export function isSamePerson(subject: SignatureSubject, resident: Resident): boolean {
  return personHash(subject) === hashOfResident(resident);
}

/**
 * Whether a signature certificate names somebody by an earlier name or address: the register has taken a change on the day of
 * issue or later, and the day of birth is the same.
 */
export function isOutdated(subject: SignatureSubject, resident: Resident, issuedOn: IsoDate): boolean {
  const { birthDate, addressChangedOn, nameChangedOn } = resident;
  const changed = [addressChangedOn, nameChangedOn].some((day) => day !== null && day >= issuedOn);
  return changed && subject.birthDate === birthOnCard(birthDate) && !isSamePerson(subject, resident);
}

/** The resident whose card holds this user authentication certificate, or null. */
export async function residentOfCard(queries: Queries, key: CertificateKey): Promise<Resident | null> {
  const entry = await findCertificate(queries, key);
  if (!entry || entry.revoked) return null;
  const household = await readHousehold(queries, entry.resident);
  return household === null || household === 'unsuitable' ? null : household.holder;
}
