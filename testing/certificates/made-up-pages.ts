import type { CertificateKind } from '../../shared/certificates.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { certificateExamples, type CertificateExamples } from './examples.ts';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { PageOfKind } from '../../printing/certificates/layouts.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';

/** A page of a made-up certificate, for tests of the seal. */
export interface MadeUpPage<K extends CertificateKind = CertificateKind> {
  readonly kind: K;
  /** Kind, example and sheet: `income usual 1/1`. */
  readonly name: string;
  readonly page: PageOfKind[K];
}

/** Every sheet of every example that the layouts have, as if each page had room in its codes. */
export function madeUpPages(font: MinchoFont): readonly MadeUpPage[] {
  return certificateKinds.flatMap((kind) => pagesOf(kind, font));
}

function pagesOf<K extends CertificateKind>(kind: K, font: MinchoFont): readonly MadeUpPage<K>[] {
  const ofKind: CertificateExamples[K] = certificateExamples[kind];
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
