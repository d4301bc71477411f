import { namedKind } from '../../shared/certificates.ts';
import type { KeyObject } from 'node:crypto';
import type { OrderOutcome } from '../../shared/center-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import type { MunicipalityId, RequestId, SessionId, TransactionId } from '../../shared/ids.ts';
import type { RefundOutcome } from '../../shared/refund-api.ts';
import { err, ok } from '../../shared/result.ts';
import type { SessionPurpose } from '../../shared/session-api.ts';
import { addYen, noYen } from '../../shared/yen.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterPort } from '../../state-machines/ports.ts';
import type { Timers } from '../../shared/timers.ts';
import type { CenterHttp } from './http.ts';
import type { KioskPlace } from './nearby.ts';
import { createOffersClient } from './offers-client.ts';
import { createPageStore } from './page-store.ts';
import type { KeptRules } from './kept-rules.ts';
import { createRefundClient } from './refund-client.ts';
import { createRulesCheck, type RulesFault } from './rules-check.ts';
import { createServiceClient } from './service-client.ts';
import { sha256, verifyOrder, type Mismatch } from './verify-order.ts';

export interface CenterClientOptions {
  /** The line to the center (http.ts). */
  readonly http: CenterHttp;
  /** This kiosk's name at the center, `K-0001`. */
  readonly kiosk: string;
  readonly centerKey: KeyObject;
  /** Where it stands: whose offers it keeps. */
  readonly place: KioskPlace;
  readonly timers: Timers;
  /** Which rules were believed, over the kiosk's starts. */
  readonly keptRules: KeptRules;
  /** Called with the reason when the kiosk itself rejects an order, for the log. */
  readonly onMismatch?: (mismatch: Mismatch) => void;
  /** Called with the reason, once for each number, when a municipality's rules are not believed, for the log. */
  readonly onRulesRefused?: (municipality: MunicipalityId, why: RulesFault) => void;
  /** Called when the center knows how a transaction ended. */
  readonly onTold?: (transaction: TransactionId) => void;
  /** Called when the center knows how a refund was paid. */
  readonly onRefundTold?: (refund: RequestId) => void;
}

export interface CenterClient extends CenterPort {
  close(): void;
}

interface OpenSession {
  readonly purpose: SessionPurpose;
  /** SHA-256 of the certificate that logged in. */
  holder: string | null;
}

/** A little less than the machine's deadline, so that "slow" is reported here, where the cause is known. */
const shorter = (ms: number): number => ms - 500;
const answerMs = shorter(delays.centerAnswers);
const buildMs = shorter(delays.centerBuilds);

const retryMs = 15_000;
/** A kiosk serves one resident at a time; answers to those before may still be under way. */
const mostSessions = 8;

/** Talks to the issuing center. The pages of open sessions are in a store of their own (page-store.ts). */
export function createCenterClient(options: CenterClientOptions): CenterClient {
  const { http } = options;
  const sessions = new Map<SessionId, OpenSession>();
  const pages = createPageStore();
  const believed = createRulesCheck(options, answerMs);
  const { timers, place } = options;
  const offers = createOffersClient({ http, place, believed, timers, ms: answerMs });
  const untold = new Map<TransactionId, OrderOutcome>();
  const untoldRefunds = new Map<RequestId, RefundOutcome>();
  let retry: (() => void) | null = null;

  const tell = async (
    transaction: TransactionId,
    outcome: OrderOutcome,
  ): ReturnType<CenterPort['outcome']> => {
    // Repeated until the center has heard it: a printed certificate must not become void because an answer was lost.
    untold.set(transaction, outcome);
    const told = await http.call(endpoints.outcome, { transaction }, outcome, answerMs);
    const final = told.ok || told.error.fault === 'refused';
    if (final) {
      untold.delete(transaction);
      options.onTold?.(transaction);
    } else {
      retry ??= options.timers.after(retryMs, retellAll);
    }
    return told;
  };
  const retellAll = (): void => {
    retry = null;
    for (const [transaction, outcome] of untold) {
      tell(transaction, outcome).then(
        () => undefined,
        () => undefined,
      );
    }
    for (const [refund, outcome] of untoldRefunds) {
      tellRefund(refund, outcome).then(
        () => undefined,
        () => undefined,
      );
    }
  };

  const refunds = createRefundClient(http);
  const tellRefund: CenterPort['refundOutcome'] = async (refund, outcome) => {
    untoldRefunds.set(refund, outcome);
    const told = await refunds.refundOutcome(refund, outcome);
    if (told.ok || told.error.fault === 'refused') {
      untoldRefunds.delete(refund);
      options.onRefundTold?.(refund);
    } else {
      retry ??= options.timers.after(retryMs, retellAll);
    }
    return told;
  };

  function forget(session: SessionId): void {
    pages.drop(session);
    sessions.delete(session);
  }

  return {
    ...createServiceClient(http),
    ...offers,
    ...refunds,
    refundOutcome: tellRefund,
    async beginSession(purpose) {
      const body = { kiosk: options.kiosk, ...purpose };
      const begun = await http.call(endpoints.beginSession, {}, body, answerMs);
      if (!begun.ok) return begun;
      // A session that was left when the line was cut is never ended here.
      for (const earliest of [...sessions.keys()].slice(0, 1 - mostSessions)) forget(earliest);
      sessions.set(begun.value.session, { purpose, holder: null });
      return begun;
    },

    async login(session, proof) {
      const open = sessions.get(session);
      if (!open) return err({ fault: 'refused', code: 'sessionEnded' });
      const body = {
        certificate: Buffer.from(proof.certificate).toString('base64'),
        signature: Buffer.from(proof.signature).toString('base64'),
      };
      const loggedIn = await http.call(endpoints.login, { session }, body, answerMs);
      if (!loggedIn.ok) return loggedIn;
      if (loggedIn.value.service !== open.purpose.service) return err({ fault: 'nonsense' });
      open.holder = sha256(proof.certificate);
      return loggedIn;
    },

    async order(session, request) {
      const open = sessions.get(session);
      if (!open?.holder || open.purpose.service !== 'certificates')
        return err({ fault: 'refused', code: 'sessionEnded' });
      const answer = await http.call(endpoints.order, { session }, request, buildMs);
      if (!answer.ok) return answer;
      // The session may have ended while the center was building: a late answer belongs to nobody any more.
      if (!sessions.has(session)) return err({ fault: 'refused', code: 'sessionEnded' });
      const { holder, purpose } = open;
      const own = { ...purpose, holder, request, centerKey: options.centerKey };
      const binding = verifyOrder(answer.value, own);
      if (!binding.ok) {
        options.onMismatch?.(binding.error);
        return err({ fault: 'bindingMismatch' });
      }
      const { transaction, documents, preview } = answer.value;
      pages.keep(session, answer.value, binding.value);
      return ok({
        transaction,
        price: addYen(noYen, ...documents.map(({ price }) => price)),
        documents: documents.map(({ number, price, sheets: { length }, ...certificate }) => ({
          number,
          ...namedKind(certificate),
          price,
          sheets: length,
        })),
        preview,
      });
    },

    sheet: (transaction, document, sheet) => pages.sheet(transaction, document, sheet),

    outcome: tell,

    async endSession(session) {
      forget(session);
      const ended = await http.call(endpoints.endSession, { session }, undefined, answerMs);
      // If the center does not hear this, the session ends there by itself: its sessions expire.
      if (!ended.ok) return;
    },

    close() {
      retry?.();
      retry = null;
      pages.dropAll();
      sessions.clear();
    },
  };
}
