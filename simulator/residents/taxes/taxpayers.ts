import { isoDate } from '../../../shared/dates.ts';
import { residentOf } from '../households.ts';
import { couples } from '../people/couples.ts';
import type { MaintainedRelative, TaxedPerson } from './taxed-person.ts';

type Family = Partial<Pick<TaxedPerson, 'spouse' | 'dependants' | 'self'>>;

/** What a made-up resident earns each year, and whom the resident maintains. */
export interface Taxpayer extends Partial<Pick<TaxedPerson, 'donated' | 'housingLoan'>> {
  readonly resident: string;
  readonly salary?: number;
  readonly pension?: number;
  /** On 31 December before a fiscal year. */
  readonly family?: (fiscalYear: number) => Family;
  /** Of the newest year's instalments the last one due is not paid. */
  readonly inArrears?: true;
  /** Somebody else's return names this person, who files none. */
  readonly dependant?: true;
  /** What is special about the newest year, if anything. */
  readonly newest?: 'returnTooRecent' | 'noReturn' | 'notAssessed';
}

/** @param totalIncome yen */
function relative(
  resident: string,
  totalIncome = 0,
  more: Partial<MaintainedRelative> = {},
): MaintainedRelative {
  return { birthDate: residentOf(resident).resident.birthDate, totalIncome, ...more };
}

/** Children of the register who live elsewhere and still study. */
function students(...births: readonly string[]): readonly MaintainedRelative[] {
  return births.map((birth) => ({ birthDate: isoDate(birth), totalIncome: 0 }));
}

export const taxpayers: readonly Taxpayer[] = [
  {
    resident: 'tsukuba-family',
    salary: 5_600_000,
    donated: 30_000,
    housingLoan: 42_500,
    family: () => ({
      // A salary of 620,000 yen: less than the least deduction and 70,000 yen.
      spouse: relative('tsukuba-family-wife', 70_000),
      dependants: [relative('tsukuba-family-son'), relative('tsukuba-family-daughter')],
    }),
  },
  { resident: 'tsukuba-family-wife', salary: 620_000 },
  { resident: 'tsukuba-single', pension: 1_140_000, family: () => ({ self: ['widow'] }) },
  {
    resident: 'tsukuba-leaving',
    salary: 4_100_000,
    family: () => ({ dependants: [relative('tsukuba-leaving-son')], self: ['singleParent'] }),
  },
  { resident: 'tsukuba-just-moved', salary: 3_200_000 },
  {
    resident: 'minato-mixed',
    salary: 12_400_000,
    family: () => ({
      spouse: relative('minato-mixed-wife'),
      dependants: [relative('minato-mixed-son')],
    }),
  },
  { resident: 'minato-variant', salary: 6_800_000, donated: 50_000 },
  { resident: 'minato-leaving-wife', salary: 2_900_000, inArrears: true },
  { resident: 'minato-return-recent', salary: 4_700_000, newest: 'returnTooRecent' },
  { resident: 'minato-no-return', salary: 3_300_000, newest: 'noReturn' },
  {
    resident: 'meguro-six',
    salary: 8_300_000,
    family: () => ({
      spouse: relative('meguro-six-wife'),
      dependants: [
        relative('meguro-six-daughter'),
        relative('meguro-fourteen', 0, { disability: 'ordinary' }),
      ],
    }),
  },
  { resident: 'meguro-six-mother', pension: 2_050_000 },
  { resident: 'meguro-domicile-elsewhere', salary: 5_100_000, family: () => ({ self: ['disability'] }) },
  { resident: 'meguro-not-assessed', salary: 1_900_000, newest: 'notAssessed' },
  {
    resident: 'tomakomai-couple',
    salary: 2_400_000,
    pension: 600_000,
    family: () => ({ spouse: relative('tomakomai-couple-husband') }),
  },
  {
    resident: 'tomakomai-generations-4',
    salary: 3_700_000,
    family: (fiscalYear) => ({
      dependants: [
        relative('tomakomai-generations-5'),
        relative('tomakomai-generations', 0, { parentAtHome: true }),
      ],
      // His wife died in 2024.
      self: fiscalYear > 2024 ? ['singleParent'] : [],
    }),
  },
  {
    resident: 'tomakomai-ten-children',
    salary: 7_200_000,
    family: () => ({
      spouse: relative('tomakomai-ten-children-wife'),
      dependants: students(
        '2003-05-15',
        '2004-06-15',
        '2005-07-15',
        '2006-08-15',
        '2007-09-15',
        '2008-01-15',
      ),
    }),
  },
  ...couples.flatMap(({ id }): readonly Taxpayer[] => [
    { resident: id, salary: 4_600_000, family: () => ({ spouse: relative(`${id}-spouse`) }) },
    { resident: `${id}-spouse`, dependant: true },
  ]),
];
