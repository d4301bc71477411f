import type { PageDrawing } from '../../shared/drawing.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import type { DocumentHead, LayoutRefusal, SheetHead } from './layout.ts';
import { createPen } from './sheet-pen.ts';
import type { SheetPen } from './sheet-pen.ts';

/** Puts a page's strokes and texts on a sheet; what does not fit ends up in the pen's `tooLong`. */
export type Paint<Page> = (pen: SheetPen, page: Page, font: MinchoFont) => void;

interface AnyPage {
  readonly head: SheetHead;
}

/**
 * The first character of any text in the data that the font cannot print, as a refusal; or null. The form's own words are
 * printable.
 */
export function unprintable(data: DocumentHead, font: MinchoFont): LayoutRefusal | null {
  for (const text of textsWithin(data)) {
    const character = font.unprintable(text);
    if (character !== null) return { refused: 'characterNotPrintable', character };
  }
  return null;
}

function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

/** How pages were painted when it was tried whether they have room. A page's own object is the key, and takes its drawing with it. */
const tried = new WeakMap<
  object,
  { readonly pen: SheetPen; readonly font: MinchoFont; readonly paint: unknown }
>();

/** The pages, each with the number of all, if every text on them fits on the paper; else the first field that does not. */
export function withRoom<Page extends AnyPage>(
  pages: readonly Page[],
  font: MinchoFont,
  paint: Paint<Page>,
): Result<readonly Page[], LayoutRefusal> {
  const all = pages.map((page) => ({ ...page, head: { ...page.head, of: pages.length } }));
  for (const page of all) {
    const pen = painted(page, font, paint);
    const [field] = pen.tooLong;
    if (field !== undefined) return err({ refused: 'layoutTooLong', field });
    tried.set(page, { pen, font, paint });
  }
  return ok(all);
}

/**
 * The front of one sheet.
 * @throws RangeError when a text does not fit: no layout of ours made this page
 */
export function drawPage<Page extends AnyPage>(
  page: Page,
  font: MinchoFont,
  paint: Paint<Page>,
): PageDrawing {
  const before = tried.get(page);
  const isSame = before !== undefined && before.font === font && before.paint === paint;
  const { ops, tooLong } = isSame ? before.pen : painted(page, font, paint);
  // The name of the field, never its content.
  if (tooLong.length > 0) throw new RangeError(`a page with no room for ${tooLong.join(', ')}`);
  return { widthMm: 210, heightMm: 297, ops: [...ops] };
}

function painted<Page extends AnyPage>(page: Page, font: MinchoFont, paint: Paint<Page>): SheetPen {
  const pen = createPen(font, { masked: page.head.masked === true });
  paint(pen, page, font);
  return pen;
}
