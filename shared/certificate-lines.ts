import { certificateKey, namedKind, type NamedKind } from './certificates.ts';
import type { Yen } from './yen.ts';

/** Copies of one certificate at one price, as a slip lists them. */
export interface CertificateLine extends NamedKind {
  readonly copies: number;
  readonly each: Yen;
}

/** Documents as lines: copies of one certificate at one price are one line, in the order of their first copy. */
export function certificateLines(
  documents: readonly (NamedKind & { readonly price: Yen })[],
): CertificateLine[] {
  const lines = new Map<string, CertificateLine>();
  for (const document of documents) {
    const { price } = document;
    const key = `${certificateKey(document)} ${price}`;
    lines.set(key, { ...namedKind(document), each: price, copies: (lines.get(key)?.copies ?? 0) + 1 });
  }
  return [...lines.values()];
}
