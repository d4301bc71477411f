import type { LayoutRefusal } from '../../printing/certificates/layout.ts';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import { previewPages } from '../../printing/certificates/preview-pages.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { RefusalOfCodes } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Draft } from './drafts/draft.ts';
import { writePreviewPage } from './preview-json.ts';
import type { SheetRenderer } from './sheet-renderer.ts';

/** Why a copy cannot be laid out. */
export type NotPrintable = RefusalOfCodes<LayoutRefusal['refused']>;

/** One copy of one line of an order. */
export interface CopyToRender {
  /** Plain data, so that it can go to another thread. */
  readonly draft: Draft;
  readonly municipality: MunicipalityId;
  /** Whether the masked fronts are wanted too: of the first copy of each line. */
  readonly preview: boolean;
}

export interface RenderedCopy {
  /** Each a PDF of two pages, in order. */
  readonly sheets: readonly Uint8Array[];
  /** Each page as `writePreviewPage` gives it; empty unless it was asked for. */
  readonly preview: readonly Uint8Array<ArrayBuffer>[];
}

export interface RenderTools {
  readonly renderer: SheetRenderer;
  readonly font: MinchoFont;
  readonly municipality: MunicipalityId;
}

/** The sheets of one copy and, where they are asked for, its masked fronts. Rejects with the signal's reason between two pages. */
export async function renderCopy(
  { draft, municipality, preview }: CopyToRender,
  tools: Omit<RenderTools, 'municipality'>,
  signal: AbortSignal,
): Promise<Result<RenderedCopy, NotPrintable>> {
  const all = { ...tools, municipality };
  const sheets = await renderSheets(draft, all, signal);
  if (!sheets.ok) return sheets;
  const masked = preview ? renderPreview(draft, all) : ok([]);
  return masked.ok ? ok({ sheets: sheets.value, preview: masked.value.map(writePreviewPage) }) : masked;
}

/** The sheets of one copy, each a PDF, in order; or why it cannot be laid out. */
export async function renderSheets<K extends CertificateKind>(
  { kind, data }: Draft<K>,
  { renderer, font, municipality }: RenderTools,
  signal: AbortSignal,
): Promise<Result<readonly Uint8Array[], NotPrintable>> {
  const layout = layoutOf<K>(kind);
  const pages = layout.paginate(data, font, (page) => renderer.fits(kind, municipality, page));
  if (!pages.ok) return err(refusalOf(pages.error));
  const title = layout.title(data);
  const sheets: Uint8Array[] = [];
  for (const page of pages.value) {
    signal.throwIfAborted();
    sheets.push(await renderer.renderSheet(kind, municipality, title, page));
  }
  return ok(sheets);
}

/** The fronts of the same sheets as the resident sees them before payment, with personal data masked. */
export function renderPreview<K extends CertificateKind>(
  { kind, data }: Draft<K>,
  { renderer, font, municipality }: RenderTools,
): Result<readonly PageDrawing[], NotPrintable> {
  const fits = (page: Parameters<typeof renderer.fits<K>>[2]) => renderer.fits(kind, municipality, page);
  const pages = previewPages(layoutOf<K>(kind), data, font, fits);
  if (!pages.ok) return err(refusalOf(pages.error));
  return ok(pages.value.map((page) => renderer.renderPreview(kind, page)));
}

/** Naming the field that had no room would help nobody at the kiosk: the next step is a window either way. */
function refusalOf(refusal: LayoutRefusal): NotPrintable {
  return refusal.refused === 'characterNotPrintable' ? refusal : { refused: refusal.refused };
}
