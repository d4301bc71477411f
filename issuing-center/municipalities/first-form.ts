import { z } from 'zod';
import { certificateKinds, certificateKindSchema } from '../../shared/certificates.ts';
import type { NamedMunicipality } from '../../shared/municipality-names.ts';

const itemsSchema = z.array(
  z.strictObject({ item: z.string(), concerns: z.string(), shownByDefault: z.boolean() }),
);

/** As much as moves of a file of the first form, in which one interval a day held for everything; the rest stays as it is. */
const firstFormSchema = z.looseObject({
  id: z.string(),
  name: z.strictObject({ ja: z.string(), en: z.string() }),
  prefecture: z.string(),
  hours: z.strictObject({ from: z.string(), to: z.string() }),
  closed: z.strictObject({
    yearly: z.array(z.json()),
    maintenance: z.array(
      z.strictObject({ from: z.string(), to: z.string(), kinds: z.array(z.string()).optional() }),
    ),
  }),
  moreStores: z.boolean(),
  taxCertificatesFrom: z.string().optional(),
  services: z.array(z.looseObject({ kind: certificateKindSchema, items: itemsSchema.optional() })),
  notOffered: z.array(z.string()),
  ownChoice: z.array(z.string()),
});
type FirstForm = z.infer<typeof firstFormSchema>;

/** Whether this is a file of the first form, which had no national codes. */
export function isFirstForm(value: unknown): boolean {
  return firstFormSchema.safeParse(value).success;
}

/**
 * A file of the first form in that of today. What it said, it still says: a former address was on every residence record, and a
 * certificate that nobody could issue then is not offered.
 * @param who code and reading, which the first form did not have
 * @throws when it is no file of the first form
 */
export function fromFirstForm(value: unknown, who: { id: string; kana: string }): Record<string, unknown> {
  const old = firstFormSchema.parse(value);
  // In the order of the file, so that a person finds everything where it was.
  const entries = Object.entries(objectSchema.parse(value));
  return Object.fromEntries(entries.flatMap(([key, held]) => entriesOf(key, held, old, who)));
}

const objectSchema = z.record(z.string(), z.unknown());

function entriesOf(
  key: string,
  held: unknown,
  old: FirstForm,
  who: { id: string; kana: string },
): (readonly [string, unknown])[] {
  switch (key) {
    case 'id':
      return [[key, who.id]];
    case 'name': {
      const name: NamedMunicipality['name'] = { ja: old.name.ja, kana: who.kana, latin: old.name.en };
      return [[key, name]];
    }
    case 'prefecture':
      return [];
    case 'hours':
      return [[key, [{ days: ['everyDay'], ...old.hours }]]];
    case 'closed': {
      const once = old.closed.maintenance.map(({ kinds, ...span }) => ({
        ...span,
        ...(kinds === undefined ? {} : { stops: kinds }),
      }));
      return [[key, { yearly: old.closed.yearly, once }]];
    }
    case 'moreStores':
      return old.moreStores ? [[key, true]] : [];
    case 'taxCertificatesFrom':
      return [['taxYear', { from: old.taxCertificatesFrom }]];
    case 'services':
      return [[key, z.array(objectSchema).parse(held).map(serviceFrom)]];
    case 'notOffered': {
      const known = [...old.notOffered, ...old.services.map(({ kind }) => kind)];
      const since = certificateKinds.filter((kind) => kind !== 'taxCertificate' && !known.includes(kind));
      return [[key, [...old.notOffered, ...since]]];
    }
    case 'ownChoice':
      return [[key, old.ownChoice.map((path) => (path === 'taxCertificatesFrom' ? 'taxYear' : path))]];
    default:
      return [[key, held]];
  }
}

function serviceFrom(service: Readonly<Record<string, unknown>>): object {
  const ofRecord = service['kind'] === 'residenceRecord';
  if (service['items'] === undefined && !ofRecord) return service;
  const items = itemsSchema.parse(service['items'] ?? []).map(({ shownByDefault, ...item }) => ({
    ...item,
    print: shownByDefault ? 'shownByDefault' : 'hiddenByDefault',
  }));
  const formerAddress = { item: 'previousAddress', concerns: 'all', print: 'always' };
  return { ...service, items: ofRecord ? [...items, formerAddress] : items };
}
