import { hundredths, roundedDown } from './whole-yen.ts';

interface Step {
  /** Salaries below this sum; the step begins where the one before it ends. */
  readonly below: number;
  /** What is left of the salary, and what is taken off that, yen. */
  readonly percent: number;
  readonly less: number;
}

/** The table of the law gives the same income for every salary within 4,000 yen; it ends here. */
const tableEnd = 6_600_000;
const tableStep = 4000;
/** The end of the least deduction until 2024, and in 2026 and 2027. */
const leastEnd = 1_628_000;
const leastEndOf2026 = 2_200_000;

/** The least deduction is 740,000 for these two years (所得税法 690,000, and 50,000 more by 租税特別措置法). */
const in2026: readonly Step[] = [
  { below: 741_000, percent: 0, less: 0 },
  { below: leastEndOf2026, percent: 100, less: 740_000 },
  { below: 3_600_000, percent: 70, less: 80_000 },
  { below: tableEnd, percent: 80, less: 440_000 },
  { below: 8_500_000, percent: 90, less: 1_100_000 },
  { below: Infinity, percent: 100, less: 1_950_000 },
];
const in2025: readonly Step[] = [
  { below: 651_000, percent: 0, less: 0 },
  { below: 1_900_000, percent: 100, less: 650_000 },
  { below: 3_600_000, percent: 70, less: 80_000 },
  { below: tableEnd, percent: 80, less: 440_000 },
  { below: 8_500_000, percent: 90, less: 1_100_000 },
  { below: Infinity, percent: 100, less: 1_950_000 },
];
const in2020: readonly Step[] = [
  { below: 551_000, percent: 0, less: 0 },
  { below: leastEnd, percent: 100, less: 550_000 },
  { below: 1_800_000, percent: 60, less: -100_000 },
  { below: 3_600_000, percent: 70, less: 80_000 },
  { below: tableEnd, percent: 80, less: 440_000 },
  { below: 8_500_000, percent: 90, less: 1_100_000 },
  { below: Infinity, percent: 100, less: 1_950_000 },
];
const before2020: readonly Step[] = [
  { below: 651_000, percent: 0, less: 0 },
  { below: leastEnd, percent: 100, less: 650_000 },
  { below: 1_800_000, percent: 60, less: 0 },
  { below: 3_600_000, percent: 70, less: 180_000 },
  { below: tableEnd, percent: 80, less: 540_000 },
  { below: 10_000_000, percent: 90, less: 1_200_000 },
];

/** 所得税法 article 28 and 別表第五, which the local tax follows, each from the year of its first income on. */
const tables: readonly (readonly [since: number, steps: readonly Step[]])[] = [
  [2026, in2026],
  [2025, in2025],
  [2020, in2020],
  [2017, [...before2020, { below: Infinity, percent: 100, less: 2_200_000 }]],
  [
    2016,
    [
      ...before2020,
      { below: 12_000_000, percent: 95, less: 1_700_000 },
      { below: Infinity, percent: 100, less: 2_300_000 },
    ],
  ],
  [
    2013,
    [
      ...before2020,
      { below: 15_000_000, percent: 95, less: 1_700_000 },
      { below: Infinity, percent: 100, less: 2_450_000 },
    ],
  ],
];

/** What is taken off salaries after that is not known yet: the second part of the least deduction ends then. */
const lastYear = 2027;

/** The last salaries with the least deduction have rows too in these years, narrower ones: each counts as the row's first. */
const narrowRows: ReadonlyMap<number, readonly number[]> = new Map([
  [leastEnd, [1_624_000, 1_622_000, 1_620_000, 1_619_000]],
  [leastEndOf2026, [2_196_000, 2_193_000, 2_191_000]],
]);

/**
 * 給与所得: what counts as income of a year's salary.
 * @param salary 給与収入, whole yen from 0
 * @param year the calendar year in which it was paid, from 2013 to 2027
 * @returns whole yen
 * @throws RangeError for another year
 */
export function employmentIncome(salary: number, year: number): number {
  const [, steps = []] = tables.find(([since]) => since <= year) ?? [];
  const step = steps.find(({ below }) => salary < below);
  if (!step || year > lastYear) throw new RangeError('no table for salaries of that year');
  return Math.max(0, hundredths(countedSalary(salary, step), step.percent) - step.less);
}

function countedSalary(salary: number, { below, percent }: Step): number {
  const rows = percent === 100 ? narrowRows.get(below) : undefined;
  if (rows) return rows.find((row) => row <= salary) ?? salary;
  return percent === 0 || percent === 100 || salary >= tableEnd ? salary : roundedDown(salary, tableStep);
}
