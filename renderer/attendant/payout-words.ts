import type { RefundReason } from '../../shared/refund-api.ts';

/** What the machine itself failed to give is not called a refund: it was always the resident's. */
export function payoutOf(reason: RefundReason): 'refund' | 'owed' {
  return reason === 'owed' ? 'owed' : 'refund';
}
