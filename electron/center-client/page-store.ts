import type { Binding, Order } from '../../shared/center-api.ts';
import type { SessionId, TransactionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { sha256 } from './verify-order.ts';

/** The pages of the open sessions' orders: only in memory, nowhere else. */
export interface PageStore {
  /** Keeps the pages of an order that was checked against its session, with the binding that was checked. */
  keep(session: SessionId, order: Pick<Order, 'transaction' | 'documents'>, binding: Binding): void;
  /** A page as it goes to the printer, checked once more. @param sheet counted from 1 */
  sheet(
    transaction: TransactionId,
    document: string,
    sheet: number,
  ): Result<Uint8Array, { readonly fault: 'bindingMismatch' }>;
  /** Overwrites and drops every page of a session. */
  drop(session: SessionId): void;
  /** Overwrites and drops every page. */
  dropAll(): void;
}

interface HeldOrder {
  readonly session: SessionId;
  readonly binding: Binding;
  readonly sheets: ReadonlyMap<string, readonly Buffer[]>;
}

export function createPageStore(): PageStore {
  const orders = new Map<TransactionId, HeldOrder>();

  function dropWhere(belongs: (order: HeldOrder) => boolean): void {
    for (const [transaction, order] of orders) {
      if (!belongs(order)) continue;
      for (const sheets of order.sheets.values()) for (const sheet of sheets) sheet.fill(0);
      orders.delete(transaction);
    }
  }

  return {
    keep(session, { transaction, documents }, binding) {
      const sheets = new Map(
        documents.map((document) => [
          document.number,
          document.sheets.map((sheet) => Buffer.from(sheet, 'base64')),
        ]),
      );
      orders.set(transaction, { session, binding, sheets });
    },
    sheet(transaction, document, sheet) {
      const held = orders.get(transaction);
      const bytes = held?.sheets.get(document)?.[sheet - 1];
      const bound = held?.binding.documents.find(({ number }) => number === document)?.sheets[sheet - 1];
      const belongs = bytes !== undefined && bound !== undefined && sha256(bytes) === bound;
      return belongs ? ok(bytes) : err({ fault: 'bindingMismatch' });
    },
    drop: (session) => dropWhere((order) => order.session === session),
    dropAll: () => dropWhere(() => true),
  };
}
