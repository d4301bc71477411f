import type { MunicipalityId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { inOneRound } from '../store/one-round.ts';
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
  /** What the registers have of the holder in a form that none of ours can print: certificates of it are for a window. */
  readonly unprintable: {
    readonly seal: boolean;
    readonly taxYears: readonly number[];
    readonly vaccination: boolean;
  };
}

/**
 * Reads all registers for a card, whatever is asked for: so the time tells nothing about what was found, and no rule can
 * meet a fact that was not read. `certificateUnknown`: no register knows the certificate; `notAvailable`: the holder's own entry is
 * one that no form can print, and a window has to help.
 * @param hold keeps every row that was read as it is to the end of the transaction
 * @throws when the register has the certificate of a resident whom it does not have
 */
export async function readFacts(
  queries: Queries,
  key: CertificateKey,
  municipality: MunicipalityId,
  hold = false,
): Promise<Result<Facts, 'certificateUnknown' | 'notAvailable'>> {
  const certificate = await findCertificate(queries, key, hold);
  if (!certificate) return err('certificateUnknown');
  const { resident } = certificate;
  const round = inOneRound(queries);
  const [household, familyRegister, seals, taxes, enrolments, vaccination] = await Promise.all([
    readHousehold(round, resident, hold),
    readFamilyRegister(round, resident, municipality, hold),
    readSeals(round, resident, municipality, hold),
    readTaxes(round, resident, municipality, hold),
    readEnrolments(round, resident, municipality, hold),
    readVaccination(round, resident, hold),
  ]);
  if (!household) throw new Error('a certificate of a resident who is not in the register');
  // A restriction of somebody whose entry cannot be printed protects that person as well.
  const registerPersons = familyRegister ? [...familyRegister.persons, ...familyRegister.unsuitable] : [];
  const members =
    household === 'unsuitable'
      ? [certificate.resident]
      : [...household.members, ...household.unsuitable].map(({ id }) => id);
  const residents = [...members, ...registerPersons.flatMap((person) => person.resident ?? [])];
  const restrictions = await readRestrictions(
    queries,
    { residents, registerPersons: registerPersons.map(({ id }) => id) },
    municipality,
    hold,
  );
  // Only now: whoever is told the same must have cost the same.
  if (household === 'unsuitable') return err('notAvailable');
  return ok({
    ...{ key, certificate, household, familyRegister, restrictions, enrolments },
    seals: seals.suitable,
    taxes: taxes.suitable,
    vaccination: vaccination === 'unsuitable' ? null : vaccination,
    unprintable: {
      seal: seals.unsuitable.length > 0,
      taxYears: taxes.unsuitable.map(({ fiscalYear }) => Number(fiscalYear)),
      vaccination: vaccination === 'unsuitable',
    },
  });
}
