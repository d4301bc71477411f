import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { nearestGlyphs } from '../lookalikes/nearest-glyphs.ts';
import type { NearestGlyphs } from '../lookalikes/nearest-glyphs.ts';

export const nearestGlyphsFile = path.join(import.meta.dirname, '../lookalikes/nearest-glyphs.bin');

/** The glyphs of a font that look most like each other, from the project's own table. @throws when the file is missing */
export async function loadNearestGlyphs(font: MinchoFont): Promise<NearestGlyphs> {
  return nearestGlyphs(await readFile(nearestGlyphsFile), font);
}
