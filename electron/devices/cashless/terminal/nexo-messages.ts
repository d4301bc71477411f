import { z } from 'zod';
import { yenSchema } from '../../../../shared/yen.ts';

/** The parts of nexo Sale to POI 3.1 (JSON) that a kiosk uses; whatever else is in an answer is ignored. */
export const protocolVersion = '3.1';

export const categories = [
  'Login',
  'Diagnosis',
  'Payment',
  'Reversal',
  'TransactionStatus',
  'Abort',
] as const;
export type Category = (typeof categories)[number];

/** A message that this kiosk sends, with the body under `<category>Request`. */
export interface Outgoing {
  readonly category: Category;
  /** 1 to 10 letters and digits: names this exchange, today and after a restart. */
  readonly serviceId: string;
  readonly body: object;
}

export interface Names {
  readonly saleId: string;
  readonly poiId: string;
}

export function requestOf({ category, serviceId, body }: Outgoing, names: Names): object {
  return {
    SaleToPOIRequest: {
      MessageHeader: {
        MessageClass: 'Service',
        MessageCategory: category,
        MessageType: 'Request',
        ServiceID: serviceId,
        SaleID: names.saleId,
        POIID: names.poiId,
        ProtocolVersion: protocolVersion,
      },
      [`${category}Request`]: body,
    },
  };
}

export const headerSchema = z.object({
  MessageCategory: z.string(),
  MessageType: z.string(),
  ServiceID: z.string().optional(),
  SaleID: z.string(),
  POIID: z.string(),
});

/** The terminal also sends requests and notifications of its own, which a kiosk may ignore. */
export const incomingSchema = z.union([
  z.object({ SaleToPOIResponse: z.looseObject({ MessageHeader: headerSchema }) }),
  z.object({ SaleToPOIRequest: z.unknown() }),
]);

export const errorConditions = [
  'Aborted',
  'Busy',
  'Cancel',
  'DeviceOut',
  'InProgress',
  'InsertedCard',
  'InvalidCard',
  'LoggedOut',
  'MessageFormat',
  'NotAllowed',
  'NotFound',
  'PaymentRestriction',
  'Refusal',
  'UnavailableDevice',
  'UnavailableService',
  'UnreachableHost',
  'WrongPIN',
] as const;
export type ErrorCondition = (typeof errorConditions)[number];

export const responseSchema = z.union([
  z.object({ Result: z.literal('Success') }),
  z.object({ Result: z.literal('Partial'), ErrorCondition: z.enum(errorConditions).optional() }),
  z.object({ Result: z.literal('Failure'), ErrorCondition: z.enum(errorConditions) }),
]);

export const transactionIdSchema = z.object({
  TransactionID: z.string().min(1).max(128),
  TimeStamp: z.string().min(1).max(64),
});
export type NexoTransaction = z.infer<typeof transactionIdSchema>;

const saleData = z.object({ SaleTransactionID: transactionIdSchema });
const poiData = z.object({ POITransactionID: transactionIdSchema });

/** A failed payment may come without amounts and without the terminal's transaction id. */
export const paymentResponseSchema = z.object({
  Response: responseSchema,
  SaleData: saleData,
  POIData: poiData.optional(),
  PaymentResult: z
    .object({
      PaymentType: z.string().optional(),
      AmountsResp: z.object({ Currency: z.literal('JPY'), AuthorizedAmount: yenSchema }).optional(),
    })
    .optional(),
});
export type PaymentResponse = z.infer<typeof paymentResponseSchema>;

export const reversalResponseSchema = z.object({
  Response: responseSchema,
  POIData: poiData.optional(),
  ReversedAmount: yenSchema.optional(),
});
export type ReversalResponse = z.infer<typeof reversalResponseSchema>;

export const statusResponseSchema = z.object({
  Response: responseSchema,
  RepeatedMessageResponse: z
    .object({
      MessageHeader: headerSchema,
      RepeatedResponseMessageBody: z.object({
        PaymentResponse: paymentResponseSchema.optional(),
        ReversalResponse: reversalResponseSchema.optional(),
      }),
    })
    .optional(),
});

export const plainResponseSchema = z.object({ Response: responseSchema });
