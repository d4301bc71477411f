import { z } from 'zod';
import { isoDateSchema } from '../../shared/dates.ts';
import type { DocumentHead, SheetHead } from './layout.ts';

/** The most sheets that one certificate may have: n/N has two digits, and the 2D codes are planned for no more. */
export const mostSheets = 99;

const sheetNumber = z.int().min(1).max(mostSheets);

/** A sheet's head as read from a code. */
export const sheetHeadSchema = z
  .strictObject({
    authority: z.strictObject({
      name: z.string(),
      mayorTitle: z.string(),
      mayorName: z.string(),
      sealText: z.string().min(1),
    }),
    issuedOn: isoDateSchema,
    documentNumber: z.string(),
    masked: z.literal(true).exactOptional(),
    sheet: sheetNumber,
    of: sheetNumber,
  })
  .refine(({ sheet, of }) => sheet <= of, 'a sheet beyond the last') satisfies z.ZodType<SheetHead>;

/**
 * The head of one sheet, from a certificate's data.
 * @param of while the certificate is being broken into sheets, `mostSheets`: the number that needs most room in a code
 */
export function sheetHead(data: DocumentHead, sheet: number, of: number): SheetHead {
  const { authority, issuedOn, documentNumber, masked } = data;
  return { authority, issuedOn, documentNumber, ...(masked === undefined ? {} : { masked }), sheet, of };
}
