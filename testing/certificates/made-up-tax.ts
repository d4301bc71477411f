import { fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import type {
  IncomeData,
  IncomeFigures,
  LabelledYen,
  TaxAssessmentData,
  TaxPaymentData,
} from '../../printing/certificates/data.ts';
import type { DocumentHead } from '../../printing/certificates/layout.ts';
import { madeUpAuthority } from './made-up-household.ts';
import type { Taxpayer } from '../../printing/certificates/tax/tax-page.ts';

/** A made-up taxpayer in Tsukuba, for tests. */
const taxpayer: DocumentHead & Taxpayer = {
  authority: madeUpAuthority,
  prefecture: '茨城県',
  issuedOn: isoDate('2026-11-20'),
  documentNumber: 'TKB-00000000-MIHON',
  fiscalYear: fiscalYearSchema.parse(2026),
  name: '見本　太郎',
  birthDate: isoDate('1970-11-10'),
  address: '茨城県つくば市架空町一丁目2番地3',
};

const someFigures: IncomeFigures = {
  incomes: [
    { label: '給与収入', yen: 5_000_000 },
    { label: '給与所得', yen: 3_560_000 },
  ],
  totalIncome: 3_560_000,
  deductions: [
    { label: '社会保険料控除', yen: 712_345 },
    { label: '生命保険料控除', yen: 56_000 },
    { label: '配偶者控除', yen: 330_000 },
    { label: '扶養控除', yen: 330_000 },
    { label: '基礎控除', yen: 430_000 },
  ],
  totalDeductions: 1_858_345,
  circumstances: {
    spouse: 'deductible',
    dependants: { specific: 0, elderlyAtHome: 0, elderly: 0, other: 1, under16: 2 },
    disabled: { specialDisabilityAtHome: 0, specialDisability: 0, disability: 0 },
    self: [],
  },
};

const noFigures: IncomeFigures = {
  incomes: [],
  totalIncome: 0,
  deductions: [],
  totalDeductions: 0,
  circumstances: {
    spouse: 'none',
    dependants: { specific: 0, elderlyAtHome: 0, elderly: 0, other: 0, under16: 0 },
    disabled: { specialDisabilityAtHome: 0, specialDisability: 0, disability: 0 },
    self: [],
  },
};

const incomeLabels = [
  ...[
    '給与収入',
    '給与所得',
    '公的年金等収入',
    '雑所得（公的年金等）',
    '雑所得（業務・その他）',
    '営業等所得',
  ],
  ...['農業所得', '不動産所得', '利子所得', '配当所得', '総合譲渡・一時所得', '山林所得'],
  ...['上場株式等に係る譲渡所得等', '先物取引に係る雑所得等'],
];
const deductionLabels = [
  ...[
    '雑損控除',
    '医療費控除',
    '社会保険料控除',
    '小規模企業共済等掛金控除',
    '生命保険料控除',
    '地震保険料控除',
  ],
  ...['障害者控除', '寡婦控除', 'ひとり親控除', '勤労学生控除', '配偶者控除', '配偶者特別控除', '扶養控除'],
  ...['特定親族特別控除', '基礎控除', '特別障害者控除（同居）'],
];
const creditLabels = [
  ...['配当控除', '住宅借入金等特別税額控除', '寄附金税額控除', '外国税額控除'],
  ...['配当割額又は株式等譲渡所得割額の控除', '特別税額控除（定額減税）'],
];
const dependantLabels = [
  ...['控除対象配偶者', '老人配偶者', '一般扶養', '特定扶養', '老人扶養', '同居老親等', '16歳未満'],
  ...['障害者（普通）', '障害者（特別）', '同居特別障害者'],
];

/** The longest list of items, with losses and sums of many digits. */
const manyFigures: IncomeFigures = {
  incomes: incomeLabels.map((label, index) => ({
    label,
    yen: index % 4 === 3 ? -1_234_567 * index : 987_654_321 * (index + 1),
  })),
  totalIncome: -123_456_789_012,
  deductions: deductionLabels.map((label, index) => ({ label, yen: 10_000 * (index + 1) })),
  totalDeductions: 99_999_999_999,
  circumstances: {
    spouse: 'sameLivelihood',
    dependants: { specific: 11, elderlyAtHome: 10, elderly: 12, other: 13, under16: 14 },
    disabled: { specialDisabilityAtHome: 10, specialDisability: 11, disability: 12 },
    self: ['specialDisability', 'disability', 'widow', 'singleParent', 'workingStudent'],
  },
};

/** What a register has that tells no more than labels and sums, as pages were printed before. */
const earlierFigures: IncomeFigures = {
  ...sumsOf(manyFigures),
  dependants: dependantLabels.map((label, index) => ({ label, count: index })),
};

/** Sums with different labels. @param count how many */
export function madeUpSums(count: number): LabelledYen[] {
  return Array.from({ length: count }, (_, index) => ({ label: `見本所得${index + 1}`, yen: 1000 * index }));
}

export function madeUpIncome(changes: Partial<IncomeData> = {}): IncomeData {
  return { ...taxpayer, ...someFigures, ...changes };
}

export function madeUpAssessment(changes: Partial<TaxAssessmentData> = {}): TaxAssessmentData {
  return {
    ...taxpayer,
    ...someFigures,
    taxBase: 1_701_000,
    prefectural: { beforeCredits: 68_040, adjustment: 3_000, incomeBased: 60_100, perCapita: 2_000 },
    municipal: { beforeCredits: 102_060, adjustment: 4_500, incomeBased: 90_100, perCapita: 3_000 },
    credits: [{ label: '寄附金税額控除', municipal: 7_402, prefectural: 4_935 }],
    forestTax: 1_000,
    annualTax: 156_200,
    ...changes,
  };
}

/** An assessment as a register has it that tells neither the credits nor how the tax on income comes about. */
export function earlierAssessment(changes: Partial<TaxAssessmentData> = {}): TaxAssessmentData {
  return {
    ...taxpayer,
    ...sumsOf(someFigures),
    dependants: [],
    prefectural: { incomeBased: 66_200, perCapita: 2_000 },
    municipal: { incomeBased: 99_400, perCapita: 3_000 },
    taxBase: 1_701_000,
    forestTax: 1_000,
    annualTax: 171_600,
    ...changes,
  };
}

function sumsOf({ incomes, totalIncome, deductions, totalDeductions }: IncomeFigures) {
  return { incomes, totalIncome, deductions, totalDeductions };
}

export function madeUpPayment(changes: Partial<TaxPaymentData> = {}): TaxPaymentData {
  return {
    ...taxpayer,
    taxes: [
      {
        label: '市民税・県民税・森林環境税',
        ...{ toPay: 171_600, paid: 129_600, unpaid: 0, notYetDue: 42_000 },
      },
    ],
    ...changes,
  };
}

const longTaxpayer = {
  name: 'SAMPLE ALBUQUERQUE DE SOUSA EXAMPLE MARIA FERNANDA APARECIDA',
  address:
    '茨城県つくば市架空町字見本台三丁目1234番地の56　サンプルレジデンスつくば学園中央公園前イーストタワー弐番館3456号室',
};
const exempt = {
  ...noFigures,
  taxBase: 0,
  prefectural: { beforeCredits: 0, adjustment: 0, incomeBased: 0, perCapita: 0 },
  municipal: { beforeCredits: 0, adjustment: 0, incomeBased: 0, perCapita: 0 },
  credits: [],
  forestTax: 0,
  annualTax: 0,
};
const ward = {
  name: '架空区',
  mayorTitle: '架空区長',
  mayorName: '見本　区子',
  sealText: '架空区長之印',
};

/** Short and extreme, for tests and for the gallery. */
export const incomeExamples: readonly { readonly name: string; readonly data: IncomeData }[] = [
  { name: 'usual', data: madeUpIncome() },
  { name: 'none', data: madeUpIncome(noFigures) },
  { name: 'many', data: madeUpIncome({ ...longTaxpayer, ...manyFigures }) },
];
export const assessmentExamples: readonly { readonly name: string; readonly data: TaxAssessmentData }[] = [
  { name: 'usual', data: madeUpAssessment() },
  { name: 'exempt', data: madeUpAssessment(exempt) },
  {
    name: 'many',
    data: madeUpAssessment({
      ...longTaxpayer,
      ...manyFigures,
      deductions: manyFigures.deductions.slice(0, 14),
      credits: creditLabels.map((label, index) => ({
        label,
        municipal: 1_234_567 * (index + 1),
        prefectural: 7_654_321,
      })),
      annualTax: 999_999_999_999,
    }),
  },
  { name: 'register-without-credits', data: earlierAssessment({ ...longTaxpayer, ...earlierFigures }) },
  {
    name: 'ward-before-forest-tax',
    data: madeUpAssessment({
      authority: ward,
      prefecture: '東京都',
      fiscalYear: fiscalYearSchema.parse(2023),
      prefectural: { beforeCredits: 68_040, adjustment: 3_000, incomeBased: 65_000, perCapita: 1_500 },
      municipal: { beforeCredits: 102_060, adjustment: 4_500, incomeBased: 97_500, perCapita: 3_500 },
      credits: [],
      forestTax: 0,
      annualTax: 167_500,
    }),
  },
];
export const paymentExamples: readonly { readonly name: string; readonly data: TaxPaymentData }[] = [
  { name: 'one-tax', data: madeUpPayment() },
  {
    name: 'several-taxes',
    data: madeUpPayment({
      ...longTaxpayer,
      taxes: [
        {
          label: '市民税・県民税・森林環境税',
          ...{ toPay: 171_600, paid: 87_600, unpaid: 42_000, notYetDue: 42_000 },
        },
        { label: '固定資産税・都市計画税', toPay: 98_765_400, paid: 98_765_400, unpaid: 0, notYetDue: 0 },
        { label: '軽自動車税（種別割）', toPay: 10_800, paid: 0, unpaid: 10_800, notYetDue: 0 },
        {
          label: '国民健康保険税',
          ...{ toPay: 999_999_999_999, paid: 1, unpaid: 333_333_333_332, notYetDue: 666_666_666_666 },
        },
      ],
    }),
  },
  {
    name: 'not-yet-due-among-the-unpaid',
    data: madeUpPayment({
      taxes: [{ label: '市民税・県民税・森林環境税', toPay: 171_600, paid: 128_700, unpaid: 42_900 }],
    }),
  },
];
