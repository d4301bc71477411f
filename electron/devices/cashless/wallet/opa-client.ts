import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { CashlessFault, CashlessPayment, PaymentReference } from '../../../../shared/cashless.ts';
import { err, assertNever, ok, type Result } from '../../../../shared/result.ts';
import type { Yen } from '../../../../shared/yen.ts';
import type { WalletConfig } from './config.ts';
import type { Act, Refund } from '../method.ts';
import type { OpaHttp, OpaRequest } from './opa-http.ts';
import {
  codeSchema,
  envelopeSchema,
  paymentSchema,
  refundSchema,
  revertSchema,
  type OpaPayment,
} from './opa-messages.ts';
import { meaningOf, type OpaMeaning } from './result-code.ts';

export interface ShownCode {
  readonly codeId: string;
  readonly url: string;
  /** So long it can still be paid, ms. */
  readonly livesMs: number;
}

type Asked = { readonly meaning: OpaMeaning | 'offline'; readonly body: unknown };

/**
 * The requests of the Open Payment API that a kiosk makes, each sent once; answers that do not fit what was asked are
 * `unknown`.
 */
export interface OpaClient {
  createCode(payment: CashlessPayment): Promise<Result<ShownCode, Act>>;
  deleteCode(codeId: string): Promise<Act>;
  /** Null: there is neither a payable code nor a payment. */
  payment(reference: PaymentReference): Promise<Result<OpaPayment | null, CashlessFault>>;
  capture(reference: PaymentReference, amount: Yen): Promise<Act>;
  revert(reference: PaymentReference, paymentId: string): Promise<Act>;
  refund(paymentId: string, refund: Refund): Promise<Act>;
  /** The sum of a refund that was made; null: it was not made. */
  refunded(paymentId: string, reference: PaymentReference): Promise<Result<Yen | null, CashlessFault>>;
  /** Whether the provider answers and knows our key. */
  answers(): Promise<boolean>;
}

/** How long a check whether the provider is there may take, ms. */
const longestProbe = 5_000;

export function createOpaClient(config: WalletConfig, http: OpaHttp): OpaClient {
  const seconds = (): number => Math.floor(http.providerTime() / 1000);
  const money = (amount: Yen): object => ({ amount, currency: 'JPY' });

  const ask = async (request: OpaRequest, deadlineMs: number): Promise<Asked> => {
    const answer = await http.ask(request, deadlineMs);
    if (!answer.ok) return { meaning: answer.error === 'offline' ? 'offline' : 'unknown', body: null };
    const envelope = envelopeSchema.safeParse(answer.value.body);
    const meaning = envelope.success
      ? meaningOf(answer.value.status, envelope.data.resultInfo.code)
      : 'unknown';
    return { meaning, body: answer.value.body };
  };

  /** `fits`: whether the answer is about what was asked; any other says nothing. */
  const move = async (request: OpaRequest, fits: (body: unknown) => boolean): Promise<Act> => {
    const { meaning, body } = await ask(request, config.writeMs);
    return meaning === 'done' && !fits(body) ? 'lost' : actOf(meaning);
  };

  const read = async <T>(
    path: string,
    query: string | undefined,
    schema: z.ZodType<T>,
  ): Promise<Result<T | null, CashlessFault>> => {
    const request = { method: 'GET', path, ...(query === undefined ? {} : { query }) } as const;
    const { meaning, body } = await ask(request, config.readMs);
    switch (meaning) {
      case 'done': {
        const parsed = schema.safeParse(body);
        return parsed.success ? ok(parsed.data) : err({ fault: 'unknown' });
      }
      case 'notFound':
        return ok(null);
      case 'refused':
        return err({ fault: 'refused' });
      case 'offline':
      case 'notDone':
        return err({ fault: 'offline' });
      case 'lookAgain':
      case 'unknown':
        return err({ fault: 'unknown' });
      default:
        return assertNever(meaning);
    }
  };

  return {
    async createCode(payment) {
      const body = {
        merchantPaymentId: payment.reference,
        amount: money(payment.amount),
        codeType: 'ORDER_QR',
        orderDescription: config.description,
        isAuthorization: true,
        requestedAt: seconds(),
        ...(config.storeId === null ? {} : { storeId: config.storeId }),
        ...(config.terminalId === null ? {} : { terminalId: config.terminalId }),
      };
      const asked = await ask({ method: 'POST', path: '/v2/codes', body }, config.writeMs);
      if (asked.meaning !== 'done') return err(actOf(asked.meaning));
      const parsed = codeSchema.safeParse(asked.body);
      if (!parsed.success) return err('lost');
      const { codeId, url, expiryDate, merchantPaymentId, amount } = parsed.data.data;
      if (merchantPaymentId !== payment.reference || amount.amount !== payment.amount) return err('lost');
      return ok({ codeId, url, livesMs: expiryDate * 1000 - http.providerTime() });
    },

    deleteCode: (codeId) =>
      // The answer does not name the code: the caller looks afterwards.
      move({ method: 'DELETE', path: `/v2/codes/${encodeURIComponent(codeId)}` }, () => true),

    async payment(reference) {
      const answer = await read(`/v2/codes/payments/${reference}`, undefined, paymentSchema);
      if (!answer.ok) return answer;
      if (answer.value === null) return ok(null);
      const { data } = answer.value;
      return data.merchantPaymentId === reference ? ok(data) : err({ fault: 'unknown' });
    },

    capture: (reference, amount) =>
      move(
        {
          method: 'POST',
          path: '/v2/payments/capture',
          body: {
            merchantPaymentId: reference,
            // A new id for each try, as the provider wants; an order is captured once whatever the id.
            merchantCaptureId: `${reference}-${randomBytes(4).toString('hex')}`,
            amount: money(amount),
            orderDescription: config.description,
            requestedAt: seconds(),
          },
        },
        (body) => paymentSchema.safeParse(body).data?.data.merchantPaymentId === reference,
      ),

    revert: (reference, paymentId) =>
      move(
        {
          method: 'POST',
          path: '/v2/payments/preauthorize/revert',
          body: { merchantRevertId: reference, paymentId, requestedAt: seconds() },
        },
        (body) => revertSchema.safeParse(body).data?.data.paymentId === paymentId,
      ),

    refund: (paymentId, { reference, amount }) =>
      move(
        {
          method: 'POST',
          path: '/v2/refunds',
          body: { merchantRefundId: reference, paymentId, amount: money(amount), requestedAt: seconds() },
        },
        (body) => {
          const made = refundSchema.safeParse(body).data?.data;
          return made?.merchantRefundId === reference && made.amount.amount === amount;
        },
      ),

    async refunded(paymentId, reference) {
      const query = `paymentId=${encodeURIComponent(paymentId)}`;
      const answer = await read(`/v2/refunds/${reference}`, query, refundSchema);
      if (!answer.ok) return answer;
      if (answer.value === null) return ok(null);
      const { data } = answer.value;
      const fits = data.merchantRefundId === reference && data.paymentId === paymentId;
      return fits ? ok(data.amount.amount) : err({ fault: 'unknown' });
    },

    async answers() {
      // The API has no health check: a payment that nobody made is certainly not found.
      const path = `/v2/codes/payments/${randomBytes(16).toString('hex')}`;
      const { meaning } = await ask({ method: 'GET', path }, Math.min(longestProbe, config.readMs));
      return meaning === 'done' || meaning === 'notFound';
    },
  };
}

function actOf(meaning: OpaMeaning | 'offline'): Act {
  switch (meaning) {
    case 'done':
    case 'refused':
    case 'notDone':
    case 'lookAgain':
      return meaning;
    case 'notFound':
      return 'lookAgain';
    case 'offline':
      return 'notDone';
    case 'unknown':
      return 'lost';
    default:
      return assertNever(meaning);
  }
}
