import type { TaxFigures } from '../../../issuing-center/registers/taxes.ts';
import {
  adjustmentCredit,
  creditLine,
  donationCredit,
  flatCredit,
  housingLoanCredit,
  less,
  type TwoParts,
} from './credits.ts';
import { deductionsOf } from './deductions.ts';
import { exemptionOf } from './exemption.ts';
import { paymentOf, type PaymentState } from './instalments.ts';
import { firstForestTax, localTaxPlace } from './local-tax-place.ts';
import { maintainedIn, type TaxedPerson } from './taxed-person.ts';
import { incomesOf } from './total-income.ts';
import { hundredths, roundedDown } from './whole-yen.ts';

/** 6 % of the tax base go to the municipality, 4 % to the prefecture. */
const rates = { municipal: 6, prefectural: 4 } as const;
const forestTaxYen = 1000;
/** The last fiscal year whose deductions are all known: a higher ひとり親控除 comes after it, and the special rules for 2026 and 2027 end. */
export const lastFiscalYear = 2027;
/** 基礎控除 of the income tax by total income, less that of the years before 2025, yen: of the incomes of 2025, and of 2026. */
const higherBasic = [
  [1_320_000, 470_000],
  [3_360_000, 400_000],
  [4_890_000, 200_000],
  [6_550_000, 150_000],
  [23_500_000, 100_000],
] as const;
const higherBasicOf2026 = [
  [4_890_000, 560_000],
  [6_550_000, 190_000],
  [23_500_000, 140_000],
] as const;

/**
 * What a municipality assesses for one fiscal year, by the Local Tax Act as far as pay, pension and family go, in whole yen.
 * @param address in the municipality, with its prefecture
 * @throws RangeError after `lastFiscalYear`: a wrong sum is worse than none
 */
export function taxFigures(
  person: TaxedPerson,
  fiscalYear: number,
  address: string,
  payment: PaymentState,
): TaxFigures {
  if (fiscalYear > lastFiscalYear) throw new RangeError('no deductions are known for that fiscal year');
  const { lines: incomes, total: totalIncome } = incomesOf(person, fiscalYear);
  const { lines: deductions, difference, circumstances } = deductionsOf(person, fiscalYear, totalIncome);
  const totalDeductions = deductions.reduce((sum, { yen }) => sum + yen, 0);
  const place = localTaxPlace(address, fiscalYear);
  const { spouse, dependants } = maintainedIn(fiscalYear, person);
  const family = dependants.length + (spouse ? 1 : 0);
  const { costOfLiving } = place;
  const exempt = exemptionOf(person, fiscalYear, { family, total: totalIncome, costOfLiving });
  const taxBase = exempt.ofIncome ? 0 : roundedDown(Math.max(0, totalIncome - totalDeductions), 1000);

  const whole = ofEach((part) => hundredths(taxBase, rates[part]));
  const adjustment = adjustmentCredit(taxBase, difference, totalIncome);
  const adjusted = less(whole, adjustment);
  const housing = housingLoanCredit(person.housingLoan ?? 0, taxBase, adjusted);
  const afterHousing = less(adjusted, housing);
  const basics = fiscalYear < 2026 ? [] : fiscalYear === 2026 ? higherBasic : higherBasicOf2026;
  const [, basic = 0] = basics.find(([upTo]) => totalIncome <= upTo) ?? [];
  const donation = donationCredit(person.donated ?? 0, taxBase - difference - basic, afterHousing);
  const afterDonation = less(afterHousing, donation);
  const persons = 1 + dependants.length + (circumstances.spouse === 'sameLivelihood' ? 0 : spouse ? 1 : 0);
  const flat = flatCredit(fiscalYear === 2024 ? persons : 0, totalIncome, afterDonation);
  const due = less(afterDonation, flat);

  const ofPart = (part: keyof TwoParts) => ({
    beforeCredits: whole[part],
    adjustment: adjustment[part],
    incomeBased: roundedDown(due[part], 100),
    perCapita: exempt.whole ? 0 : place.perCapita[part],
  });
  const [municipal, prefectural] = [ofPart('municipal'), ofPart('prefectural')];
  const forestTax = exempt.whole || fiscalYear < firstForestTax ? 0 : forestTaxYen;
  const annualTax =
    municipal.incomeBased + municipal.perCapita + prefectural.incomeBased + prefectural.perCapita + forestTax;
  return {
    incomes: [...incomes],
    totalIncome,
    deductions: [...deductions],
    totalDeductions,
    circumstances: { ...circumstances, self: [...circumstances.self] },
    taxBase,
    prefectural,
    municipal,
    credits: [
      ...creditLine('住宅借入金等特別税額控除', housing),
      ...creditLine('寄附金税額控除', donation),
      ...creditLine('特別税額控除（定額減税）', flat),
    ],
    forestTax,
    annualTax,
    payments: [paymentOf(place.label, annualTax, fiscalYear, payment)],
  };
}

function ofEach(of: (part: keyof TwoParts) => number): TwoParts {
  return { municipal: of('municipal'), prefectural: of('prefectural') };
}
