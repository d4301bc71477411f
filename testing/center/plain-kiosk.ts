import { randomBytes, sign } from 'node:crypto';
import { z } from 'zod';
import {
  refusalSchema,
  type Order,
  type OrderLine,
  type OrderOutcome,
  type RefusalCode,
  type Resident,
} from '../../shared/center-api.ts';
import { endpoints, pathOf, type Endpoint, type PathParams } from '../../shared/endpoints.ts';
import {
  nonceSchema,
  requestIdSchema,
  type MunicipalityId,
  type Nonce,
  type RequestId,
  type SessionId,
  type TransactionId,
} from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import type {
  ReceiptProof,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundOutcome,
} from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SessionBegun } from '../../shared/session-api.ts';
import type { CenterLine } from './simulated-center.ts';
import { tlsExchange } from './tls-exchange.ts';
import type { KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';

/** Far beyond what any answer takes, also where fifty kiosks and three nodes share one process. */
const answerWithinMs = 600_000;

export interface Begun extends SessionBegun {
  readonly municipality: MunicipalityId;
  readonly kioskNonce: Nonce;
}

/** Speaks the center's API as documented, with a card's key in hand: for tests and measurements of the center alone. */
export interface PlainKiosk {
  begin(municipality: MunicipalityId): Promise<Result<Begun, RefusalCode>>;
  login(begun: Begun, card: KeyPairOnCard): Promise<Result<Resident, RefusalCode>>;
  order(
    session: SessionId,
    lines: readonly OrderLine[],
    requestId?: RequestId,
  ): Promise<Result<Order, RefusalCode>>;
  outcome(transaction: TransactionId, outcome: OrderOutcome): Promise<Result<undefined, RefusalCode>>;
  end(session: SessionId): Promise<void>;
  /** @param proof the order's transaction, as the receipt's 2D code has it, or another proof */
  findTransaction(
    code: string,
    proof: TransactionId | ReceiptProof,
  ): Promise<Result<RefundCase, RefusalCode>>;
  claimRefund(claim: RefundClaim): Promise<Result<RefundGranted, RefusalCode>>;
  refundOutcome(refund: RequestId, outcome: RefundOutcome): Promise<Result<undefined, RefusalCode>>;
  /** The bare exchange: status and JSON. */
  send(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }>;
}

export function createPlainKiosk({ url, lineOf }: CenterLine, kiosk = 'KIOSK-1'): PlainKiosk {
  async function send(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; json: unknown }> {
    const { status, text } = await tlsExchange(url + path, lineOf(kiosk), {
      method,
      signal: AbortSignal.timeout(answerWithinMs),
      ...(body === undefined ? {} : { type: 'application/json', body: JSON.stringify(body) }),
    });
    return { status, json: JSON.parse(text) };
  }

  async function call<Params extends PathParams, Body, Answer, Code extends RefusalCode>(
    endpoint: Endpoint<Params, Body, Answer, Code>,
    params: Params,
    body: unknown,
  ): Promise<Result<Answer, RefusalCode>> {
    const { status, json } = await send(endpoint.method, pathOf(endpoint, params), body);
    if (status === 200) return ok(endpoint.answer.parse(json));
    if (status === 409) return err(z.enum(endpoint.refusals).parse(refusalSchema.parse(json).refused));
    throw new Error(`${endpoint.path} was answered with ${status}`);
  }

  return {
    send,
    async begin(municipality) {
      const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
      const begun = await call(
        endpoints.beginSession,
        {},
        { kiosk, service: 'certificates', municipality, kioskNonce },
      );
      return begun.ok ? ok({ ...begun.value, municipality, kioskNonce }) : begun;
    },
    async login(begun, card) {
      const loggedIn = await call(endpoints.login, { session: begun.session }, proofOf(begun, card));
      if (!loggedIn.ok) return loggedIn;
      if (loggedIn.value.service !== 'certificates') throw new Error('a login of another service');
      return ok(loggedIn.value);
    },
    order: (session, lines, requestId = newRequestId()) =>
      call(endpoints.order, { session }, { requestId, lines }),
    outcome: (transaction, outcome) => call(endpoints.outcome, { transaction }, outcome),
    findTransaction: (code, proof) =>
      call(
        endpoints.findTransaction,
        {},
        { code, proof: typeof proof === 'string' ? { by: 'receipt', transaction: proof } : proof },
      ),
    claimRefund: (claim) => call(endpoints.claimRefund, {}, claim),
    refundOutcome: (refund, outcome) => call(endpoints.refundOutcome, { refund }, outcome),
    async end(session) {
      const ended = await call(endpoints.endSession, { session }, undefined);
      if (!ended.ok) throw new Error(`the end of a session was refused: ${ended.error}`);
    },
  };
}

/** A card's answer to a challenge, in the form the login expects. */
export function proofOf(begun: Begun, card: KeyPairOnCard): { certificate: string; signature: string } {
  const challenge = Buffer.from(begun.challenge, 'base64');
  const message = loginMessage({ ...begun, service: 'certificates', challenge });
  return {
    certificate: Buffer.from(card.certificate).toString('base64'),
    signature: sign('sha256', message, card.privateKey).toString('base64'),
  };
}

export function newRequestId(): RequestId {
  return requestIdSchema.parse(randomBytes(16).toString('hex'));
}
