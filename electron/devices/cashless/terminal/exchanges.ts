import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CashlessFault, PaymentReference } from '../../../../shared/cashless.ts';
import { err, assertNever, ok, type Result } from '../../../../shared/result.ts';
import type { TerminalConfig } from './config.ts';
import { meaningOfCondition } from './condition.ts';
import { freshServiceId, type TerminalLine } from './terminal-link.ts';
import {
  paymentResponseSchema,
  reversalResponseSchema,
  statusResponseSchema,
  type PaymentResponse,
  type ReversalResponse,
} from './nexo-messages.ts';

export type Operation = 'reserve' | 'complete' | 'reverse' | 'refund';

/**
 * The service id of one try of an operation: ten digits and lower-case letters derived from reference, operation and number.
 * It is the same after a restart, so that the terminal can be asked what became of it, and treats a message that arrives
 * twice as one.
 */
export function serviceIdOf(reference: PaymentReference, operation: Operation, number: number): string {
  const digest = createHash('sha256').update(`${reference} ${operation} ${number}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}

/** What became of an exchange. */
export type Repeated<T> =
  | { readonly found: 'notFound' }
  | { readonly found: 'inProgress' }
  | { readonly found: 'answer'; readonly answer: T };

/**
 * What became of all tries of an operation. `none`: none succeeded and none is under way; `next` is the number of the next
 * try, null when there were enough.
 */
export type Tried<T> =
  | { readonly tried: 'none'; readonly next: number | null }
  | { readonly tried: 'moving' }
  | { readonly tried: 'succeeded'; readonly answer: T };

/** A movement that fails this often will not succeed by asking again: it is a case for staff. */
const mostTries = 12;

export interface Exchanges {
  payment(serviceId: string): Promise<Result<Repeated<PaymentResponse>, CashlessFault>>;
  payments(
    reference: PaymentReference,
    operation: Operation,
  ): Promise<Result<Tried<PaymentResponse>, CashlessFault>>;
  reversals(reference: PaymentReference): Promise<Result<Tried<ReversalResponse>, CashlessFault>>;
}

/** Asks the terminal what became of earlier exchanges (TransactionStatus). */
export function createExchanges(config: TerminalConfig, line: TerminalLine): Exchanges {
  const repeated = async <T>(
    category: 'Payment' | 'Reversal',
    serviceId: string,
    schema: z.ZodType<T>,
  ): Promise<Result<Repeated<T>, CashlessFault>> => {
    const message = {
      category: 'TransactionStatus',
      serviceId: freshServiceId(),
      body: {
        MessageReference: {
          ...{ MessageCategory: category, ServiceID: serviceId },
          ...{ SaleID: config.saleId, POIID: config.poiId },
        },
      },
    } as const;
    const answer = await line.ask(message, statusResponseSchema, config.answerMs);
    if (!answer.ok) return err({ fault: answer.error === 'offline' ? 'offline' : 'unknown' });
    const { Response, RepeatedMessageResponse } = answer.value;
    if (Response.Result === 'Failure') {
      const meaning = meaningOfCondition(Response.ErrorCondition);
      switch (meaning) {
        case 'notFound':
        case 'inProgress':
          return ok({ found: meaning });
        case 'notDone':
        case 'refused':
        case 'declined':
        case 'cancelled':
          // It could not look, or would not: that says nothing about the exchange in question.
          return err({ fault: 'unknown' });
        default:
          return assertNever(meaning);
      }
    }
    const header = RepeatedMessageResponse?.MessageHeader;
    const body = schema.safeParse(
      RepeatedMessageResponse?.RepeatedResponseMessageBody[`${category}Response`],
    );
    const fits = header?.ServiceID === serviceId && header.MessageCategory === category;
    return fits && body.success ? ok({ found: 'answer', answer: body.data }) : err({ fault: 'unknown' });
  };

  const tries = async <T extends PaymentResponse | ReversalResponse>(
    category: 'Payment' | 'Reversal',
    reference: PaymentReference,
    operation: Operation,
    schema: z.ZodType<T>,
  ): Promise<Result<Tried<T>, CashlessFault>> => {
    for (let number = 0; number < mostTries; number += 1) {
      const one = await repeated(category, serviceIdOf(reference, operation, number), schema);
      if (!one.ok) return one;
      if (one.value.found === 'notFound') return ok({ tried: 'none', next: number });
      if (one.value.found === 'inProgress') return ok({ tried: 'moving' });
      const { answer } = one.value;
      if (answer.Response.Result !== 'Failure') return ok({ tried: 'succeeded', answer });
    }
    return ok({ tried: 'none', next: null });
  };

  return {
    payment: (serviceId) => repeated('Payment', serviceId, paymentResponseSchema),
    payments: (reference, operation) => tries('Payment', reference, operation, paymentResponseSchema),
    reversals: (reference) => tries('Reversal', reference, 'reverse', reversalResponseSchema),
  };
}
