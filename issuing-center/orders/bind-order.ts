import type { KeyObject } from 'node:crypto';
import type { Binding, OrderRequest } from '../../shared/center-api.ts';
import { kindAndId, namedKind } from '../../shared/certificates.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { addYen } from '../../shared/yen.ts';
import type { CertificateSession } from '../store/sessions.ts';
import { writeOrder, type MadeOrder } from './answer-json.ts';
import { hashOfPreview, hashOfSheet, signBinding } from './binding.ts';
import { joinPreview } from './preview-json.ts';
import type { PlannedCopy, PlannedLine } from './plan.ts';

export interface RenderedDocument {
  readonly line: PlannedLine;
  readonly copy: PlannedCopy;
  readonly number: string;
  readonly sheets: readonly Uint8Array[];
}

export interface RenderedOrder {
  readonly documents: readonly RenderedDocument[];
  /** Each page as `writePreviewPage` gives it. */
  readonly preview: readonly Uint8Array[];
}

/** The answer to an order: its pages, and what the center signs so that they can belong to no other. */
export function bindOrder(
  transaction: TransactionId,
  request: OrderRequest,
  session: CertificateSession,
  { documents, preview }: RenderedOrder,
  signingKey: KeyObject,
): MadeOrder {
  const shown = joinPreview(preview);
  const binding: Binding = {
    version: 1,
    transaction,
    requestId: request.requestId,
    kioskNonce: session.kioskNonce,
    holder: session.certificateSha256,
    municipality: session.municipality,
    price: addYen(...documents.map(({ copy }) => copy.price)),
    preview: hashOfPreview(shown),
    documents: documents.map(({ line, copy, number, sheets }) => ({
      number,
      ...kindAndId(line),
      variant: line.variant,
      year: line.year,
      price: copy.price,
      subjects: [...line.subjects],
      sheets: sheets.map(hashOfSheet),
    })),
  };
  const { text, signature } = signBinding(binding, signingKey);
  return writeOrder({
    transaction,
    binding: text,
    bindingSignature: signature,
    documents: documents.map(({ line, copy, number, sheets }) => ({
      number,
      ...namedKind(line),
      price: copy.price,
      sheets,
    })),
    preview: shown,
  });
}
