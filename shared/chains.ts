import { z } from 'zod';
import type { CertificateKind } from './certificates.ts';
import type { MunicipalityId } from './ids.ts';
import type { OtherService } from './service-api.ts';

/** Chains of stores whose kiosks the guides name. */
export const chainNames = [
  'Seven-Eleven',
  'Lawson',
  'Lawson Store 100',
  'FamilyMart',
  'Ministop',
  'Seicomart',
  'Kasumi',
  'Aeon',
  'Aeon Retail',
  'Community Store',
] as const;
export const chainNameSchema = z.enum(chainNames);
export type ChainName = z.infer<typeof chainNameSchema>;

/** How a phone takes the place of the card. */
export const phoneUseSchema = z.object({
  certificates: z.boolean(),
  enrolment: z.boolean(),
  /** At kiosks of these chains alone; null: at every kiosk. */
  chains: z.array(chainNameSchema).nullable(),
});
export type PhoneUse = z.infer<typeof phoneUseSchema>;

/** A municipality's own name for the place of one of its kiosks, `town-hall`. */
export const ownPlaceSchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'expected a name like town-hall');

/** A kiosk of a municipality's own, as the municipality's data name it. */
export interface OwnPlace {
  readonly municipality: MunicipalityId;
  readonly place: string;
}

/** The chain of a kiosk: it serves the municipalities that name it, and offers what its kiosks can do. */
export interface Chain {
  /** Null: of no chain, such as one in a town hall: every municipality is served. */
  readonly name: ChainName | null;
  readonly services: readonly OtherService[];
  /** Certificates that its kiosks do not issue, whatever a municipality offers. */
  readonly without: readonly CertificateKind[];
  /** Where it stands at a place that has rules of its own. */
  readonly own?: OwnPlace;
}

/** Whose kiosks reset a signature password, as the guide of Meguro prints it. */
const withPasswordReset: readonly ChainName[] = ['Seven-Eleven', 'Lawson', 'FamilyMart', 'Aeon Retail'];

/**
 * What kiosks of a chain can do. No guide knows a reset of the 4-digit PIN, and Meguro's says that not every store with certificates
 * has those of vaccination, without saying which: so a site says both.
 */
export function chainOf(
  name: ChainName | null,
  { pinReset, vaccination = true }: { readonly pinReset: boolean; readonly vaccination?: boolean },
): Chain {
  const passwordReset = name === null || withPasswordReset.includes(name);
  return {
    name,
    services: [
      'enrolment',
      ...(passwordReset ? (['signaturePassword'] as const) : []),
      ...(pinReset ? (['pin'] as const) : []),
    ],
    without: vaccination ? [] : ['vaccination'],
  };
}
