import type { MunicipalityId } from '../../shared/ids.ts';
import type { Queries } from '../store/sql.ts';
import { readEnrolments, type EnrolmentEntry } from './enrolments.ts';
import { readFamilyRegister, type FamilyRegister } from './family-registers.ts';
import { readHousehold, type Household } from './residents.ts';
import { readRestrictions, type Restriction } from './restrictions.ts';
import { readSeals, type Seal } from './seals.ts';
import { readTaxes, type TaxEntry } from './taxes.ts';
import { findCertificate, type CertificateEntry, type CertificateKey } from './user-certificates.ts';
import { readVaccination, type Vaccination } from './vaccinations.ts';

/** All that the registers say at one moment about a card's holder, as one municipality sees it. */
export interface Facts {
  readonly key: CertificateKey;
  readonly certificate: CertificateEntry;
  /** Wherever the holder lives. */
  readonly household: Household;
  /** On anybody of the household or the family register, in this municipality, of any time. */
  readonly restrictions: readonly Restriction[];
  readonly seals: readonly Seal[];
  readonly taxes: readonly TaxEntry[];
  /** Null unless its domicile is in this municipality. */
  readonly familyRegister: FamilyRegister | null;
  readonly enrolments: readonly EnrolmentEntry[];
  readonly vaccination: Vaccination | null;
}

/**
 * Reads all registers for a card, whatever is asked for: so timing tells nothing about what was found, and no rule can meet a
 * fact that was not read. Null when no register knows the certificate.
 * @param hold keeps every row read unchanged until the end of the transaction
 * @throws when a certificate's resident is missing from the register
 */
export async function readFacts(
  queries: Queries,
  key: CertificateKey,
  municipality: MunicipalityId,
  hold = false,
): Promise<Facts | null> {
  const certificate = await findCertificate(queries, key, hold);
  if (!certificate) return null;
  const { resident } = certificate;
  const household = await readHousehold(queries, resident, hold);
  if (!household) throw new Error('a certificate of a resident who is not in the register');
  const familyRegister = await readFamilyRegister(queries, resident, municipality, hold);
  const registerPersons = familyRegister?.persons ?? [];
  const residents = [
    ...household.members.map(({ id }) => id),
    ...registerPersons.flatMap((person) => person.resident ?? []),
  ];
  return {
    key,
    certificate,
    household,
    familyRegister,
    restrictions: await readRestrictions(
      queries,
      { residents, registerPersons: registerPersons.map(({ id }) => id) },
      municipality,
      hold,
    ),
    seals: await readSeals(queries, resident, municipality, hold),
    taxes: await readTaxes(queries, resident, municipality, hold),
    enrolments: await readEnrolments(queries, resident, municipality, hold),
    vaccination: await readVaccination(queries, resident, hold),
  };
}
