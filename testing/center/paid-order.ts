import type { Order, OrderLine } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { attendantIdSchema, type OrderMoney, type RefundClaim } from '../../shared/refund-api.ts';
import { addYen, noYen, yen, type Yen } from '../../shared/yen.ts';
import { newRequestId } from './plain-kiosk.ts';
import type { SimulatedCenter } from './simulated-center.ts';
import { visit, type Visit } from './visit.ts';

/** An order that was paid in cash and reported to the center with its money. */
export interface PaidOrder {
  readonly order: Order;
  /** As on the receipt. */
  readonly code: string;
  readonly numbers: readonly string[];
  readonly money: OrderMoney;
}

/**
 * Orders, pays and prints.
 * @param printed how many of the documents, from the first; default all. The rest is owed.
 */
export async function paidOrder(
  at: Visit,
  lines: readonly OrderLine[],
  printed = Number.POSITIVE_INFINITY,
): Promise<PaidOrder> {
  const answer = await at.kiosk.order(at.session, lines);
  if (!answer.ok) throw new Error(answer.error);
  const { transaction, documents } = answer.value;
  const numbers = documents.map(({ number }) => number);
  const sum = (some: typeof documents): Yen => addYen(noYen, ...some.map(({ price }) => price));
  const money: OrderMoney = {
    method: 'cash',
    paid: sum(documents),
    givenBack: yen(0),
    owed: sum(documents.slice(printed)),
  };
  const told = await at.kiosk.outcome(transaction, {
    printed: numbers.slice(0, printed),
    notPrinted: numbers.slice(printed),
    money,
  });
  if (!told.ok) throw new Error(told.error);
  return { order: answer.value, code: receiptCode(transaction), numbers, money };
}

/** A claim for money back because everything in an order was badly printed, unless given otherwise. */
export function claimOf(
  { order }: Pick<PaidOrder, 'order'>,
  differing: Partial<RefundClaim> = {},
): RefundClaim {
  return {
    refund: newRequestId(),
    transaction: order.transaction,
    reason: 'badPrint',
    documents: order.documents.map(({ number }) => number),
    instead: 'money',
    amount: addYen(noYen, ...order.documents.map(({ price }) => price)),
    by: attendantIdSchema.parse('S-01'),
    second: null,
    ...differing,
  };
}

/** An order somebody paid for, and the kiosk. */
export interface PaidVisit extends PaidOrder {
  readonly kiosk: Visit['kiosk'];
}

/**
 * A whole visit at KIOSK-1: logs in, takes copies of one certificate, pays, and leaves.
 * @param printed how many came out; default all. The rest is owed.
 */
export async function paidVisit(
  center: SimulatedCenter,
  id: string,
  { kind = 'residenceRecord', copies = 2, printed }: PaidVisitOptions = {},
): Promise<PaidVisit> {
  const own = await visit(center, center.ca, id, 'KIOSK-1');
  const order = await paidOrder(own, [own.line(kind, copies)], printed);
  await own.kiosk.end(own.session);
  return { ...order, kiosk: own.kiosk };
}

export interface PaidVisitOptions {
  readonly kind?: CertificateKind;
  readonly copies?: number;
  readonly printed?: number | undefined;
}
