import { z } from 'zod';

/** Kinds of certificate, by the field's names (domain: 住民票の写し and so on). */
export const certificateKinds = [
  'residenceRecord',
  'sealRegistration',
  'taxAssessment',
  'income',
  'taxPayment',
  'familyRegister',
  'familyRegisterAddresses',
  'vaccination',
] as const;
export const certificateKindSchema = z.enum(certificateKinds);
export type CertificateKind = z.infer<typeof certificateKindSchema>;

/** What the resident shows or hides on a residence record. */
export const itemIds = ['relationship', 'domicile', 'nationality', 'residenceStatus', 'myNumber'] as const;
export const itemIdSchema = z.enum(itemIds);
export type ItemId = z.infer<typeof itemIdSchema>;

/** Screens of today. A name in data is given in each. */
export const languages = ['ja', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

export const bilingualSchema = z.object({ ja: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingualSchema>;

/** The most copies of one certificate in one order. The project's own limit: no guide names one. */
export const maxCopies = 10;
