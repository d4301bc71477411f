import type { KeyObject } from 'node:crypto';
import type { EventLog } from '../logging/event-log.ts';
import { kioskLabel } from '../logging/field-kinds.ts';
import type { OrderOutcome } from '../shared/center-api.ts';
import type { RefusalOf } from '../shared/endpoints.ts';
import type { MunicipalityId, SessionId, TransactionId } from '../shared/ids.ts';
import type { PackedIndex } from '../shared/municipality-index.ts';
import type { OffersAnswer } from '../shared/offers-api.ts';
import type { KnownHead, TellHead } from '../shared/journal-head.ts';
import type { KioskReport, StandingOrders } from '../shared/kiosk-report.ts';
import { orAborted } from '../shared/or-aborted.ts';
import type { SignedRules } from '../shared/municipality-rules.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { createFairQueue } from '../shared/fair-queue.ts';
import type { Enrolment, EnrolmentRequest } from '../shared/service-api.ts';
import { raiseOnce } from './fleet/alarms.ts';
import { takeReport } from './fleet/take-report.ts';
import type { KioskTrust } from './kiosk-trust.ts';
import type { CopyRenderer } from './orders/copy-renderer.ts';
import { createIdempotentOrder, type OrderOfRequest } from './orders/idempotent-order.ts';
import type { Municipalities } from './municipalities/load.ts';
import { createOffersService } from './offers-service.ts';
import { createOrderService } from './orders/order.ts';
import { recordOutcome } from './orders/outcome.ts';
import { createRefundService, type RefundService } from './refunds/refund-service.ts';
import type { SealKeys } from './seal/seal-keys.ts';
import { enrol } from './services/enrolment.ts';
import { createResetService, type ResetService } from './services/reset-service.ts';
import type { ServiceParts } from './services/service-parts.ts';
import { isBehind, tellJournalHead } from './store/journal-heads.ts';
import { createSessionService, type SessionService } from './session-service.ts';

export interface CenterParts extends ServiceParts {
  /** What the center's files say: whom it serves. */
  readonly municipalities: Municipalities;
  /** Closed by whoever gives it. */
  readonly copies: CopyRenderer;
  /** Ed25519 key that signs the bindings. */
  readonly signingKey: KeyObject;
  readonly sealKeys: SealKeys;
  readonly trust: KioskTrust;
  readonly log: EventLog;
  /** Called when a refund has made a certificate void. */
  readonly onVoid: () => void;
}

/** Orders that one node has in work: a kiosk one, all together as many as there is memory for (10 MB for a large one). */
const ordersAtOnce = { atOnce: 32, ofOneKey: 1 } as const;

/**
 * Everything the center does for kiosks; http/ puts it on the line. `kiosk` is the name that TLS has proved: to it, another
 * kiosk's sessions and orders do not exist. Every call that needs the database throws when that fails.
 */
export interface Center {
  readonly sessions: SessionService;
  readonly order: OrderOfRequest;
  readonly resets: ResetService;
  readonly refunds: RefundService;
  /** Every municipality of Japan, and whether it takes part. */
  index(): PackedIndex;
  /** What these offer now, as far as they are served here. */
  offers(asked: readonly MunicipalityId[]): OffersAnswer;
  /** The signed rules of a municipality by their number, which the offers name. */
  rules(
    municipality: MunicipalityId,
    number: number,
  ): Promise<Result<SignedRules, RefusalOf<'municipalityRules'>>>;
  outcome(
    kiosk: string,
    transaction: TransactionId,
    outcome: OrderOutcome,
  ): Promise<Result<undefined, RefusalOf<'outcome'>>>;
  journalHead(kiosk: string, told: TellHead): Promise<KnownHead>;
  /** Keeps what a kiosk tells of itself. @returns what is wanted of it */
  report(kiosk: string, report: KioskReport): Promise<StandingOrders>;
  enrol(
    kiosk: string,
    session: SessionId,
    request: EnrolmentRequest,
  ): Promise<Result<Enrolment, RefusalOf<'enrol'>>>;
}

export function createCenter(parts: CenterParts): Center {
  const { sql, clock, rules } = parts;
  const offers = createOffersService(parts.municipalities, rules);
  const orders = createOrderService(parts);
  const inTurn = createFairQueue(ordersAtOnce);
  return {
    sessions: createSessionService(parts),
    order: createIdempotentOrder({
      ...{ sql, clock },
      async buildOrder(session, request, signal) {
        const work: ReturnType<OrderOfRequest>[] = [];
        const begin = () => {
          const own = orders.buildOrder(session, request, signal);
          work.push(own);
          // The turn of an order that nobody waits for ends: one that hangs in the database holds up no other of its kiosk.
          return orAborted(own, signal);
        };
        try {
          return await inTurn(session.kiosk, begin, signal);
        } catch (error) {
          const [own] = work;
          if (own) return own;
          throw error;
        }
      },
    }),
    resets: createResetService(parts),
    refunds: createRefundService(parts),
    index: () => offers.index(clock.now()),
    offers: (asked) => offers.offers(asked, clock.now()),
    rules: async (municipality, number) => {
      const signed = await rules.signed(sql, municipality, number);
      return signed === null ? err({ refused: 'serviceClosed' }) : ok(signed);
    },
    outcome: (kiosk, transaction, outcome) => recordOutcome(parts, kiosk, transaction, outcome),
    async journalHead(kiosk, told) {
      const known = await tellJournalHead(sql, kiosk, told);
      if (isBehind(told, known)) {
        parts.log.event('kioskJournalBehind', { kiosk: kioskLabel(kiosk) });
        await raiseOnce(sql, kiosk, 'journal', 'journalRolledBack', clock.now());
      }
      return known;
    },
    async report(kiosk, report) {
      const { orders: standing, raised } = await takeReport(sql, kiosk, report, clock.now());
      if (raised) parts.log.event('kioskAlarm', { kiosk: kioskLabel(kiosk), alarm: 'twoKiosks' });
      return standing;
    },
    enrol: (kiosk, session, request) => enrol(parts, kiosk, session, request),
  };
}
