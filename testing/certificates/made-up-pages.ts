import type { CertificateKind } from '../../shared/certificates.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { examples as addresses } from './made-up-addresses.ts';
import { examples as registers } from './made-up-family-register.ts';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { DataOfKind, PageOfKind } from '../../printing/certificates/layouts.ts';
import { examples as households } from './made-up-household.ts';
import { examples as seals } from './made-up-seal.ts';
import { assessmentExamples, incomeExamples, paymentExamples } from './made-up-tax.ts';
import { examples as vaccinations } from './made-up-vaccination.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';

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

/** Every sheet of every made-up certificate, as if every page fitted its codes. */
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
