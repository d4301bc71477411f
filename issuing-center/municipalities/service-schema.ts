import { z } from 'zod';
import { graphemes } from '../../shared/graphemes.ts';
import { needSchema, windowOnlySchema } from '../../shared/center-api.ts';
import {
  bilingualSchema,
  certificateIdSchema,
  certificateKinds,
  certificateKindSchema,
  isTaxKind,
  itemIdSchema,
  taxBlockSchema,
  variantIdSchema,
} from '../../shared/certificates.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { yenSchema } from '../../shared/yen.ts';
import { whenSound } from './faults.ts';
import { daysSchema, hoursSchema } from './time-schema.ts';

/** A price and the days it holds, both included; null is an open end. On a day between two prices nothing is issued. */
const priceSchema = z
  .strictObject({ from: isoDateSchema.nullable(), until: isoDateSchema.nullable(), yen: yenSchema })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    message: 'expected "until" on or after "from"',
    path: ['until'],
  });
export type Price = z.infer<typeof priceSchema>;

/** How an item stands on a certificate. One that is not listed is not held: it is never printed, and nobody is asked. */
const serviceItemSchema = z.strictObject({
  item: itemIdSchema,
  concerns: z.enum(['all', 'japanese', 'foreign']),
  /** `shownByDefault`, `hiddenByDefault`: the resident chooses. */
  print: z.enum(['shownByDefault', 'hiddenByDefault', 'always', 'never']),
});
export type ServiceItem = z.infer<typeof serviceItemSchema>;

/** Who certifies: office and name of its holder, text of the seal of office (4 to 16 characters, as a reader counts them). */
export const authoritySchema = z.strictObject({
  name: z.string().min(1),
  mayorTitle: z.string().min(1),
  mayorName: z.string().min(1),
  sealText: z.string().refine((text) => isSealText(text), 'expected 4 to 16 characters without a space'),
});

/** A title on paper, in Japanese. */
const paperTitleSchema = z.string().min(1).max(30);

const kindsWithVariants: Partial<Record<CertificateKind, readonly string[]>> = {
  familyRegister: ['full', 'individual'],
  vaccination: ['domestic', 'travel'],
};
const kindsWithForm: readonly CertificateKind[] = ['residenceRecord', 'residenceRecordItems'];

const titleKeys = ['id', 'title', 'titleByTax', 'purpose', 'blocks', 'dependantWithoutReturn'] as const;

/** How one municipality issues one certificate. Keys follow the wording of the guides; there is no rule that no guide names. */
export const serviceSchema = z
  .strictObject({
    /** What it contains. */
    kind: certificateKindSchema,
    /** What tells it from the municipality's other certificates of this kind; with a title, and with it alone. */
    id: certificateIdSchema.exactOptional(),
    /** What the municipality calls it, on screens and slips and, in Japanese, on paper. */
    title: bilingualSchema.exactOptional(),
    /** Of a tax certificate: its title on paper where that tells whether there is a tax to pay. */
    titleByTax: z.strictObject({ taxed: paperTitleSchema, notTaxed: paperTitleSchema }).exactOptional(),
    /** What it is made for, where it is for nothing else: 児童手当用. It stands behind the title. */
    purpose: bilingualSchema.exactOptional(),
    /** What a tax certificate under a title of its own is composed of. */
    blocks: z.array(taxBlockSchema).min(1).exactOptional(),
    /** Of somebody who is another one's dependant and has filed no return: issued, without the block of income. */
    dependantWithoutReturn: z.literal('withoutIncome').exactOptional(),
    /** First and last day on which it is issued; left out: always. */
    offered: daysSchema.exactOptional(),
    /** Its own hours; left out: those of the municipality. */
    hours: hoursSchema.exactOptional(),
    variants: z.array(variantIdSchema).optional(),
    /** Fiscal years that are issued: the latest and this many before it. */
    yearsBefore: z.int().min(0).max(10).optional(),
    prices: z.array(priceSchema).min(1),
    /** Yen a copy at the window, where it stands in no relation to the others. */
    windowPrice: yenSchema.exactOptional(),
    whose: z.enum(['self', 'household']).optional(),
    items: z.array(serviceItemSchema).optional(),
    conditions: z.array(needSchema.exclude(['noMoveOutFiledInHousehold'])).optional(),
    /** Of a residence record, by the standard of 2025: up to four persons on a sheet (世帯連記式), or one (個人票). */
    form: z.enum(['household', 'perPerson']).optional(),
    /** Never at a kiosk, whatever the resident chooses. */
    never: z.array(windowOnlySchema).optional(),
    /** For what the copy of a kiosk is not accepted, told before paying. */
    notAcceptedFor: z.array(bilingualSchema).min(1).exactOptional(),
    /** Where it is not the municipality that certifies. */
    authority: authoritySchema.optional(),
  })
  .superRefine(
    (service, context) => {
      const expected = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path, message });
      const ends = service.prices.map(({ from, until }) => ({
        from: from ?? '0000',
        until: until ?? '9999',
      }));
      ends.forEach((one, index) => {
        const next = ends[index + 1];
        if (next && next.from <= one.until)
          expected(['prices', index + 1, 'from'], 'expected a day after the end of the price before it');
      });
      const items = (service.items ?? []).map(({ item }) => item);
      if (hasDoubles(items)) expected(['items'], 'expected each item once');
      if (items.includes('myNumber') && service.never?.includes('myNumber') === true)
        expected(['items'], 'expected no item that is never printed: myNumber');
      if (isTaxKind(service.kind) !== (service.yearsBefore !== undefined))
        expected(['yearsBefore'], 'expected a number for tax certificates, and for them alone');
      const variants = kindsWithVariants[service.kind] ?? [];
      const given = service.variants ?? [];
      if (hasDoubles(given) || !given.every((variant) => variants.includes(variant)))
        expected(['variants'], `expected each once, of ${variants.join(', ') || 'none'}`);
      if (variants.length > 0 && given.length === 0)
        expected(['variants'], `expected at least one of ${variants.join(', ')}`);
      if (kindsWithForm.includes(service.kind) !== (service.form !== undefined))
        expected(['form'], 'expected the form of the residence record, and of it alone');
      for (const { path, message } of faultsOfTitle(service)) expected([path], message);
    },
    whenSound('kind', 'prices', 'items', 'never', 'yearsBefore', 'variants', 'form', ...titleKeys),
  );
export type Service = z.infer<typeof serviceSchema>;

/** A certificate that the municipality composes has a title and an id of its own; no other kind has its words on our paper. */
function faultsOfTitle({
  kind,
  id,
  title,
  titleByTax,
  purpose,
  blocks,
  dependantWithoutReturn,
}: {
  readonly kind: CertificateKind;
  readonly id?: string;
  readonly title?: object;
  readonly titleByTax?: object;
  readonly purpose?: object;
  readonly blocks?: readonly string[];
  readonly dependantWithoutReturn?: string;
}): { readonly path: string; readonly message: string }[] {
  const composed = kind === 'taxCertificate';
  const faults = Object.entries({ id, title, blocks }).flatMap(([path, value]) =>
    composed === (value === undefined)
      ? [{ path, message: 'expected for a taxCertificate, and for it alone' }]
      : [],
  );
  for (const [path, value] of Object.entries({ titleByTax, purpose, dependantWithoutReturn }))
    if (value !== undefined && !composed)
      faults.push({ path, message: 'expected for a taxCertificate alone' });
  if (certificateKinds.some((one) => one === id) || id === 'enrolment')
    faults.push({ path: 'id', message: 'expected a name that is no kind' });
  if (blocks && hasDoubles(blocks)) faults.push({ path: 'blocks', message: 'expected each block once' });
  if (dependantWithoutReturn !== undefined && blocks?.every((block) => block === 'income') === true)
    faults.push({ path: 'blocks', message: 'expected something that is printed without the income' });
  return faults;
}

function hasDoubles(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}

/** つくばみらい市長之印 has ten. A character with its variation selector is one. */
function isSealText(text: string): boolean {
  const { length } = graphemes(text);
  return length >= 4 && length <= 16 && !/\p{Z}/u.test(text);
}
