import type {
  IncomeFigures,
  TaxAssessmentData,
  TaxCertificateData,
} from '../../printing/certificates/data.ts';
import { assessmentExamples, paymentExamples } from './made-up-tax.ts';

const usual = dataOf(assessmentExamples, 'usual');
const exempt = dataOf(assessmentExamples, 'exempt');
const many = dataOf(assessmentExamples, 'many');
const oneTax = dataOf(paymentExamples, 'one-tax');
const severalTaxes = dataOf(paymentExamples, 'several-taxes');

function dataOf<Data>(all: readonly { readonly name: string; readonly data: Data }[], name: string): Data {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`no made-up tax ${name}`);
  return found.data;
}

function family({ circumstances, dependants }: IncomeFigures): TaxCertificateData['family'] {
  return circumstances === undefined ? { dependants: dependants ?? [] } : { circumstances };
}

/** Every block but the payment. @param of whose figures */
export function madeUpTaxCertificate(
  changes: Partial<TaxCertificateData> = {},
  data: TaxAssessmentData = usual,
): TaxCertificateData {
  const { authority, prefecture, issuedOn, documentNumber, fiscalYear, name, birthDate, address } = data;
  return {
    ...{ authority, prefecture, issuedOn, documentNumber, fiscalYear, name, birthDate, address },
    ...{ title: '所得・課税証明書', usualTitle: '所得・課税証明書' },
    income: { incomes: data.incomes, totalIncome: data.totalIncome },
    deductions: { deductions: data.deductions, totalDeductions: data.totalDeductions },
    family: family(data),
    tax: data,
    payment: null,
    ...changes,
  };
}

const none = { income: null, deductions: null, family: null, tax: null, payment: null } as const;
const titled = (title: string) => ({ title, usualTitle: title });

/** Short and extreme, for tests and for the gallery. */
export const examples: readonly { readonly name: string; readonly data: TaxCertificateData }[] = [
  { name: 'income-and-tax', data: madeUpTaxCertificate() },
  {
    name: 'for-child-allowance',
    data: madeUpTaxCertificate({
      ...{ ...none, ...titled('所得証明書（児童手当用）') },
      ...{ income: madeUpTaxCertificate().income, family: madeUpTaxCertificate().family },
    }),
  },
  { name: 'tax-alone', data: madeUpTaxCertificate({ ...none, ...titled('課税証明書'), tax: usual }) },
  {
    name: 'without-income',
    data: madeUpTaxCertificate(
      { title: '市・県民税　非課税証明書', usualTitle: '市・県民税（課税・非課税）証明書', income: null },
      exempt,
    ),
  },
  {
    name: 'payment-and-tax',
    data: madeUpTaxCertificate({
      ...{ ...none, ...titled('課税・納税証明書') },
      ...{ tax: usual, payment: severalTaxes.taxes },
    }),
  },
  {
    name: 'every-block',
    data: madeUpTaxCertificate({ ...titled('所得・課税・納税証明書'), payment: oneTax.taxes }),
  },
  {
    name: 'the-longest',
    data: madeUpTaxCertificate(titled('市民税・県民税・森林環境税　所得課税扶養証明書（就学援助用）'), many),
  },
];
