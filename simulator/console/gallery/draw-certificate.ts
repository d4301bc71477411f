import type { CertificateKind } from '../../../shared/certificates.ts';
import type { SheetRenderer } from '../../../issuing-center/orders/sheet-renderer.ts';
import { layoutOf, type PageOfKind } from '../../../printing/certificates/layouts.ts';
import type { LayoutRefusal } from '../../../printing/certificates/layout.ts';
import { previewPages } from '../../../printing/certificates/preview-pages.ts';
import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import { renderSheet } from '../../../printing/pdf/render-sheet.ts';
import type { Result } from '../../../shared/result.ts';
import type { GalleryExample } from './examples.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** The municipality whose key seals the sheets of the gallery. */
export const galleryMunicipality = codes.tsukuba;

/** One sheet of a certificate as the center makes it. */
export interface DrawnSheet {
  /** Front and back, A4. */
  readonly pdf: Uint8Array;
  /** What is shown before payment: the front alone. */
  readonly preview: Uint8Array;
  /** Whether the codes carry everything the front shows. */
  readonly codeIsWhole: boolean;
}

export interface DrawnCertificate {
  /** 住民票の写し */
  readonly title: string;
  readonly sheets: readonly DrawnSheet[];
}

/**
 * Makes a certificate by the same steps as an order.
 * @throws when its layout refuses the data, or preview and certificate differ in their number of sheets
 */
export async function drawCertificate<K extends CertificateKind>(
  { kind, name, data }: GalleryExample<K>,
  { font, renderer }: { readonly font: MinchoFont; readonly renderer: SheetRenderer },
): Promise<DrawnCertificate> {
  const layout = layoutOf(kind);
  const title = layout.title(data);
  const fits = (page: PageOfKind[K]) => renderer.fits(kind, galleryMunicipality, page);
  const pages = laidOut(name, layout.paginate(data, font, fits));
  const previews = laidOut(name, previewPages(layout, data, font, fits));
  const sheets: DrawnSheet[] = [];
  for (const [index, page] of pages.entries()) {
    const preview = previews[index];
    if (preview === undefined || previews.length !== pages.length)
      throw new Error(`the example ${name} has ${pages.length} sheets and previews ${previews.length}`);
    sheets.push({
      pdf: await renderer.renderSheet(kind, galleryMunicipality, title, page),
      preview: await renderSheet([renderer.renderPreview(kind, preview)], font, title),
      codeIsWhole: fits(page),
    });
  }
  return { title, sheets };
}

function laidOut<Page>(name: string, pages: Result<readonly Page[], LayoutRefusal>): readonly Page[] {
  if (!pages.ok) throw new Error(`the example ${name} is refused: ${JSON.stringify(pages.error)}`);
  return pages.value;
}
