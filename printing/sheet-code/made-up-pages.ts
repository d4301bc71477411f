import type { CertificateKind } from '../../shared/certificates.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { examples as addresses } from '../documents/family-register/made-up-addresses.ts';
import { examples as registers } from '../documents/family-register/made-up-family-register.ts';
import { layoutOf } from '../documents/layouts.ts';
import type { DataOfKind, PageOfKind } from '../documents/layouts.ts';
import { examples as households } from '../documents/residence-record/made-up-household.ts';
import { examples as seals } from '../documents/seal-registration/made-up-seal.ts';
import { assessmentExamples, incomeExamples, paymentExamples } from '../documents/tax/made-up-tax.ts';
import { examples as vaccinations } from '../documents/vaccination/made-up-vaccination.ts';
import type { MinchoFont } from '../fonts/mincho.ts';

/** A page of a made-up certificate, for tests of the seal. */
export interface MadeUpPage<K extends CertificateKind = CertificateKind> {
  readonly kind: K;
  /** Kind, example and sheet: `income usual 1/1`. */
  readonly name: string;
  readonly page: PageOfKind[K];
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

/** Every sheet of every example that the layouts have, as if each page had room in its codes. */
export function madeUpPages(font: MinchoFont): readonly MadeUpPage[] {
  return certificateKinds.flatMap((kind) => pagesOf(kind, font));
}

function pagesOf<K extends CertificateKind>(kind: K, font: MinchoFont): readonly MadeUpPage<K>[] {
  const ofKind: Examples[K] = examples[kind];
  return ofKind.flatMap(({ name, data }) => {
    const pages = layoutOf(kind).paginate(data, font, () => true);
    if (!pages.ok) throw new Error(`${kind} ${name} is refused`);
    return pages.value.map((page, index) => ({
      kind,
      name: `${kind} ${name} ${index + 1}/${pages.value.length}`,
      page,
    }));
  });
}
