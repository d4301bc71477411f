import { z } from 'zod';
import { municipalityOfferSchema } from './center-api.ts';
import { municipalityIdSchema, sha256Schema, type MunicipalityId } from './ids.ts';

/** A kiosk keeps the offers of so many near it, and asks for one more when somebody chooses it. */
export const mostNearby = 12;

const none = 'none';

/** Whose offers are asked for, as a part of a path: `08220-13103`; `none` where only what holds for all is asked. */
export const askedMunicipalitiesSchema = z
  .string()
  .regex(/^(?:none|\d{5}(?:-\d{5}){0,12})$/, 'expected codes of municipalities, like 08220-13103');

export function askedPath(ids: readonly MunicipalityId[]): string {
  return ids.length === 0 ? none : ids.join('-');
}

/** The codes of a path; what is no code is left out. */
export function askedOf(path: string): readonly MunicipalityId[] {
  return path.split('-').flatMap((code) => {
    const id = municipalityIdSchema.safeParse(code);
    return id.success ? [id.data] : [];
  });
}

/** What municipalities offer at an instant, ms since 1970. */
const offersSchema = z.object({ at: z.number(), municipalities: z.array(municipalityOfferSchema) });
export type Offers = z.infer<typeof offersSchema>;

/** The offers that were asked for, of those municipalities that are served; and what holds for all of them. */
export const offersAnswerSchema = offersSchema.extend({
  /** Of the index of all municipalities. */
  index: sha256Schema,
  /** Whether any municipality at all is open now. */
  anyOpen: z.boolean(),
});
export type OffersAnswer = z.infer<typeof offersAnswerSchema>;
