import type { TaxEntry } from '../../../issuing-center/registers/taxes.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { isoDate, type IsoDate } from '../../../shared/dates.ts';
import { hasLived, type RegisterDate } from '../../../shared/register-date.ts';
import { residentOf } from '../households.ts';
import { daysBefore } from '../recent.ts';
import { localTaxLabel } from './local-tax-label.ts';
import { taxFigures, type Earnings } from './tax-figures.ts';

interface TaxPayer extends Omit<Earnings, 'is65'> {
  readonly resident: string;
  /** How much of the newest year's tax is already paid, %; default half. */
  readonly paidPercent?: number;
  /** What is special about the newest year, if anything. */
  readonly newest?: 'returnTooRecent' | 'noReturn' | 'notAssessed';
}

const yearsKept = 7;
const payers: readonly TaxPayer[] = [
  { resident: 'tsukuba-family', salary: 5_600_000, pension: 0, dependants: 1 },
  { resident: 'tsukuba-family-wife', salary: 620_000, pension: 0, dependants: 0 },
  { resident: 'tsukuba-single', salary: 0, pension: 1_140_000, dependants: 0 },
  { resident: 'tsukuba-leaving', salary: 4_100_000, pension: 0, dependants: 1 },
  { resident: 'tsukuba-just-moved', salary: 3_200_000, pension: 0, dependants: 0 },
  { resident: 'minato-mixed', salary: 12_400_000, pension: 0, dependants: 1 },
  { resident: 'minato-variant', salary: 6_800_000, pension: 0, dependants: 0 },
  { resident: 'minato-leaving-wife', salary: 2_900_000, pension: 0, dependants: 0 },
  {
    resident: 'minato-return-recent',
    salary: 4_700_000,
    pension: 0,
    dependants: 0,
    newest: 'returnTooRecent',
  },
  { resident: 'minato-no-return', salary: 3_300_000, pension: 0, dependants: 0, newest: 'noReturn' },
  { resident: 'meguro-six', salary: 8_300_000, pension: 0, dependants: 3 },
  { resident: 'meguro-six-mother', salary: 0, pension: 2_050_000, dependants: 0 },
  { resident: 'meguro-domicile-elsewhere', salary: 5_100_000, pension: 0, dependants: 0 },
  { resident: 'meguro-not-assessed', salary: 1_900_000, pension: 0, dependants: 0, newest: 'notAssessed' },
  { resident: 'tomakomai-couple', salary: 2_400_000, pension: 600_000, dependants: 0 },
  { resident: 'tomakomai-generations-4', salary: 3_700_000, pension: 0, dependants: 1 },
  { resident: 'tomakomai-ten-children', salary: 7_200_000, pension: 0, dependants: 8 },
];

/** Each payer's seven fiscal years up to this calendar year's; a year has no figures if its 1 January found the payer elsewhere. */
export function taxesOn(today: IsoDate): readonly TaxEntry[] {
  const newest = Number(today.slice(0, 4));
  return payers.flatMap((payer) =>
    Array.from({ length: yearsKept }, (_, before) => taxOf(payer, newest - before, before === 0, today)),
  );
}

function taxOf(payer: TaxPayer, year: number, isNewest: boolean, today: IsoDate): TaxEntry {
  const { household, resident } = residentOf(payer.resident);
  const special = isNewest ? payer.newest : undefined;
  const livedHere = resident.residentSince === null || resident.residentSince <= `${year}-01-01`;
  const filed = special === 'returnTooRecent' ? daysBefore(today, 3) : isoDate(`${year}-02-20`);
  // In January the year's return is still to come.
  const returnFiledOn = special === 'noReturn' || filed > today ? null : filed;
  const figures = taxFigures(
    { ...payer, is65: isOfAge(65, resident.birthDate, year) },
    year,
    localTaxLabel(household.address, year),
    isNewest ? (payer.paidPercent ?? 50) : 100,
  );
  return {
    resident: payer.resident,
    municipality: household.municipality,
    fiscalYear: fiscalYearSchema.parse(year),
    addressOnFirstOfJanuary: livedHere ? household.address : null,
    returnFiledOn,
    figures: special === 'notAssessed' || special === 'noReturn' || !livedHere ? null : figures,
  };
}

/** On 31 December before the fiscal year: an age is reached at the end of the day before the birthday. */
function isOfAge(age: number, birthDate: RegisterDate, fiscalYear: number): boolean {
  return hasLived(age, birthDate, isoDate(`${fiscalYear}-01-01`)) === true;
}
