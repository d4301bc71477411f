import type { z } from 'zod';
import type { CertificateKind } from '../../shared/certificates.ts';
import type {
  FamilyRegisterAddressesData,
  FamilyRegisterData,
  IncomeData,
  SealRegistrationData,
  TaxAssessmentData,
  TaxCertificateData,
  TaxPaymentData,
  VaccinationData,
} from './data.ts';
import { familyRegisterAddressesLayout } from './family-register/addresses.ts';
import { familyRegisterLayout } from './family-register/family-register.ts';
import type { CertificateLayout } from './layout.ts';
import { residenceRecordItemsLayout, residenceRecordLayout } from './residence-record/residence-record.ts';
import type { ResidenceRecordData } from './residence-record/residence-record-data.ts';
import { sealRegistrationLayout } from './seal-registration/seal-registration.ts';
import { incomeLayout } from './tax/income.ts';
import { taxAssessmentLayout } from './tax/tax-assessment.ts';
import { taxCertificateLayout } from './tax/tax-certificate.ts';
import { taxPaymentLayout } from './tax/tax-payment.ts';
import { vaccinationLayout } from './vaccination/vaccination.ts';

/** What each kind of certificate is laid out from. */
export interface DataOfKind {
  readonly residenceRecord: ResidenceRecordData;
  readonly residenceRecordItems: ResidenceRecordData;
  readonly sealRegistration: SealRegistrationData;
  readonly taxAssessment: TaxAssessmentData;
  readonly income: IncomeData;
  readonly taxPayment: TaxPaymentData;
  readonly taxCertificate: TaxCertificateData;
  readonly familyRegister: FamilyRegisterData;
  readonly familyRegisterAddresses: FamilyRegisterAddressesData;
  readonly vaccination: VaccinationData;
}

type PageOf<L> = L extends { readonly pageSchema: z.ZodType<infer Page> } ? Page : never;

/** Every kind's layout. */
export const layouts = {
  residenceRecord: residenceRecordLayout,
  residenceRecordItems: residenceRecordItemsLayout,
  sealRegistration: sealRegistrationLayout,
  taxAssessment: taxAssessmentLayout,
  income: incomeLayout,
  taxPayment: taxPaymentLayout,
  taxCertificate: taxCertificateLayout,
  familyRegister: familyRegisterLayout,
  familyRegisterAddresses: familyRegisterAddressesLayout,
  vaccination: vaccinationLayout,
} as const;

/** What one sheet's front of each kind shows. */
export type PageOfKind = { readonly [K in CertificateKind]: PageOf<(typeof layouts)[K]> };

/** The layout of a kind, with its data and page types tied to the kind. */
export function layoutOf<K extends CertificateKind>(
  kind: K,
): CertificateLayout<DataOfKind[K], PageOfKind[K]> {
  const all: { readonly [P in CertificateKind]: CertificateLayout<DataOfKind[P], PageOfKind[P]> } = layouts;
  return all[kind];
}
