import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { PlaceOnPage } from '../../printing/paper/place.ts';
import type { SheetCode } from '../../printing/seal/sheet-code.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

export interface DrawnCode {
  /** What the layout draws: without ground, codes and marks. Of a code that carries the head alone it is empty. */
  readonly front: PageDrawing;
  /** Where the paper may show what the code does not speak for; there nothing is to be compared. */
  readonly omitted: readonly PlaceOnPage[];
}

const wholePage: PlaceOnPage = { x: 0, y: 0, w: 210, h: 297 };

/**
 * Draws the true page of an opened code, by the layout that drew the paper.
 * @returns an error when this program's layout cannot draw the page: it was sealed by a newer or older one
 */
export function drawOpened(
  { kind, content }: SheetCode,
  font: MinchoFont,
): Result<DrawnCode, { readonly failed: 'notDrawable' }> {
  if (content.extent === 'head')
    return ok({ front: { widthMm: 210, heightMm: 297, ops: [] }, omitted: [wholePage] });
  try {
    const front = layoutOf(kind).draw(content.page, font);
    return ok({ front, omitted: content.extent === 'part' ? content.omitted : [] });
  } catch {
    return err({ failed: 'notDrawable' });
  }
}
