import { lightOf } from '../../verifier/file/picture.ts';
import { shrinkGrey } from '../../verifier/image/grey.ts';
import type { Grey } from '../../verifier/image/grey.ts';
import { drawPdfPage } from '../../verifier/node/draw-pdf.ts';

/** Pixels per mm of a printed page: 300 dpi. */
export const printDensity = 300 / 25.4;
const printDpi = 600;

/**
 * A page of a PDF as a 600 dpi printer puts it on paper: light from 0 to 1, `printDensity` pixels per mm.
 * @param page from 1
 * @throws when poppler-utils is not installed, or the PDF has no such page
 */
export async function printPage(pdf: Uint8Array, page = 1): Promise<Grey> {
  return shrinkGrey(lightOf(await drawPdfPage(pdf, page, printDpi)), printDpi / 300);
}
