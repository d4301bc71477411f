import { z } from 'zod';

/** Kinds of certificate; docs/glossary.md gives the Japanese name of each. */
export const certificateKinds = [
  'residenceRecord',
  'residenceRecordItems',
  'sealRegistration',
  'taxAssessment',
  'income',
  'taxPayment',
  'taxCertificate',
  'familyRegister',
  'familyRegisterAddresses',
  'vaccination',
] as const;
export const certificateKindSchema = z.enum(certificateKinds);
export type CertificateKind = z.infer<typeof certificateKindSchema>;

/** What a municipality calls one of several certificates of a kind, so that they can be told apart: `incomeForChildAllowance`. */
export const certificateIdSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{1,39}$/, 'expected a name like incomeForChildAllowance');

/** Blocks that a tax certificate is composed of. */
export const taxBlocks = ['income', 'deductions', 'dependants', 'tax', 'payment'] as const;
export const taxBlockSchema = z.enum(taxBlocks);
export type TaxBlock = (typeof taxBlocks)[number];

/**
 * Kinds of tax certificates. The first three are composed as most municipalities do it, under the usual titles; `taxCertificate` is
 * composed by the municipality, which may have several of them.
 */
export const taxKinds = ['taxAssessment', 'income', 'taxPayment', 'taxCertificate'] as const;
export type TaxKind = (typeof taxKinds)[number];

export function isTaxKind(kind: CertificateKind): kind is TaxKind {
  return (taxKinds as readonly CertificateKind[]).includes(kind);
}

/** Kinds that come from a family register (戸籍), which may be kept elsewhere than where one lives. */
export const familyRegisterKinds = ['familyRegister', 'familyRegisterAddresses'] as const;
export type FamilyRegisterKind = (typeof familyRegisterKinds)[number];

export function isOfFamilyRegister(kind: CertificateKind): kind is FamilyRegisterKind {
  return (familyRegisterKinds as readonly CertificateKind[]).includes(kind);
}

/** Items that the resident shows or hides on a residence record. */
export const itemIds = [
  'relationship',
  'domicile',
  'nationality',
  'residenceStatus',
  'myNumber',
  'previousAddress',
  'previousAddressWithin',
] as const;
export const itemIdSchema = z.enum(itemIds);
export type ItemId = z.infer<typeof itemIdSchema>;

/** Forms of a kind that the resident chooses between: 全部事項 or 個人事項 of a family register, vaccination at home or for travel. */
export const variantIds = ['full', 'individual', 'domestic', 'travel'] as const;
export const variantIdSchema = z.enum(variantIds);
export type VariantId = z.infer<typeof variantIdSchema>;

/** A fiscal year, named by the western year in which it begins (1 April): 2026 is 令和8年度, based on income of 2025. */
export const fiscalYearSchema = z.int().min(2000).max(2100).brand<'FiscalYear'>();
export type FiscalYear = z.infer<typeof fiscalYearSchema>;

/** A text that stands in data: a municipality's name, a rule, what goes on paper. */
export const bilingualSchema = z.object({ ja: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingualSchema>;

/** A certificate by what it contains and, where the municipality has a name of its own for it, by that: id and title together. */
export const namedKindShape = {
  kind: certificateKindSchema,
  id: certificateIdSchema.exactOptional(),
  title: bilingualSchema.exactOptional(),
};
export interface NamedKind {
  readonly kind: CertificateKind;
  readonly id?: string;
  readonly title?: Bilingual;
}

/** What tells the certificates of one municipality apart: the own id, or else the kind. */
export function certificateKey({ kind, id }: Pick<NamedKind, 'kind' | 'id'>): string {
  return id ?? kind;
}

/** Kind, id and title of something that has more. */
export function namedKind({ kind, id, title }: NamedKind): NamedKind {
  return { kind, ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
}

/** Kind and id alone. */
export function kindAndId({ kind, id }: NamedKind): Pick<NamedKind, 'kind' | 'id'> {
  return { kind, ...(id === undefined ? {} : { id }) };
}

/** The most copies of one certificate in one order. The project's own limit: no guide names one. */
export const maxCopies = 10;

/** Of one order: ten lines of ten copies, a sheet each. A printer's tray has more, a resident's hands have not. */
export const mostSheetsOfOrder = 100;
