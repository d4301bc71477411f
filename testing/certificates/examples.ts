import type { CertificateKind } from '../../shared/certificates.ts';
import type { DataOfKind } from '../../printing/certificates/layouts.ts';
import { examples as addresses } from './made-up-addresses.ts';
import { examples as registers } from './made-up-family-register.ts';
import { examples as households, recordItemsExamples as recordItems } from './made-up-household.ts';
import { examples as seals } from './made-up-seal.ts';
import { assessmentExamples, incomeExamples, paymentExamples } from './made-up-tax.ts';
import { examples as taxCertificates } from './made-up-tax-certificate.ts';
import { examples as vaccinations } from './made-up-vaccination.ts';

export type CertificateExamples = {
  readonly [K in CertificateKind]: readonly { readonly name: string; readonly data: DataOfKind[K] }[];
};

/** Made-up certificates of every kind, for the tests of the layouts and of the seal, and for the gallery. */
export const certificateExamples: CertificateExamples = {
  residenceRecord: households,
  residenceRecordItems: recordItems,
  sealRegistration: seals,
  taxAssessment: assessmentExamples,
  income: incomeExamples,
  taxPayment: paymentExamples,
  taxCertificate: taxCertificates,
  familyRegister: registers,
  familyRegisterAddresses: addresses,
  vaccination: vaccinations,
};
