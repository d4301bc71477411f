import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../shared/dates.ts';
import { yenSchema, type Yen } from '../../../shared/yen.ts';
import { createProviderBook, type LedgerLine } from './provider-book.ts';
import { failure, type Answer } from './wallet-faults.ts';

type Status = 'CREATED' | 'AUTHORIZED' | 'COMPLETED' | 'REFUNDED' | 'FAILED' | 'CANCELED' | 'EXPIRED';

interface Order {
  readonly reference: string;
  readonly amount: Yen;
  readonly codeId: string;
  readonly url: string;
  readonly paymentId: string;
  expiresAt: number;
  code: 'open' | 'used' | 'deleted';
  status: Status;
  captured: Yen | null;
  readonly refunds: Map<string, Yen>;
}

const money = z.object({ amount: yenSchema, currency: z.literal('JPY') });
const createSchema = z.object({
  merchantPaymentId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  amount: money,
  codeType: z.literal('ORDER_QR'),
  isAuthorization: z.literal(true),
  requestedAt: z.int(),
});
const captureSchema = z.object({
  merchantPaymentId: z.string(),
  merchantCaptureId: z.string().max(64),
  amount: money,
  orderDescription: z.string().min(1).max(255),
  requestedAt: z.int(),
});
const revertSchema = z.object({
  merchantRevertId: z.string().max(64),
  paymentId: z.string(),
  requestedAt: z.int(),
});
const refundSchema = z.object({
  merchantRefundId: z.string().max(64),
  paymentId: z.string(),
  amount: money,
  requestedAt: z.int(),
});

export interface WalletProvider {
  create(body: unknown): Answer;
  read(reference: string): Answer;
  deleteCode(codeId: string): Answer;
  capture(body: unknown): Answer;
  revert(body: unknown): Answer;
  refund(body: unknown): Answer;
  readRefund(refund: string, paymentId: string | null): Answer;
  /** What a resident does with a telephone. False: the code is no longer open. */
  pay(reference: string): boolean;
  decline(reference: string): boolean;
  /** Ends the time of the code, or of the held sum. */
  expire(reference: string): boolean;
  /** The reference behind the text of a QR code that can still be paid; null: none. */
  scan(url: string): string | null;
  ledger(): readonly LedgerLine[];
}

/** How long a code can be paid, ms. */
const codeLives = 5 * 60_000;

/** The provider behind the API: codes, payments and refunds, by the words of the Open Payment API. */
export function createWalletProvider(clock: Clock, onCode: (reference: string) => void): WalletProvider {
  const orders = new Map<string, Order>();
  const book = createProviderBook();

  const success = (status: number, data: object | null): Answer => ({
    status,
    body: { resultInfo: { code: 'SUCCESS', message: 'Success', codeId: '08100001' }, data },
  });
  const yenOf = (amount: number): object => ({ amount, currency: 'JPY' });
  const withPaymentId = (id: string): Order | undefined =>
    [...orders.values()].find(({ paymentId }) => paymentId === id);
  const isOpen = (order: Order): boolean => order.code === 'open' && clock.now() < order.expiresAt;

  const codeOf = (order: Order): object => ({
    codeId: order.codeId,
    url: order.url,
    deeplink: `simulated://${order.codeId}`,
    expiryDate: Math.floor(order.expiresAt / 1000),
    merchantPaymentId: order.reference,
    amount: yenOf(order.amount),
    codeType: 'ORDER_QR',
    isAuthorization: true,
  });

  const paymentOf = (order: Order): object => ({
    paymentId: order.status === 'CREATED' ? null : order.paymentId,
    status: order.status,
    merchantPaymentId: order.reference,
    amount: yenOf(order.amount),
    captures: {
      data:
        order.captured === null
          ? []
          : [{ merchantCaptureId: 'c', amount: yenOf(order.captured), status: 'COMPLETED' }],
    },
    refunds: {
      data: [...order.refunds].map(([id, amount]) => ({ merchantRefundId: id, amount: yenOf(amount) })),
    },
  });

  return {
    create(body) {
      const asked = createSchema.safeParse(body);
      if (!asked.success || asked.data.amount.amount < 1) return failure(400, 'DYNAMIC_QR_BAD_REQUEST');
      const { merchantPaymentId: reference, amount } = asked.data;
      const before = orders.get(reference);
      if (before) {
        // The same request again gets the same answer while the code can be paid.
        const same = isOpen(before) && before.amount === amount.amount;
        return same ? success(201, codeOf(before)) : failure(400, 'DUPLICATE_DYNAMIC_QR_REQUEST');
      }
      const codeId = `04-${randomBytes(6).toString('hex')}`;
      const order: Order = {
        ...{ reference, amount: amount.amount, codeId, url: `https://wallet.invalid/qr/${codeId}` },
        ...{ paymentId: randomBytes(8).readBigUInt64BE().toString(), expiresAt: clock.now() + codeLives },
        ...{ code: 'open', status: 'CREATED', captured: null, refunds: new Map<string, Yen>() },
      };
      orders.set(reference, order);
      book.open(reference, reference, order.amount);
      onCode(reference);
      return success(201, codeOf(order));
    },

    read(reference) {
      const order = orders.get(reference);
      // Neither a payment nor a code that could become one.
      if (!order || (order.status === 'CREATED' && !isOpen(order)))
        return failure(400, 'DYNAMIC_QR_PAYMENT_NOT_FOUND');
      return success(200, paymentOf(order));
    },

    deleteCode(codeId) {
      const order = [...orders.values()].find((each) => each.codeId === codeId);
      if (order?.code === 'used') return failure(400, 'DYNAMIC_QR_ALREADY_PAID');
      if (!order || !isOpen(order)) return failure(404, 'DYNAMIC_QR_NOT_FOUND');
      order.code = 'deleted';
      return success(200, null);
    },

    capture(body) {
      const asked = captureSchema.safeParse(body);
      if (!asked.success) return failure(400, 'INVALID_REQUEST_PARAMS');
      const order = orders.get(asked.data.merchantPaymentId);
      const { amount } = asked.data.amount;
      if (!order) return failure(404, 'RESOURCE_NOT_FOUND');
      if (order.captured !== null) return failure(400, 'ALREADY_CAPTURED');
      if (order.status === 'EXPIRED') return failure(400, 'ORDER_EXPIRED');
      if (order.status !== 'AUTHORIZED') return failure(400, 'ORDER_NOT_CAPTURABLE');
      if (amount > order.amount) return failure(202, 'USER_CONFIRMATION_REQUIRED');
      if (book.capture(order.reference, amount) === 'refused') return failure(400, 'INVALID_PARAMS');
      order.captured = amount;
      order.status = 'COMPLETED';
      return success(200, paymentOf(order));
    },

    revert(body) {
      const asked = revertSchema.safeParse(body);
      if (!asked.success) return failure(400, 'INVALID_REQUEST_PARAMS');
      const order = withPaymentId(asked.data.paymentId);
      if (!order) return failure(404, 'RESOURCE_NOT_FOUND');
      if (order.status !== 'AUTHORIZED' || book.letGo(order.reference) === 'refused')
        return failure(400, 'ORDER_NOT_CANCELABLE');
      order.status = 'CANCELED';
      return success(200, { status: 'CANCELED', paymentId: order.paymentId });
    },

    refund(body) {
      const asked = refundSchema.safeParse(body);
      if (!asked.success) return failure(400, 'INVALID_PARAMS');
      const { merchantRefundId, paymentId, amount } = asked.data;
      const order = withPaymentId(paymentId);
      if (!order) return failure(404, 'RESOURCE_NOT_FOUND');
      const data = {
        status: 'CREATED',
        acceptedAt: Math.floor(clock.now() / 1000),
        merchantRefundId,
        paymentId,
      };
      const made = order.refunds.get(merchantRefundId);
      if (made !== undefined) return success(200, { ...data, amount: yenOf(made) });
      if (book.refund(order.reference, amount.amount) === 'refused') return failure(400, 'INVALID_PARAMS');
      order.refunds.set(merchantRefundId, amount.amount);
      order.status = 'REFUNDED';
      return success(200, { ...data, amount: yenOf(amount.amount) });
    },

    readRefund(refund, paymentId) {
      const order = withPaymentId(paymentId ?? '');
      const amount = order?.refunds.get(refund);
      if (!order || amount === undefined) return failure(404, 'NO_SUCH_REFUND_ORDER');
      return success(200, {
        ...{ status: 'REFUNDED', acceptedAt: 1, merchantRefundId: refund },
        ...{ paymentId: order.paymentId, amount: yenOf(amount) },
      });
    },

    pay(reference) {
      const order = orders.get(reference);
      if (!order || !isOpen(order) || book.hold(reference, order.amount) === 'refused') return false;
      order.code = 'used';
      order.status = 'AUTHORIZED';
      return true;
    },

    decline(reference) {
      const order = orders.get(reference);
      if (!order || !isOpen(order)) return false;
      order.code = 'used';
      order.status = 'FAILED';
      return true;
    },

    expire(reference) {
      const order = orders.get(reference);
      if (!order) return false;
      if (order.status === 'AUTHORIZED') {
        book.letGo(reference);
        order.status = 'EXPIRED';
        return true;
      }
      if (!isOpen(order)) return false;
      order.expiresAt = clock.now();
      return true;
    },

    scan: (url) =>
      [...orders.values()].find((order) => order.url === url && isOpen(order))?.reference ?? null,
    ledger: () => book.ledger(),
  };
}
