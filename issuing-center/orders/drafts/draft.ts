import type { DocumentHead } from '../../../printing/certificates/layout.ts';
import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import type { CertificateKind, FiscalYear, ItemId, VariantId } from '../../../shared/certificates.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { prefectureOf } from '../../../shared/prefectures.ts';
import type { Municipality } from '../../municipalities/schema.ts';
import type { Service } from '../../municipalities/service-schema.ts';
import type { Facts } from '../../registers/facts.ts';

/** The data that one certificate is laid out from, with its kind. */
export type Draft<K extends CertificateKind = CertificateKind> = {
  readonly [P in K]: { readonly kind: P; readonly data: DataOfKind[P] };
}[K];

/** What was ordered and found takeable, and what the registers say of it. */
export interface DraftInput {
  readonly municipality: Municipality;
  readonly service: Service;
  readonly facts: Facts;
  readonly issuedOn: IsoDate;
  readonly variant: VariantId | null;
  readonly year: FiscalYear | null;
  /** Keys of the chosen persons (see rules/subjects.ts). */
  readonly persons: ReadonlySet<string>;
  readonly shown: ReadonlySet<ItemId>;
}

/** What every certificate bears. */
export function documentHead(
  { municipality, service, issuedOn }: DraftInput,
  documentNumber: string,
): DocumentHead {
  const prefecture = prefectureOf(municipality.id).ja;
  return { authority: service.authority ?? municipality.authority, prefecture, issuedOn, documentNumber };
}

/**
 * Unwraps what the rules have found to be there: a draft without it would be a page without it.
 * @throws when it is missing
 */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`a certificate was planned without its ${what}`);
  return value;
}
