import type { TaxedPerson } from './taxed-person.ts';
import { isOfAge } from './taxed-person.ts';

/** The Local Tax Act leaves the limits of the per-capita tax to ordinances, by the cost of living: 級地 1 to 3. */
export type CostOfLiving = 1 | 2 | 3;

const perCapitaLimits = {
  1: { each: 350_000, withFamily: 210_000 },
  2: { each: 315_000, withFamily: 189_000 },
  3: { each: 280_000, withFamily: 168_000 },
} as const;
const incomeLimits = { each: 350_000, withFamily: 320_000 } as const;
/** What was added to all limits from fiscal 2021, yen. */
const since2021 = 100_000;
/** Disabled persons, minors, widows and single parents, up to this total income, yen. */
const protectedLimit = 1_350_000;
const protectedKinds = ['disability', 'specialDisability', 'widow', 'singleParent'] as const;

export interface Exemption {
  /** 非課税: neither part of the tax. */
  readonly whole: boolean;
  /** 所得割非課税: no tax on income, and perhaps one per head. */
  readonly ofIncome: boolean;
}

/**
 * 非課税 (地方税法 articles 24-5 and 295, and the supplementary article 3-3).
 * @param family 同一生計配偶者 and 扶養親族, those under 16 included
 * @param total 合計所得金額, whole yen
 */
export function exemptionOf(
  person: TaxedPerson,
  fiscalYear: number,
  place: { readonly family: number; readonly total: number; readonly costOfLiving: CostOfLiving },
): Exemption {
  const { family, total, costOfLiving } = place;
  const limit = ({ each, withFamily }: { readonly each: number; readonly withFamily: number }) =>
    each * (1 + family) + (family > 0 ? withFamily : 0) + (fiscalYear >= 2021 ? since2021 : 0);
  const isProtected =
    protectedKinds.some((kind) => person.self.includes(kind)) ||
    !isOfAge(fiscalYear >= 2023 ? 18 : 20, person.birthDate, fiscalYear);
  const whole = (isProtected && total <= protectedLimit) || total <= limit(perCapitaLimits[costOfLiving]);
  return { whole, ofIncome: whole || total <= limit(incomeLimits) };
}
