import { certificateKey, type Bilingual, type NamedKind, type TaxBlock } from '../../shared/certificates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';

/** What the usual kinds of tax certificates are composed of. */
const usualBlocks: Readonly<Partial<Record<Service['kind'], readonly TaxBlock[]>>> = {
  taxAssessment: ['income', 'deductions', 'dependants', 'tax'],
  income: ['income', 'deductions', 'dependants'],
  taxPayment: ['payment'],
};

/** The blocks of a tax certificate; none of any other. */
export function blocksOf({ kind, blocks }: Service): readonly TaxBlock[] {
  return blocks ?? usualBlocks[kind] ?? [];
}

/** A title with what the certificate is made for: 所得証明書（児童手当用）. */
export function titleFor(title: Bilingual, purpose: Bilingual | undefined): Bilingual {
  return purpose === undefined
    ? title
    : { ja: `${title.ja}（${purpose.ja}）`, en: `${title.en} (${purpose.en})` };
}

/** A certificate as screens and slips name it. */
export function namedService({ kind, id, title, purpose }: Service): NamedKind {
  return {
    kind,
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title: titleFor(title, purpose) }),
  };
}

/** The one certificate of a municipality that is meant, if it has one. */
export function serviceOf(
  { services }: Pick<Municipality, 'services'>,
  wanted: Pick<NamedKind, 'kind' | 'id'>,
): Service | undefined {
  return services.find(
    (service) => service.kind === wanted.kind && certificateKey(service) === certificateKey(wanted),
  );
}
