import type { PageDrawing } from '../../shared/drawing.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { CertificateLayout, DocumentHead } from '../../printing/certificates/layout.ts';

/** A certificate laid out for a test. */
export interface LaidOut<Page> {
  readonly pages: readonly Page[];
  readonly drawings: readonly PageDrawing[];
  /** The texts of each sheet, in the order of the drawing. */
  readonly texts: readonly (readonly string[])[];
}

/** Lays out a certificate; every page fits its codes unless `fits` says otherwise. @throws when it is refused */
export function laidOut<Data extends DocumentHead, Page>(
  layout: CertificateLayout<Data, Page>,
  data: Data,
  font: MinchoFont,
  fits: (page: Page) => boolean = () => true,
): LaidOut<Page> {
  const pages = layout.paginate(data, font, fits);
  if (!pages.ok) throw new Error(`refused: ${JSON.stringify(pages.error)}`);
  const drawings = pages.value.map((page) => layout.draw(page, font));
  return { pages: pages.value, drawings, texts: drawings.map(textsOn) };
}

/** The texts of a drawing, in its order. */
export function textsOn(page: PageDrawing): string[] {
  return page.ops.flatMap((op) => (op.op === 'text' ? [op.text] : []));
}

/** The drawings of pages that went through JSON and the schema, like pages read from codes. */
export function redrawn<Data extends DocumentHead, Page>(
  layout: CertificateLayout<Data, Page>,
  pages: readonly Page[],
  font: MinchoFont,
): readonly PageDrawing[] {
  return pages.map((page) => {
    const out: unknown = JSON.parse(JSON.stringify(page));
    return layout.draw(layout.pageSchema.parse(out), font);
  });
}
