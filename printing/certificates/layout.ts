import type { z } from 'zod';
import type { IsoDate } from '../../shared/dates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { Result } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import type { PlaceOnPage } from '../paper/place.ts';

/** Who certifies: the municipality, the mayor's office and name, and the text of the seal of office (4 to 16 characters). */
export interface Authority {
  readonly name: string;
  readonly mayorTitle: string;
  readonly mayorName: string;
  readonly sealText: string;
}

/** What every certificate has. */
export interface DocumentHead {
  readonly authority: Authority;
  /** 都道府県 of the municipality that issues: tells its own addresses from those of a place of the same name (see masking). */
  readonly prefecture: string;
  readonly issuedOn: IsoDate;
  readonly documentNumber: string;
  /** The preview before payment: dates and numbers without digits, names as ●; a text that does not fit loses some ●. */
  readonly masked?: true;
}

/** What every sheet of a certificate has. */
export interface SheetHead extends Omit<DocumentHead, 'prefecture'> {
  /** 1 to `of`. */
  readonly sheet: number;
  readonly of: number;
}

/** Why a certificate cannot be laid out; the resident is sent to a window before paying. */
export type LayoutRefusal =
  | { readonly refused: 'characterNotPrintable'; readonly character: string }
  | { readonly refused: 'layoutTooLong'; readonly field: string };

/** A page that does not fit into its 2D code: what the code carries, and the places it then does not vouch for. */
export interface LightPage<Page> {
  readonly page: Page;
  readonly omitted: readonly PlaceOnPage[];
}

/**
 * How one kind of certificate is laid out. `Page` is plain data (JSON) with everything that one sheet's front shows and
 * nothing more: the 2D code carries it, and whoever reads the code draws the true page from it with the same `draw`.
 */
export interface CertificateLayout<Data extends DocumentHead, Page> {
  /** 住民票の写し, for example: goes into the PDF's metadata. */
  title(data: Data): string;
  /** Shape of a page as read from a code. */
  readonly pageSchema: z.ZodType<Page>;
  /**
   * Breaks a certificate into sheets. A sheet holds what fits on the paper (above `contentBottom`) and what `fits` into its
   * code; a piece that fits into no code gets a sheet of its own.
   * @returns the first character that the font cannot print, or the first field that does not fit, as a refusal
   */
  paginate(
    data: Data,
    font: MinchoFont,
    fits: (page: Page) => boolean,
  ): Result<readonly Page[], LayoutRefusal>;
  /**
   * The front of a sheet, without ground, codes and marks (see printing/paper).
   * @throws when the page was never laid out
   */
  draw(page: Page, font: MinchoFont): PageDrawing;
  /** The same certificate with personal data as ●, for the preview. */
  mask(data: Data): Data;
  /** For kinds whose page may not fit into its code: the page without its heavy part. */
  lighten?(page: Page): LightPage<Page>;
}
