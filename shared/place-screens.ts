import { z } from 'zod';
import { openStateSchema } from './center-api.ts';
import { bilingualSchema } from './certificates.ts';
import { municipalityIdSchema } from './ids.ts';
import { prefectureCodeSchema } from './prefectures.ts';

/** A municipality in a list. */
export const listedPlaceSchema = z.object({
  id: municipalityIdSchema,
  name: bilingualSchema,
  /** Null where the list is that of one prefecture. */
  prefecture: bilingualSchema.nullable(),
  /** Whether it offers at kiosks what is asked for. */
  takesPart: z.boolean(),
});
export type ListedPlace = z.infer<typeof listedPlaceSchema>;

/** Why a municipality that was chosen cannot be served here. */
export const notHereReasons = ['takesNoPart', 'noEnrolment', 'notThisKiosk', 'closed'] as const;
export const notHereSchema = z.enum(notHereReasons);
export type NotHere = z.infer<typeof notHereSchema>;

/** How one of all municipalities is found that is not near: by prefecture and the beginning of its name, or by typing it. */
export const placeBodies = [
  z.object({ kind: z.literal('prefectures') }),
  z.object({
    kind: z.literal('nameGroups'),
    prefecture: prefectureCodeSchema,
    /** In their order; one is chosen by its place in it. */
    groups: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('municipalityList'),
    prefecture: prefectureCodeSchema,
    places: z.array(listedPlaceSchema),
  }),
  z.object({
    kind: z.literal('municipalitySearch'),
    keys: z.enum(['kana', 'latin']),
    typed: z.string(),
    /** Keys that lead to a name. */
    onward: z.array(z.string()),
    /** As many as begin with what was typed. */
    count: z.int(),
    /** Where many keys are typed and more names left than fit: beginnings of names to choose from, in place of the keys. */
    groups: z.array(z.string()),
    /** All of those, once they fit on the screen; until then none. */
    found: z.array(listedPlaceSchema),
  }),
  z.object({
    kind: z.literal('notHere'),
    municipality: bilingualSchema,
    prefecture: bilingualSchema,
    why: notHereSchema,
    /** With `closed`: why, and when it opens again. */
    state: openStateSchema.nullable(),
  }),
] as const;
