import type { UnavailableReason, YearChoice } from '../../shared/center-api.ts';
import { fiscalYearSchema, type FiscalYear } from '../../shared/certificates.ts';
import { isoDate, type IsoDate } from '../../shared/dates.ts';
import { possibleDays } from '../../shared/register-date.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { TaxYear } from '../municipalities/time-schema.ts';
import type { Facts } from '../registers/facts.ts';
import type { Resident } from '../registers/residents.ts';
import type { TaxEntry } from '../registers/taxes.ts';
import { blocksOf } from './service-names.ts';
import { isWithinDays } from './days.ts';

/** The latest fiscal year whose certificates are issued: with 06-01, on 2026-05-31 it is 2025, on 2026-06-01 it is 2026. */
export function latestFiscalYear({ from, named }: TaxYear, today: IsoDate): FiscalYear {
  const year = today.slice(0, 4);
  const changes = named?.[year] ?? `${year}-${from}`;
  return fiscalYearSchema.parse(today >= changes ? Number(year) : Number(year) - 1);
}

/** The years of a tax certificate on a day, newest first, each with the reason if this resident cannot take it. */
export function yearChoices(
  service: Service,
  municipality: Municipality,
  { taxes, unprintable, household: { holder } }: Facts,
  today: IsoDate,
): readonly YearChoice[] {
  const { yearsBefore } = service;
  const { taxYear } = municipality;
  if (yearsBefore === undefined || taxYear === undefined) return [];
  const latest = latestFiscalYear(taxYear, today);
  return Array.from({ length: yearsBefore + 1 }, (_, before) => {
    const year = fiscalYearSchema.parse(latest - before);
    const entry = taxes.find(({ fiscalYear }) => fiscalYear === year);
    const unavailable = entry
      ? yearReason(service, municipality, entry, today)
      : unprintable.taxYears.includes(year)
        ? 'unsuitableEntry'
        : reasonWithoutEntry(holder, year);
    return { year, unavailable };
  });
}

/**
 * Why a year cannot be taken. Somebody who did not live here on 1 January has no tax here, and what was not assessed has no
 * figures: that holds wherever a certificate needs them, whatever conditions the guide names.
 */
function yearReason(
  service: Service,
  { daysAfterReturn }: Municipality,
  entry: TaxEntry,
  today: IsoDate,
): UnavailableReason | null {
  if (entry.addressOnFirstOfJanuary === null) return 'notResidentOnFirstOfJanuary';
  if (needsReturn(service) && entry.returnFiledOn === null && !goesWithoutReturn(service, entry))
    return 'returnNotFiled';
  if (daysAfterReturn !== undefined && isWithinDays(entry.returnFiledOn, daysAfterReturn, today))
    return 'returnTooRecent';
  if (entry.figures === null) return 'notAssessed';
  // A certificate of what was paid has nothing to say where there is nothing to pay; a window knows what to write.
  const paid = blocksOf(service).includes('payment');
  return paid && entry.figures.payments.length === 0 ? 'unsuitableEntry' : null;
}

function needsReturn({ conditions = [] }: Service): boolean {
  return conditions.includes('returnFiled');
}

/** Somebody's dependant who filed no return has no income on record: some municipalities certify the rest all the same. */
export function goesWithoutReturn({ dependantWithoutReturn }: Service, entry: TaxEntry): boolean {
  return dependantWithoutReturn !== undefined && entry.returnFiledOn === null && entry.dependant;
}

/**
 * The tax register knows nothing of the year: then the resident register says whether it should, or that nobody knows, where the
 * day from which somebody has lived here is not known whole.
 */
function reasonWithoutEntry({ residentSince }: Resident, year: FiscalYear): UnavailableReason {
  const days = residentSince === null ? null : possibleDays(residentSince);
  if (residentSince !== null && (days === null || (days.first <= taxDay(year) && taxDay(year) < days.last)))
    return 'notAvailable';
  return days !== null && days.last <= taxDay(year) ? 'notAssessed' : 'notResidentOnFirstOfJanuary';
}

function taxDay(year: FiscalYear): IsoDate {
  return isoDate(`${year}-01-01`);
}
