import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { createInkDrawer } from '../../verifier/draw/page-ink.ts';
import { loadNearestGlyphs } from '../../verifier/node/nearest-glyphs-file.ts';
import type { VerifyTools } from '../../verifier/verify-page.ts';
import { trustOfSealedPages } from './sealed-pages.ts';

/** What the sealed pages are verified with. */
export async function toolsForSealedPages(font: MinchoFont): Promise<VerifyTools> {
  return {
    font,
    drawer: createInkDrawer(font),
    nearest: await loadNearestGlyphs(font),
    trust: trustOfSealedPages,
  };
}
