import type { TaxCredit } from '../../../printing/certificates/data.ts';
import { hundredths, partOf } from './whole-yen.ts';

/** The two parts of the tax on income, whole yen. */
export interface TwoParts {
  readonly municipal: number;
  readonly prefectural: number;
}

/** 調整控除 is reckoned from no less than this, yen. */
const leastAdjusted = 50_000;
const adjustmentStep = 2_000_000;
/** Above this total income there is none. */
const mostAdjusted = 25_000_000;

/**
 * 調整控除 (地方税法 articles 37 and 314-6): 3 % and 2 % of the differences between the deductions of the two taxes.
 * @param base 課税標準額; difference: 人的控除額の差の合計額; total: 合計所得金額; all whole yen
 */
export function adjustmentCredit(base: number, difference: number, total: number): TwoParts {
  if (total > mostAdjusted) return { municipal: 0, prefectural: 0 };
  const adjusted =
    base <= adjustmentStep
      ? Math.min(difference, base)
      : Math.max(leastAdjusted, difference - (base - adjustmentStep));
  return { municipal: hundredths(adjusted, 3), prefectural: hundredths(adjusted, 2) };
}

/** What the donor pays of each year's donations, yen. */
const ownShare = 2000;
/** Of what is taxed up to these sums, the part of a donation that the income tax leaves, in thousandths of a percent. */
const leftByIncomeTax = [
  [1_950_000, 84_895],
  [3_300_000, 79_790],
  [6_950_000, 69_580],
  [9_000_000, 66_517],
  [18_000_000, 56_307],
  [40_000_000, 49_160],
  [Infinity, 44_055],
] as const;
const noIncomeTax = 90_000;

/**
 * 寄附金税額控除 for donations to municipalities (articles 37-2 and 314-7): what is less than a yen is rounded up.
 * @param taxed 課税標準額 less the difference to the income tax's deductions; tax: 所得割額 after 調整控除
 */
export function donationCredit(donated: number, taxed: number, tax: TwoParts): TwoParts {
  const counted = Math.max(0, donated - ownShare);
  const rate = taxed < 0 ? noIncomeTax : (leftByIncomeTax.find(([upTo]) => taxed <= upTo)?.[1] ?? 0);
  const part = (ofTax: number, basicPercent: number, fifths: number) => {
    const basic = roundedUp(counted * basicPercent, 100);
    const special = roundedUp(counted * rate * fifths, 5 * 100_000);
    return Math.min(ofTax, basic + Math.min(special, hundredths(ofTax, 20)));
  };
  return { municipal: part(tax.municipal, 6, 3), prefectural: part(tax.prefectural, 4, 2) };
}

/** 住宅借入金等特別税額控除: at most 5 % of what is taxed and 97,500 yen, three fifths and two fifths. */
export function housingLoanCredit(left: number, base: number, tax: TwoParts): TwoParts {
  const credit = Math.min(left, hundredths(base, 5), 97_500);
  const municipal = roundedUp(credit * 3, 5);
  return {
    municipal: Math.min(tax.municipal, municipal),
    prefectural: Math.min(tax.prefectural, roundedUp(credit * 2, 5)),
  };
}

/** 定額減税 of fiscal 2024: 10,000 yen a person, divided as the tax is, to people of a total income up to 18,050,000. */
export function flatCredit(persons: number, total: number, tax: TwoParts): TwoParts {
  const whole = tax.municipal + tax.prefectural;
  const credit = total <= 18_050_000 ? Math.min(whole, 10_000 * persons) : 0;
  const prefectural = whole === 0 ? 0 : partOf(tax.prefectural, credit, whole);
  return { municipal: credit - prefectural, prefectural };
}

/** What is left of a tax. */
export function less(tax: TwoParts, credit: TwoParts): TwoParts {
  return { municipal: tax.municipal - credit.municipal, prefectural: tax.prefectural - credit.prefectural };
}

/** The line of a certificate, when there is a credit. */
export function creditLine(label: string, { municipal, prefectural }: TwoParts): readonly TaxCredit[] {
  return municipal + prefectural > 0 ? [{ label, municipal, prefectural }] : [];
}

function roundedUp(product: number, divisor: number): number {
  return (product + ((divisor - (product % divisor)) % divisor)) / divisor;
}
