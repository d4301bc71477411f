import type { CertificateKind } from '../../shared/certificates.ts';
import type { CertificateBuilder } from './builder.ts';
import { residenceRecordBuilder } from './residence-record.ts';

/** The kinds that this center can build. Only these are offered, whatever prices the municipalities' data hold. */
export const builders: ReadonlyMap<CertificateKind, CertificateBuilder> = new Map([
  ['residenceRecord', residenceRecordBuilder],
]);

export const issuable: ReadonlySet<CertificateKind> = new Set(builders.keys());
