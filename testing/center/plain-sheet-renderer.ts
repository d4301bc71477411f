import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { SheetRenderer } from '../../issuing-center/orders/sheet-renderer.ts';

/** Turns each page into the bytes of its JSON, without ground, codes or seals: for tests of what is on a page. */
export function plainSheetRenderer(font: MinchoFont): SheetRenderer {
  return {
    fits: () => true,
    renderSheet: (kind, municipality, title, page) =>
      Promise.resolve(new TextEncoder().encode(JSON.stringify({ kind, municipality, title, page }))),
    renderPreview: (kind, page) => layoutOf(kind).draw(page, font),
  };
}
