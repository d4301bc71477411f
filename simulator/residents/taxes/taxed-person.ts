import type { TaxCircumstances } from '../../../printing/certificates/data.ts';
import { isoDate } from '../../../shared/dates.ts';
import { hasLived, possibleDays, type RegisterDate } from '../../../shared/register-date.ts';

/** Somebody whom a taxpayer maintains. */
export interface MaintainedRelative {
  readonly birthDate: RegisterDate;
  /** 合計所得金額 of the calendar year, whole yen. */
  readonly totalIncome: number;
  readonly disability?: 'ordinary' | 'special';
  /** A parent or grandparent who lives with the taxpayer (同居老親等, from 70). */
  readonly parentAtHome?: true;
}

/** What a made-up person earned in a calendar year, and what the local tax asks of the person. */
export interface TaxedPerson {
  readonly birthDate: RegisterDate;
  readonly sex: 'male' | 'female';
  /** 給与収入, whole yen. */
  readonly salary: number;
  /** 公的年金等収入, whole yen. */
  readonly pension: number;
  readonly spouse: MaintainedRelative | null;
  readonly dependants: readonly MaintainedRelative[];
  /** 本人該当 */
  readonly self: TaxCircumstances['self'];
  /** 寄附金 to municipalities in the year, whole yen. */
  readonly donated?: number;
  /** 住宅借入金等特別税額控除 that the income tax had no room for, whole yen. */
  readonly housingLoan?: number;
}

/** Nothing but pay: nobody maintained, no circumstance. */
export function salariedPerson(salary: number): TaxedPerson {
  const nobody = { spouse: null, dependants: [], self: [] } as const;
  return { birthDate: isoDate('1980-05-05'), sex: 'male', salary, pension: 0, ...nobody };
}

/**
 * Whether somebody was so old on 31 December before the fiscal year: an age is reached at the end of the day before the birthday.
 * Nobody is of an age that is not known.
 */
export function isOfAge(age: number, birthDate: RegisterDate, fiscalYear: number): boolean {
  return hasLived(age, birthDate, isoDate(`${fiscalYear}-01-01`)) === true;
}

/** 同一生計配偶者, 扶養親族: up to this total income, yen. */
export function incomeOfMaintained(fiscalYear: number): number {
  if (fiscalYear >= 2027) return 620_000;
  if (fiscalYear === 2026) return 580_000;
  return fiscalYear >= 2021 ? 480_000 : 380_000;
}

/** The relatives who count in this year: born by then, and of little income. */
export function maintainedIn(
  fiscalYear: number,
  { spouse, dependants }: TaxedPerson,
): { readonly spouse: MaintainedRelative | null; readonly dependants: readonly MaintainedRelative[] } {
  const most = incomeOfMaintained(fiscalYear);
  return {
    spouse: spouse !== null && spouse.totalIncome <= most ? spouse : null,
    dependants: dependants.filter(
      ({ birthDate, totalIncome }) => totalIncome <= most && isBorn(birthDate, fiscalYear),
    ),
  };
}

function isBorn(birthDate: RegisterDate, fiscalYear: number): boolean {
  const days = possibleDays(birthDate);
  return days === null || days.first < `${fiscalYear}-01-01`;
}
