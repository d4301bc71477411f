import { z } from 'zod';
import { yenSchema } from '../../../shared/yen.ts';

/** What the simulated terminal reads of nexo Sale to POI, written from the protocol, not with the kiosk's schemas. */
const header = z.object({
  MessageClass: z.literal('Service'),
  MessageCategory: z.enum(['Login', 'Diagnosis', 'Payment', 'Reversal', 'TransactionStatus', 'Abort']),
  MessageType: z.literal('Request'),
  ServiceID: z.string().regex(/^[A-Za-z0-9]{1,10}$/),
  SaleID: z.string().min(1),
  POIID: z.string().min(1),
  ProtocolVersion: z.string(),
});
export type Header = z.infer<typeof header>;

const transaction = z.object({ TransactionID: z.string().min(1), TimeStamp: z.iso.datetime() });
const saleData = z.object({ SaleTransactionID: transaction });
const original = z.object({ SaleID: z.string(), POIID: z.string(), POITransactionID: transaction });
const reference = z.object({
  MessageCategory: z.string(),
  ServiceID: z.string(),
  SaleID: z.string(),
  POIID: z.string(),
});

export const requestSchema = z.object({
  SaleToPOIRequest: z.object({
    MessageHeader: header,
    LoginRequest: z.object({ DateTime: z.iso.datetime(), SaleSoftware: z.object({}) }).optional(),
    DiagnosisRequest: z.object({}).optional(),
    PaymentRequest: z
      .object({
        SaleData: saleData,
        PaymentTransaction: z.object({
          AmountsReq: z.object({ Currency: z.literal('JPY'), RequestedAmount: yenSchema }),
          OriginalPOITransaction: original.optional(),
        }),
        PaymentData: z.object({ PaymentType: z.enum(['FirstReservation', 'Completion', 'Refund']) }),
      })
      .optional(),
    ReversalRequest: z
      .object({ SaleData: saleData, OriginalPOITransaction: original, ReversalReason: z.string() })
      .optional(),
    TransactionStatusRequest: z.object({ MessageReference: reference }).optional(),
    AbortRequest: z.object({ MessageReference: reference, AbortReason: z.string() }).optional(),
  }),
});
export type TerminalRequest = z.infer<typeof requestSchema>['SaleToPOIRequest'];
export type PaymentRequest = NonNullable<TerminalRequest['PaymentRequest']>;
export type ReversalRequest = NonNullable<TerminalRequest['ReversalRequest']>;

export interface TerminalResult {
  readonly Result: 'Success' | 'Partial' | 'Failure';
  readonly ErrorCondition?: string;
}

/** The body of a response, under `<category>Response`. */
export type ResponseBody = { readonly Response: TerminalResult } & Readonly<Record<string, unknown>>;

export const success: TerminalResult = { Result: 'Success' };
export const failed = (condition: string): TerminalResult => ({
  Result: 'Failure',
  ErrorCondition: condition,
});

export function responseTo(request: Header, body: ResponseBody): object {
  return {
    SaleToPOIResponse: {
      MessageHeader: { ...request, MessageType: 'Response' },
      [`${request.MessageCategory}Response`]: body,
    },
  };
}
