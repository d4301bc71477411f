import { z } from 'zod';
import { isoDateSchema } from '../../../shared/dates.ts';
import { registerDateSchema } from '../../../shared/register-date.ts';
import type { VaccinationData } from '../data.ts';
import type { SheetHead } from '../layout.ts';
import { sheetHeadSchema } from '../sheet-head.ts';

/** What one sheet's front shows, with only the doses on that sheet. */
export interface VaccinationPage extends Pick<VaccinationData, 'name' | 'birthDate' | 'travel' | 'doses'> {
  readonly head: SheetHead;
}

/** A page as read from a code. A certificate for travel is one with `travel`. */
export const vaccinationPageSchema: z.ZodType<VaccinationPage> = z.strictObject({
  head: sheetHeadSchema,
  name: z.string(),
  birthDate: registerDateSchema,
  travel: z
    .strictObject({
      latinName: z.string(),
      nationality: z.string(),
      passportNumber: z.string(),
      issuer: z.string().exactOptional(),
    })
    .nullable(),
  doses: z.array(
    z.strictObject({
      number: z.int().min(1),
      date: isoDateSchema,
      product: z.string(),
      maker: z.string(),
      latin: z.strictObject({ product: z.string(), maker: z.string() }).exactOptional(),
      lot: z.string(),
    }),
  ),
});
