import { z } from 'zod';
import { paymentReferenceSchema } from '../../../../shared/cashless.ts';
import { yenSchema } from '../../../../shared/yen.ts';

/** Fields of the Open Payment API that a kiosk reads; whatever else is in an answer is ignored. */
const moneySchema = z.object({ amount: yenSchema, currency: z.literal('JPY') });

const resultSchema = z.object({ code: z.string().max(255) });

/** What every answer has. */
export const envelopeSchema = z.object({ resultInfo: resultSchema });

export const codeSchema = z.object({
  data: z.object({
    codeId: z.string().min(1).max(255),
    url: z.string().regex(/^https?:\/\/[\x21-\x7e]{1,1000}$/),
    /** Seconds since 1970. */
    expiryDate: z.int().positive(),
    merchantPaymentId: paymentReferenceSchema,
    amount: moneySchema,
    /** A code that takes the money at once instead of holding it is not what was asked for. */
    isAuthorization: z.literal(true),
  }),
});

export const paymentStatuses = [
  'CREATED',
  'AUTHORIZED',
  'REAUTHORIZING',
  'COMPLETED',
  'REFUNDED',
  'FAILED',
  'CANCELED',
  'EXPIRED',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const paymentSchema = z.object({
  data: z.object({
    status: z.enum(paymentStatuses),
    merchantPaymentId: paymentReferenceSchema,
    /** The provider's own id for the payment; a code that nobody has scanned yet may have none. */
    paymentId: z.string().min(1).max(64).nullish(),
    amount: moneySchema.nullish(),
    captures: z
      .object({ data: z.array(z.object({ amount: moneySchema, status: z.string().optional() })) })
      .nullish(),
  }),
});
export type OpaPayment = z.infer<typeof paymentSchema>['data'];

export const revertSchema = z.object({ data: z.object({ paymentId: z.string() }) });

export const refundSchema = z.object({
  data: z.object({
    /** The provider repeats a failed refund until it succeeds, so each of these counts as made. */
    status: z.enum(['CREATED', 'REFUNDED', 'REFUND_FAILED']),
    merchantRefundId: paymentReferenceSchema,
    paymentId: z.string().min(1).max(64),
    amount: moneySchema,
  }),
});
