import { fromCallback, fromPromise, type AnyEventObject } from 'xstate';
import type { CashlessPayment } from '../../shared/cashless.ts';
import type { OrderLine, OrderOutcome } from '../../shared/center-api.ts';
import type { MunicipalityId, RequestId, SessionId, TransactionId } from '../../shared/ids.ts';
import { loginMessage, type LoginProof } from '../../shared/login-message.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { enrolmentMessage, type Enrolment, type EnrolmentForm } from '../../shared/service-api.ts';
import type { LoggedIn, SessionBegun, SessionPurpose } from '../../shared/session-api.ts';
import type { Yen } from '../../shared/yen.ts';
import { createCashlessPaymentMachine } from '../cashless-payment.ts';
import type { Delays } from '../delays.ts';
import type { CashlessOutcome } from '../journal-events.ts';
import { dispenseOnRecord, endCashlessOnRecord } from '../movements.ts';
import { createPaymentMachine } from '../payment.ts';
import type {
  CardFault,
  CardSecret,
  CardSummary,
  CenterFault,
  CheckedOrder,
  Dispensed,
  OneOffer,
  Ports,
  SlipData,
} from '../ports.ts';
import { createPrintingMachine } from '../printing.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import { secretsOf } from './causes.ts';
import type { MethodState, SessionEvent } from './context.ts';
import { askMethods, type MethodsInput } from './methods.ts';

export type SignInput = SessionPurpose & { readonly begun: SessionBegun };
export interface LoginInput {
  readonly session: SessionId;
  readonly proof: LoginProof;
}
export interface EnrolInput {
  readonly session: SessionId;
  readonly municipality: MunicipalityId;
  readonly requestId: RequestId;
  readonly form: EnrolmentForm;
}
/** How the request ended: with a number, or with a fault at the card or the center. */
export type EnrolOutcome = Result<
  Enrolment,
  { readonly at: 'card'; readonly fault: CardFault } | { readonly at: 'center'; readonly fault: CenterFault }
>;
export interface ChangeInput {
  readonly session: SessionId;
  readonly secret: CardSecret;
}
export type ChangeOutcome = Result<
  undefined,
  | { readonly at: 'card'; readonly fault: CardFault }
  | { readonly at: 'center'; readonly fault: CenterFault }
  | { readonly at: 'journal' }
>;
export interface OrderInput {
  readonly session: SessionId;
  readonly requestId: RequestId;
  readonly lines: readonly OrderLine[];
}
export interface EndCashlessInput {
  readonly transaction: TransactionId;
  readonly payment: CashlessPayment;
  readonly earned: Yen;
}
export interface OutcomeInput {
  readonly transaction: TransactionId;
  readonly outcome: OrderOutcome;
}

function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The calls of a session to the outside world, each as an actor; deadlines are in the states that invoke them. */
export function sessionActors(ports: Ports, delays: Delays) {
  return {
    presence: fromCallback<AnyEventObject>(({ sendBack }) =>
      ports.card.watch((presence) => {
        sendBack({ type: 'presence', presence } satisfies SessionEvent);
      }),
    ),
    people: fromCallback<AnyEventObject>(({ sendBack }) =>
      ports.presence.watch((presence) => {
        sendBack({ type: 'people', presence } satisfies SessionEvent);
      }),
    ),
    offersOf: fromPromise<Result<OneOffer | null, CenterFault>, MunicipalityId>(({ input }) =>
      ports.center.offersOf(input),
    ),
    look: fromPromise<Result<CardSummary, CardFault>, KioskService>(({ input: service }) =>
      ports.card.look(secretsOf(service)),
    ),
    begin: fromPromise<Result<SessionBegun, CenterFault>, SessionPurpose>(({ input }) =>
      ports.center.beginSession(input),
    ),
    sign: fromPromise<Result<LoginProof, CardFault>, SignInput>(({ input }) => {
      const { begun, ...purpose } = input;
      const challenge = decodeBase64(begun.challenge);
      const message = loginMessage({ ...purpose, session: begun.session, challenge });
      // Whoever has forgotten the PIN proves their identity with the signature key.
      return input.service === 'pin' ? ports.card.signWithSignatureKey(message) : ports.card.sign(message);
    }),
    login: fromPromise<Result<LoggedIn, CenterFault>, LoginInput>(({ input: { session, proof } }) =>
      ports.center.login(session, proof),
    ),
    enrol: fromPromise<EnrolOutcome, EnrolInput>(async ({ input }) => {
      const { session, municipality, requestId, form } = input;
      const proof = await ports.card.signWithSignatureKey(
        enrolmentMessage(session, requestId, municipality, form),
      );
      if (!proof.ok) return err({ at: 'card', fault: proof.error });
      const enrolled = await ports.center.enrol(session, { ...form, requestId, proof: proof.value });
      return enrolled.ok ? enrolled : err({ at: 'center', fault: enrolled.error });
    }),
    changeSecret: fromPromise<ChangeOutcome, ChangeInput>(({ input }) => changeOnRecord(ports, input)),
    order: fromPromise<Result<CheckedOrder, CenterFault>, OrderInput>(({ input }) =>
      ports.center.order(input.session, { requestId: input.requestId, lines: [...input.lines] }),
    ),
    methods: fromPromise<readonly MethodState[], MethodsInput>(({ input }) => askMethods(ports, input)),
    payment: createPaymentMachine(ports, delays),
    cashlessPayment: createCashlessPaymentMachine(ports, delays),
    endCashless: fromPromise<CashlessOutcome, EndCashlessInput>(({ input }) =>
      endCashlessOnRecord(ports, input.transaction, input.payment, input.earned),
    ),
    printing: createPrintingMachine(ports, delays),
    refund: fromPromise<Dispensed, { readonly transaction: TransactionId; readonly amount: Yen }>(
      ({ input }) => dispenseOnRecord(ports, { ...input, purpose: 'refund' }),
    ),
    receipt: fromPromise<Awaited<ReturnType<Ports['receipts']['print']>>, SlipData>(({ input }) =>
      ports.receipts.print(input),
    ),
    outcome: fromPromise<Result<undefined, CenterFault>, OutcomeInput>(({ input }) =>
      ports.center.outcome(input.transaction, input.outcome),
    ),
    endSession: fromPromise<undefined, { readonly session: SessionId | null }>(
      async ({ input: { session } }) => {
        ports.pinPad.wipe();
        if (session) await ports.center.endSession(session);
        return undefined;
      },
    ),
  };
}

/**
 * Sets a new secret on the card, with a journal record before the card is asked and after it has answered. The center's
 * answer to the final report changes nothing: the card has the new secret.
 */
async function changeOnRecord(ports: Ports, { session, secret }: ChangeInput): Promise<ChangeOutcome> {
  const intended = ports.journal.append({ type: 'secret-change-intent', secret });
  if (!intended.ok) return err({ at: 'journal' });
  const center: { refused: CenterFault | null } = { refused: null };
  const changed = await ports.card.changeSecret(secret, async (ask) => {
    const permit = await ports.center.resetPermit(session, ask);
    if (permit.ok) return permit.value;
    center.refused = permit.error;
    return null;
  });
  const noted = ports.journal.append({ type: 'secret-change-outcome', secret, changed: changed.ok });
  if (!changed.ok)
    return err(
      center.refused ? { at: 'center', fault: center.refused } : { at: 'card', fault: changed.error },
    );
  // If the report is lost, the reservation stays until its 24 hours are over, for a card whose holder has proved who they
  // are: no harm.
  await ports.center.secretChanged(session).then(() => undefined);
  return noted.ok ? ok() : err({ at: 'journal' });
}
