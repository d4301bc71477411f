import { certificateKinds, type Bilingual, type CertificateKind } from '../../../shared/certificates.ts';
import { examples as addresses } from '../../../testing/certificates/made-up-addresses.ts';
import { examples as registers } from '../../../testing/certificates/made-up-family-register.ts';
import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import { examples as households } from '../../../testing/certificates/made-up-household.ts';
import { examples as seals } from '../../../testing/certificates/made-up-seal.ts';
import {
  assessmentExamples,
  incomeExamples,
  paymentExamples,
} from '../../../testing/certificates/made-up-tax.ts';
import { examples as vaccinations } from '../../../testing/certificates/made-up-vaccination.ts';
import { captions } from './captions.ts';

/** A made-up certificate for the gallery. */
export interface GalleryExample<K extends CertificateKind = CertificateKind> {
  readonly kind: K;
  /** Unique within its kind; part of file names. */
  readonly name: string;
  readonly caption: Bilingual;
  readonly data: DataOfKind[K];
}

type Examples = {
  readonly [K in CertificateKind]: readonly { readonly name: string; readonly data: DataOfKind[K] }[];
};

const examples: Examples = {
  residenceRecord: households,
  sealRegistration: seals,
  taxAssessment: assessmentExamples,
  income: incomeExamples,
  taxPayment: paymentExamples,
  familyRegister: registers,
  familyRegisterAddresses: addresses,
  vaccination: vaccinations,
};

/** Every made-up certificate, kind by kind. One without a caption is called by its name. */
export const galleryExamples: readonly GalleryExample[] = certificateKinds.flatMap(ofKind);

function ofKind<K extends CertificateKind>(kind: K): readonly GalleryExample<K>[] {
  const named: Examples[K] = examples[kind];
  return named.map(({ name, data }) => ({
    kind,
    name,
    data,
    caption: captions[kind][name] ?? { ja: name, en: name },
  }));
}
