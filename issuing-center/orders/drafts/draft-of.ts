import { assertNever } from '../../../shared/result.ts';
import type { Draft, DraftInput } from './draft.ts';
import { familyRegisterAddressesData, familyRegisterData } from './family-register.ts';
import { residenceRecordData } from './residence-record.ts';
import { sealRegistrationData } from './seal-registration.ts';
import { incomeData, taxAssessmentData, taxCertificateData, taxPaymentData } from './tax.ts';
import { vaccinationData } from './vaccination.ts';

/**
 * One copy of what was ordered, under its own number.
 * @throws when the registers do not hold what the kind needs: rules/takeable.ts was not asked
 */
export function draftOf(input: DraftInput, number: string): Draft {
  const { kind } = input.service;
  switch (kind) {
    case 'residenceRecord':
      return { kind, data: residenceRecordData(input, number) };
    case 'residenceRecordItems':
      return { kind, data: residenceRecordData(input, number) };
    case 'sealRegistration':
      return { kind, data: sealRegistrationData(input, number) };
    case 'taxAssessment':
      return { kind, data: taxAssessmentData(input, number) };
    case 'income':
      return { kind, data: incomeData(input, number) };
    case 'taxPayment':
      return { kind, data: taxPaymentData(input, number) };
    case 'taxCertificate':
      return { kind, data: taxCertificateData(input, number) };
    case 'familyRegister':
      return { kind, data: familyRegisterData(input, number) };
    case 'familyRegisterAddresses':
      return { kind, data: familyRegisterAddressesData(input, number) };
    case 'vaccination':
      return { kind, data: vaccinationData(input, number) };
    default:
      return assertNever(kind);
  }
}
