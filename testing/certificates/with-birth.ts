import type { CertificateKind } from '../../shared/certificates.ts';
import type { RegisterDate } from '../../shared/register-date.ts';
import type { DataOfKind } from '../../printing/certificates/layouts.ts';
import { madeUpAddresses, madeUpAddressHistory } from './made-up-addresses.ts';
import { madeUpRegister, madeUpRegisterPerson } from './made-up-family-register.ts';
import { madeUpPerson, madeUpRecord } from './made-up-household.ts';
import { examples as seals } from './made-up-seal.ts';
import { assessmentExamples, incomeExamples, paymentExamples } from './made-up-tax.ts';
import { examples as taxCertificates } from './made-up-tax-certificate.ts';
import { examples as vaccinations } from './made-up-vaccination.ts';

/** A made-up certificate of every kind of somebody who was born then. */
export function withBirth(birthDate: RegisterDate): {
  readonly [K in CertificateKind]: DataOfKind[K];
} {
  return {
    residenceRecord: madeUpRecord([madeUpPerson(0, { birthDate, addressSince: birthDate }), madeUpPerson(1)]),
    residenceRecordItems: madeUpRecord([madeUpPerson(0, { birthDate, addressSince: birthDate })]),
    sealRegistration: { ...first(seals), birthDate },
    taxAssessment: { ...first(assessmentExamples), birthDate },
    income: { ...first(incomeExamples), birthDate },
    taxPayment: { ...first(paymentExamples), birthDate },
    taxCertificate: { ...first(taxCertificates), birthDate },
    familyRegister: madeUpRegister([madeUpRegisterPerson(0, { birthDate }), madeUpRegisterPerson(1)]),
    familyRegisterAddresses: madeUpAddressHistory([
      madeUpAddresses(0, 1, {
        birthDate,
        addresses: [{ address: '茨城県つくば市架空町', since: birthDate }],
      }),
    ]),
    vaccination: { ...first(vaccinations), birthDate },
  };
}

function first<Data>(examples: readonly { readonly data: Data }[]): Data {
  const [example] = examples;
  if (!example) throw new Error('no example');
  return example.data;
}
