import { randomBytes } from 'node:crypto';
import type { Time } from '../../../shared/timers.ts';
import { createProviderBook, type LedgerLine } from '../wallet/provider-book.ts';
import {
  failed,
  success,
  type Header,
  type PaymentRequest,
  type ResponseBody,
  type ReversalRequest,
  type TerminalRequest,
  type TerminalResult,
} from './terminal-messages.ts';

/** What a resident does when the terminal asks for a card. `part`: a prepaid card that holds only half the sum. */
export type CardAnswer = 'hold' | 'decline' | 'cancel' | 'part';

interface Exchange {
  readonly header: Header;
  /** Null while the terminal waits for a card. */
  response: ResponseBody | null;
  readonly listeners: ((response: ResponseBody) => void)[];
}

export interface Prompt {
  readonly reference: string;
  readonly amount: number;
}

export interface TerminalState {
  /** Answers now, or once a card was held; the same message again is not carried out twice and gets the same answer. */
  pay(request: TerminalRequest, answer: (response: ResponseBody) => void): void;
  status(request: TerminalRequest): ResponseBody;
  abort(request: TerminalRequest): void;
  /** The payment for which it waits for a card; null: none. */
  prompt(): Prompt | null;
  card(answer: CardAnswer): boolean;
  ledger(): readonly LedgerLine[];
}

/** How long the terminal waits for a card, ms. */
const promptLasts = 120_000;

const keyOf = (category: string, serviceId: string): string => `${category} ${serviceId}`;

/** The terminal behind its line, and its acquirer: what was asked, what became of it, and the books. */
export function createTerminalState(
  { timers, clock }: Time,
  onPrompt: (prompt: Prompt) => void,
): TerminalState {
  const book = createProviderBook();
  /** Everything ever asked, by category and service id: the terminal's own journal. */
  const exchanges = new Map<string, Exchange>();
  /** The account of each of the terminal's transactions. */
  const accounts = new Map<string, string>();
  let waiting: {
    readonly exchange: Exchange;
    readonly request: PaymentRequest;
    readonly callOff: () => void;
  } | null = null;

  const finish = (exchange: Exchange, response: ResponseBody): void => {
    exchange.response = response;
    for (const listener of exchange.listeners.splice(0)) listener(response);
  };

  const newTransaction = (): { TransactionID: string; TimeStamp: string } => ({
    TransactionID: randomBytes(6).toString('hex'),
    TimeStamp: new Date(clock.now()).toISOString(),
  });

  const paymentResponse = (
    request: PaymentRequest,
    result: TerminalResult,
    amount: number | null = null,
    transaction = newTransaction(),
  ): ResponseBody => ({
    Response: result,
    SaleData: request.SaleData,
    POIData: { POITransactionID: transaction },
    PaymentResult: {
      PaymentType: request.PaymentData.PaymentType,
      ...(amount === null ? {} : { AmountsResp: { Currency: 'JPY', AuthorizedAmount: amount } }),
    },
  });

  const reserve = (exchange: Exchange, request: PaymentRequest): void => {
    if (waiting) {
      finish(exchange, paymentResponse(request, failed('Busy')));
      return;
    }
    const callOff = timers.after(promptLasts, () => endPrompt(failed('Cancel')));
    waiting = { exchange, request, callOff };
    const { RequestedAmount } = request.PaymentTransaction.AmountsReq;
    onPrompt({ reference: request.SaleData.SaleTransactionID.TransactionID, amount: RequestedAmount });
  };

  const endPrompt = (result: TerminalResult, held: number | null = null): void => {
    if (!waiting) return;
    const { exchange, request, callOff } = waiting;
    waiting = null;
    callOff();
    const transaction = newTransaction();
    if (held !== null) {
      const account = transaction.TransactionID;
      book.open(
        account,
        request.SaleData.SaleTransactionID.TransactionID,
        request.PaymentTransaction.AmountsReq.RequestedAmount,
      );
      book.hold(account, held);
      accounts.set(account, account);
    }
    finish(exchange, paymentResponse(request, result, held, transaction));
  };

  const complete = (request: PaymentRequest): ResponseBody => {
    const amount = request.PaymentTransaction.AmountsReq.RequestedAmount;
    const original = request.PaymentTransaction.OriginalPOITransaction?.POITransactionID.TransactionID ?? '';
    const account = accounts.get(original);
    if (account === undefined) return paymentResponse(request, failed('NotFound'));
    const isRefund = request.PaymentData.PaymentType === 'Refund';
    const booked = isRefund ? book.refund(account, amount) : book.capture(account, amount);
    if (booked === 'refused') return paymentResponse(request, failed('Refusal'));
    const transaction = newTransaction();
    if (!isRefund) accounts.set(transaction.TransactionID, account);
    return paymentResponse(request, success, amount, transaction);
  };

  const reverse = (request: ReversalRequest): ResponseBody => {
    const account = accounts.get(request.OriginalPOITransaction.POITransactionID.TransactionID);
    if (account === undefined) return { Response: failed('NotFound') };
    if (book.letGo(account) === 'refused') return { Response: failed('Refusal') };
    return { Response: success, POIData: { POITransactionID: newTransaction() } };
  };

  return {
    pay(request, answer) {
      const { MessageHeader: header, PaymentRequest: payment, ReversalRequest: reversal } = request;
      const key = keyOf(header.MessageCategory, header.ServiceID);
      const before = exchanges.get(key);
      if (before) {
        if (before.response) answer(before.response);
        else before.listeners.push(answer);
        return;
      }
      if (!payment && !reversal) {
        answer({ Response: failed('MessageFormat') });
        return;
      }
      const exchange: Exchange = { header, response: null, listeners: [answer] };
      exchanges.set(key, exchange);
      if (reversal) finish(exchange, reverse(reversal));
      else if (payment?.PaymentData.PaymentType === 'FirstReservation') reserve(exchange, payment);
      else if (payment) finish(exchange, complete(payment));
    },

    status(request) {
      const asked = request.TransactionStatusRequest?.MessageReference;
      if (!asked) return { Response: failed('MessageFormat') };
      const found = exchanges.get(keyOf(asked.MessageCategory, asked.ServiceID));
      if (!found) return { Response: failed('NotFound'), MessageReference: asked };
      if (!found.response) return { Response: failed('InProgress'), MessageReference: asked };
      return {
        Response: success,
        MessageReference: asked,
        RepeatedMessageResponse: {
          MessageHeader: { ...found.header, MessageType: 'Response' },
          RepeatedResponseMessageBody: { [`${asked.MessageCategory}Response`]: found.response },
        },
      };
    },

    abort(request) {
      const asked = request.AbortRequest?.MessageReference;
      if (waiting && asked?.ServiceID === waiting.exchange.header.ServiceID) endPrompt(failed('Aborted'));
    },

    prompt() {
      if (!waiting) return null;
      const { SaleData, PaymentTransaction } = waiting.request;
      return {
        reference: SaleData.SaleTransactionID.TransactionID,
        amount: PaymentTransaction.AmountsReq.RequestedAmount,
      };
    },

    card(answer) {
      if (!waiting) return false;
      const { RequestedAmount } = waiting.request.PaymentTransaction.AmountsReq;
      const half = Math.max(1, Math.floor(RequestedAmount / 2));
      if (answer === 'hold') endPrompt(success, RequestedAmount);
      else if (answer === 'part') endPrompt({ Result: 'Partial' }, half);
      else endPrompt(failed(answer === 'decline' ? 'Refusal' : 'Cancel'));
      return true;
    },

    ledger: () => book.ledger(),
  };
}
