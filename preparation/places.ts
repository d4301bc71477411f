import type { Municipality } from '../issuing-center/municipalities/schema.ts';
import type { Bilingual } from '../shared/certificates.ts';
import { isoDateSchema, type IsoDate } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import { readIndexText, type ListedMunicipality } from '../shared/municipality-index.ts';
import { namesAmong } from '../shared/municipality-names.ts';
import { municipalitySchema } from '../issuing-center/municipalities/schema.ts';
import { z } from 'zod';

/** What is built into the page, as its JSON has it. */
export const placesSchema = z.strictObject({
  /** The day on which the page was built. */
  madeOn: isoDateSchema,
  /** The rules of those that take part. */
  municipalities: z.array(municipalitySchema).min(1),
  /** All of Japan, as indexText writes it. */
  index: z.string(),
});
export type BuiltPlaces = z.input<typeof placesSchema>;

/** The municipalities as the page knows them. */
export interface Places {
  readonly madeOn: IsoDate;
  readonly index: readonly ListedMunicipality[];
  /** The rules of one that takes part. */
  readonly rulesOf: (id: MunicipalityId) => Municipality | null;
  readonly nameOf: (id: MunicipalityId) => Bilingual;
}

/** @throws where it is not what was built in: the file is damaged */
export function openPlaces(json: string): Places {
  const { madeOn, municipalities, index } = placesSchema.parse(JSON.parse(json));
  const all = readIndexText(index);
  if (all === null) throw new Error('the list of municipalities is damaged');
  const rules = new Map(municipalities.map((one) => [one.id, one]));
  const named = new Map(all.map((one) => [one.id, one]));
  const nameOf = namesAmong(all);
  return {
    madeOn,
    index: all,
    rulesOf: (id) => rules.get(id) ?? null,
    nameOf: (id) => {
      const one = named.get(id);
      if (one === undefined) throw new Error(`no municipality ${id}`);
      return nameOf(one);
    },
  };
}
