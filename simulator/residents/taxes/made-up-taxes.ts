import type { TaxEntry } from '../../../issuing-center/registers/taxes.ts';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import { isoDate, type IsoDate } from '../../../shared/dates.ts';
import type { ResidentEntry } from '../../../issuing-center/registers/residents.ts';
import { possibleDays } from '../../../shared/register-date.ts';
import { residentOf } from '../households.ts';
import { daysBefore } from '../recent.ts';
import { lastFiscalYear, taxFigures } from './tax-figures.ts';
import type { TaxedPerson } from './taxed-person.ts';
import { taxpayers, type Taxpayer } from './taxpayers.ts';

const yearsKept = 7;

/** Each payer's seven fiscal years up to this calendar year's; a year has no figures if its 1 January found the payer elsewhere. */
export function taxesOn(today: IsoDate): readonly TaxEntry[] {
  const newest = Number(today.slice(0, 4));
  return taxpayers.flatMap((payer) =>
    Array.from({ length: yearsKept }, (_, before) => taxOf(payer, newest - before, before === 0, today)),
  );
}

function taxOf(payer: Taxpayer, year: number, isNewest: boolean, today: IsoDate): TaxEntry {
  const { household, resident } = residentOf(payer.resident);
  const special = isNewest ? payer.newest : undefined;
  const livedHere = resident.residentSince === null || resident.residentSince <= `${year}-01-01`;
  const filed = special === 'returnTooRecent' ? daysBefore(today, 3) : isoDate(`${year}-02-20`);
  // In January the year's return is still to come.
  const noReturn = special === 'noReturn' || payer.dependant === true;
  const returnFiledOn = noReturn || filed > today ? null : filed;
  const { salary = 0, pension = 0, donated = 0, housingLoan = 0 } = payer;
  const person: TaxedPerson = {
    ...{
      birthDate: resident.birthDate,
      sex: resident.sex ?? 'female',
      salary,
      pension,
      donated,
      housingLoan,
    },
    ...{ spouse: null, dependants: [], self: [] },
    ...payer.family?.(year),
  };
  const inArrears = isNewest && payer.inArrears === true;
  // Without figures nothing is assessed, and no certificate of that year is issued.
  const isKnown = year <= lastFiscalYear;
  const figures = isKnown ? taxFigures(person, year, household.address, { on: today, inArrears }) : null;
  return {
    resident: payer.resident,
    municipality: household.municipality,
    fiscalYear: fiscalYearSchema.parse(year),
    addressOnFirstOfJanuary: livedHere ? addressOn(`${year}-01-01`, household.address, resident) : null,
    returnFiledOn,
    dependant: payer.dependant === true,
    figures: special === 'notAssessed' || special === 'noReturn' || !livedHere ? null : figures,
  };
}

/** Where somebody lived on a day since which they have lived in the municipality. */
function addressOn(day: string, address: string, resident: ResidentEntry): string {
  const { addressSince, previousAddress, previousAddressWithin } = resident;
  const moved = addressSince === null ? null : possibleDays(addressSince);
  return moved !== null && moved.first > day
    ? (previousAddressWithin ?? previousAddress ?? address)
    : address;
}
