import { fromCallback, fromPromise, type AnyEventObject } from 'xstate';
import type { OrderLine, OrderOutcome, Resident, SessionBegun } from '../../shared/center-api.ts';
import type { MunicipalityId, Nonce, RequestId, SessionId, TransactionId } from '../../shared/ids.ts';
import { loginMessage, type LoginProof } from '../../shared/login-message.ts';
import type { Result } from '../../shared/result.ts';
import type { Yen } from '../../shared/yen.ts';
import { dispenseOnRecord } from '../movements.ts';
import { createPaymentMachine } from '../payment.ts';
import type {
  CardFault,
  CardSummary,
  CenterFault,
  CheckedOrder,
  Dispensed,
  Ports,
  ReceiptData,
} from '../ports.ts';
import { createPrintingMachine } from '../printing.ts';
import type { SessionEvent } from './context.ts';

export interface BeginInput {
  readonly municipality: MunicipalityId;
  readonly kioskNonce: Nonce;
}
export interface SignInput extends BeginInput {
  readonly begun: SessionBegun;
}
export interface OrderInput {
  readonly session: SessionId;
  readonly requestId: RequestId;
  readonly line: OrderLine;
}
export interface OutcomeInput {
  readonly transaction: TransactionId;
  readonly outcome: OrderOutcome;
}

function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The world of a session, each call as an actor of the machine; their deadlines are in the states that invoke them. */
export function sessionActors(ports: Ports) {
  return {
    presence: fromCallback<AnyEventObject>(({ sendBack }) =>
      ports.card.watch((presence) => {
        sendBack({ type: 'presence', presence } satisfies SessionEvent);
      }),
    ),
    look: fromPromise<Result<CardSummary, CardFault>>(() => ports.card.look()),
    begin: fromPromise<Result<SessionBegun, CenterFault>, BeginInput>(({ input }) =>
      ports.center.beginSession(input),
    ),
    sign: fromPromise<Result<LoginProof, CardFault>, SignInput>(
      ({ input: { begun, municipality, kioskNonce } }) => {
        const challenge = decodeBase64(begun.challenge);
        return ports.card.sign(loginMessage({ session: begun.session, municipality, kioskNonce, challenge }));
      },
    ),
    login: fromPromise<
      Result<Resident, CenterFault>,
      { readonly session: SessionId; readonly proof: LoginProof }
    >(({ input }) => ports.center.login(input.session, input.proof)),
    order: fromPromise<Result<CheckedOrder, CenterFault>, OrderInput>(({ input }) =>
      ports.center.order(input.session, { requestId: input.requestId, lines: [input.line] }),
    ),
    payment: createPaymentMachine(ports),
    printing: createPrintingMachine(ports),
    refund: fromPromise<Dispensed, { readonly transaction: TransactionId; readonly amount: Yen }>(
      ({ input }) => dispenseOnRecord(ports, { ...input, purpose: 'refund' }),
    ),
    receipt: fromPromise<Awaited<ReturnType<Ports['receipts']['print']>>, ReceiptData>(({ input }) =>
      ports.receipts.print(input),
    ),
    outcome: fromPromise<Result<undefined, CenterFault>, OutcomeInput>(({ input }) =>
      ports.center.outcome(input.transaction, input.outcome),
    ),
    endSession: fromPromise<undefined, { readonly session: SessionId | null }>(async ({ input }) => {
      ports.pinPad.wipe();
      if (input.session) await ports.center.endSession(input.session);
      return undefined;
    }),
  };
}
