import type { CertificateKind } from '../../shared/certificates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { PageOfKind } from '../../printing/certificates/layouts.ts';

/** Renders laid-out pages as official sheets: front with ground, marks and the signed 2D codes, and the back. */
export interface SheetRenderer {
  /** Whether the page's data fits into the codes of its sheet. */
  fits<K extends CertificateKind>(kind: K, municipality: MunicipalityId, page: PageOfKind[K]): boolean;
  /** One sheet as a PDF of two pages, front and back, A4. The same page, key and title give the same bytes. */
  renderSheet<K extends CertificateKind>(
    kind: K,
    municipality: MunicipalityId,
    title: string,
    page: PageOfKind[K],
  ): Promise<Uint8Array>;
  /** The front as it is shown before payment: with ground and marks, but without a code that could be photographed. */
  renderPreview<K extends CertificateKind>(kind: K, page: PageOfKind[K]): PageDrawing;
}
