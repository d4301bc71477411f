import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { backOf } from '../../printing/paper/back.ts';
import { frontOf } from '../../printing/paper/front.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { purposes } from '../../printing/seal/cose-sign1.ts';
import { encodeSheetCode } from '../../printing/seal/draw-sheet-code.ts';
import { headOfPage } from '../../printing/seal/sheet-code.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import { codePayload, fitsWhole } from './code-payload.ts';
import type { SheetRenderer } from './sheet-renderer.ts';

/** The renderer that seals every sheet with the key of its municipality. */
export function createSheetRenderer(tools: {
  readonly font: MinchoFont;
  readonly sealKeys: Pick<SealKeys, 'seal'>;
}): SheetRenderer {
  const { font, sealKeys } = tools;
  return {
    fits: fitsWhole,

    async renderSheet(kind, municipality, title, page) {
      const { documentNumber, sheet, of, authority, masked } = headOfPage(page);
      if (masked) throw new Error(`${kind}: a masked page is for the preview and is never sealed`);
      const content = layoutOf(kind).draw(page, font);
      const sealed = await sealKeys.seal(
        municipality,
        codePayload(kind, municipality, page),
        purposes.sheetCode,
      );
      const codes = encodeSheetCode(sealed);
      if (!codes.ok) throw new Error(`${kind}: the sealed page is longer than reckoned`);
      const front = frontOf(content, codes.value, documentNumber);
      const back = backOf({ documentNumber, sheet, of, authorityName: authority.name });
      return renderSheet([front, back], font, title);
    },

    renderPreview: (kind, page) =>
      frontOf(layoutOf(kind).draw(page, font), [], headOfPage(page).documentNumber),
  };
}
