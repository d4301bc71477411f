import { certificateKinds, type Bilingual, type CertificateKind } from '../../../shared/certificates.ts';
import { certificateExamples, type CertificateExamples } from '../../../testing/certificates/examples.ts';
import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import { captions } from './captions.ts';

/** A made-up certificate for the gallery. */
export interface GalleryExample<K extends CertificateKind = CertificateKind> {
  readonly kind: K;
  /** Unique within its kind; part of file names. */
  readonly name: string;
  readonly caption: Bilingual;
  readonly data: DataOfKind[K];
}

/** Every example that the layouts have, kind by kind. One that has no words yet is called by its name. */
export const galleryExamples: readonly GalleryExample[] = certificateKinds.flatMap(ofKind);

function ofKind<K extends CertificateKind>(kind: K): readonly GalleryExample<K>[] {
  const named: CertificateExamples[K] = certificateExamples[kind];
  return named.map(({ name, data }) => ({
    kind,
    name,
    data,
    caption: captions[kind][name] ?? { ja: name, en: name },
  }));
}
