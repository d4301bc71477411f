import { z } from 'zod';
import type { RasterKind, SheetBack } from '../raster/raster-page.ts';
import { text, texts, type IppAttributes } from './ipp-message.ts';

export const pdfFormat = 'application/pdf';

/** In what form a certificate is sent to a printer. PDF is best: the printer draws at its own resolution. */
export type DocumentFormat = { readonly format: typeof pdfFormat } | RasterKind;

export const formatAttributesAsked = [
  'document-format-supported',
  'pwg-raster-document-resolution-supported',
  'pwg-raster-document-type-supported',
  'pwg-raster-document-sheet-back',
  'urf-supported',
] as const;

/** Fine enough for the smallest characters of a certificate, and no more than a page's pixels need room for. */
const resolutions = [600, 300] as const;

/** The form that suits the printer best, or null: it takes none of those that a certificate can be sent in. */
export function documentFormat(printer: IppAttributes): DocumentFormat | null {
  const formats = texts(printer, 'document-format-supported');
  if (formats.includes(pdfFormat)) return { format: pdfFormat };
  return (
    (formats.includes('image/pwg-raster') ? pwgRaster(printer) : null) ??
    (formats.includes('image/urf') ? urfRaster(printer) : null)
  );
}

function pwgRaster(printer: IppAttributes): RasterKind | null {
  const types = texts(printer, 'pwg-raster-document-type-supported');
  const colour = types.includes('srgb_8');
  const offered = squareResolutions(printer.get('pwg-raster-document-resolution-supported'));
  const dpi = resolutions.find((each) => offered.includes(each));
  if (dpi === undefined || (!colour && !types.includes('sgray_8'))) return null;
  const back = backs.find((each) => each === text(printer, 'pwg-raster-document-sheet-back')) ?? 'normal';
  return { format: 'image/pwg-raster', dpi, colour, back };
}

/** `urf-supported` is a list of words: `W8`, `SRGB24`, `RS300-600`, `DM1` and others. */
function urfRaster(printer: IppAttributes): RasterKind | null {
  const words = texts(printer, 'urf-supported');
  const colour = words.includes('SRGB24');
  const offered = words.flatMap((word) =>
    word.startsWith('RS') ? word.slice(2).split('-').map(Number) : [],
  );
  const dpi = resolutions.find((each) => offered.includes(each));
  if (dpi === undefined || (!colour && !words.includes('W8'))) return null;
  const back = backs.find((_each, index) => words.includes(`DM${index + 1}`)) ?? 'normal';
  return { format: 'image/urf', dpi, colour, back };
}

/** In the order of `DM1` to `DM4`. */
const backs: readonly SheetBack[] = ['normal', 'flipped', 'rotated', 'manual-tumble'];

const resolution = z.tuple([z.number(), z.number(), z.literal('dpi')]);

/** Of values `[300, 300, 'dpi']`, one or several, those that are the same both ways. */
function squareResolutions(value: unknown): readonly number[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const several = Array.isArray(values[0]) ? values : [values];
  return several.flatMap((each) => {
    const read = resolution.safeParse(each);
    return read.success && read.data[0] === read.data[1] ? [read.data[0]] : [];
  });
}
