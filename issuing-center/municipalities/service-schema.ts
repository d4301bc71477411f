import { z } from 'zod';
import { graphemes } from '../../printing/fonts/graphemes.ts';
import { needSchema, windowOnlySchema } from '../../shared/center-api.ts';
import { certificateKindSchema, itemIdSchema, variantIdSchema } from '../../shared/certificates.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { yenSchema } from '../../shared/yen.ts';

/** A price and the days it holds, both included; null is an open end. */
const priceSchema = z
  .strictObject({ from: isoDateSchema.nullable(), until: isoDateSchema.nullable(), yen: yenSchema })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    message: 'expected "until" on or after "from"',
    path: ['until'],
  });
export type Price = z.infer<typeof priceSchema>;

const serviceItemSchema = z.strictObject({
  item: itemIdSchema,
  concerns: z.enum(['all', 'japanese', 'foreign']),
  shownByDefault: z.boolean(),
});

/** Who certifies: office and name of its holder, text of the seal of office (4 to 16 characters, as a reader counts them). */
export const authoritySchema = z.strictObject({
  name: z.string().min(1),
  mayorTitle: z.string().min(1),
  mayorName: z.string().min(1),
  sealText: z.string().refine((text) => isSealText(text), 'expected 4 to 16 characters without a space'),
});

const taxKinds: readonly CertificateKind[] = ['taxAssessment', 'income', 'taxPayment'];
const kindsWithVariants: Partial<Record<CertificateKind, readonly string[]>> = {
  familyRegister: ['full', 'individual'],
  vaccination: ['domestic', 'travel'],
};

/** How one municipality issues one kind. Keys follow the wording of the guides; there is no rule that no guide names. */
export const serviceSchema = z
  .strictObject({
    kind: certificateKindSchema,
    variants: z.array(variantIdSchema).optional(),
    /** Fiscal years that are issued: the latest and this many before it. */
    yearsBefore: z.int().min(0).max(10).optional(),
    prices: z.array(priceSchema).min(1),
    whose: z.enum(['self', 'household']).optional(),
    items: z.array(serviceItemSchema).optional(),
    conditions: z.array(needSchema.exclude(['noMoveOutFiledInHousehold'])).optional(),
    /** Of a residence record, by the standard of 2025: up to four persons on a sheet (世帯連記式), or one (個人票). */
    form: z.enum(['household', 'perPerson']).optional(),
    /** Never at a kiosk, whatever the resident chooses. */
    never: z.array(windowOnlySchema).optional(),
    /** Where it is not the municipality that certifies. */
    authority: authoritySchema.optional(),
  })
  .superRefine((service, context) => {
    const expected = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const ends = service.prices.map(({ from, until }) => ({ from: from ?? '0000', until: until ?? '9999' }));
    ends.forEach((one, index) => {
      const next = ends[index + 1];
      if (next && next.from <= one.until)
        expected(['prices', index + 1, 'from'], 'expected a day after the end of the price before it');
    });
    const items = (service.items ?? []).map(({ item }) => item);
    if (hasDoubles(items)) expected(['items'], 'expected each item once');
    if (items.includes('myNumber') && service.never?.includes('myNumber') === true)
      expected(['items'], 'expected no item that is never printed: myNumber');
    if (taxKinds.includes(service.kind) !== (service.yearsBefore !== undefined))
      expected(['yearsBefore'], 'expected a number for tax certificates, and for them alone');
    const variants = kindsWithVariants[service.kind] ?? [];
    const given = service.variants ?? [];
    if (hasDoubles(given) || !given.every((variant) => variants.includes(variant)))
      expected(['variants'], `expected each once, of ${variants.join(', ') || 'none'}`);
    if (variants.length > 0 && given.length === 0)
      expected(['variants'], `expected at least one of ${variants.join(', ')}`);
    if ((service.kind === 'residenceRecord') !== (service.form !== undefined))
      expected(['form'], 'expected the form of the residence record, and of it alone');
  });
export type Service = z.infer<typeof serviceSchema>;

function hasDoubles(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}

/** つくばみらい市長之印 has ten. A character with its variation selector is one. */
function isSealText(text: string): boolean {
  const { length } = graphemes(text);
  return length >= 4 && length <= 16 && !/\p{Z}/u.test(text);
}
