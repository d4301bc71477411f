import { hundredths } from './whole-yen.ts';

/** What is taken off a pension up to this sum: a percentage and a fixed sum, yen. */
type Step = readonly [upTo: number, percent: number, fixed: number];

const until65: Step = [1_300_000, 0, 600_000];
const from65: Step = [3_300_000, 0, 1_100_000];
const forAll: readonly Step[] = [
  [4_100_000, 25, 275_000],
  [7_700_000, 15, 685_000],
];
/** 所得税法 article 35 and 租税特別措置法 article 41-15-3, from 2020 and before; the last step before 2020 had no end. */
const highest: readonly Step[] = [
  [10_000_000, 5, 1_455_000],
  [Infinity, 0, 1_955_000],
];
const highestBefore2020: readonly Step[] = [[Infinity, 5, 1_455_000]];
const moreBefore2020 = 100_000;
/** From 2020 whoever has more other income than this loses so much of the deduction. */
const lessForOthers = [
  [20_000_000, 200_000],
  [10_000_000, 100_000],
] as const;

export interface Pensioner {
  /** 65 on 31 December of the year. */
  readonly is65: boolean;
  /** 公的年金等に係る雑所得以外の所得に係る合計所得金額, yen. */
  readonly otherIncome: number;
}

/**
 * 公的年金等に係る雑所得: what counts as income of a year's pension.
 * @param pension whole yen from 0
 * @param year the calendar year in which it was paid
 * @returns whole yen
 * @throws RangeError for what is no sum
 */
export function pensionIncome(pension: number, year: number, { is65, otherIncome }: Pensioner): number {
  const early = year < 2020;
  const steps = [is65 ? from65 : until65, ...forAll, ...(early ? highestBefore2020 : highest)];
  const step = steps.find(([upTo]) => pension <= upTo);
  if (!step) throw new RangeError('not a pension');
  const [, percent, fixed] = step;
  const [, less] = lessForOthers.find(([above]) => !early && otherIncome > above) ?? [0, 0];
  const deduction = hundredths(pension, percent) + fixed + (early ? moreBefore2020 : 0) - less;
  return Math.max(0, pension - deduction);
}
