import type { KeyObject } from 'node:crypto';
import type {
  BeginSession,
  Login,
  Offers,
  Order,
  OrderOutcome,
  OrderRequest,
  Resident,
  SessionBegun,
} from '../shared/center-api.ts';
import type { Clock } from '../shared/dates.ts';
import type { RefusalOf } from '../shared/endpoints.ts';
import type { SessionId, TransactionId } from '../shared/ids.ts';
import { err, type Result } from '../shared/result.ts';
import type { MinchoFont } from '../printing/fonts/mincho.ts';
import { createSemaphore } from '../shared/semaphore.ts';
import { createKeyedMutex } from '../shared/keyed-mutex.ts';
import { createSheetRenderer } from './orders/create-sheet-renderer.ts';
import { createOrderService } from './orders/order.ts';
import { recordOutcome } from './orders/outcome.ts';
import type { Anchor } from './pki/certificate.ts';
import { createLoginService } from './sessions/login.ts';
import type { Municipalities } from './municipalities/load.ts';
import type { SiteNode } from './nodes/node.ts';
import type { RevocationChecker } from './pki/revocation/revocation.ts';
import { offersAt } from './rules/offers.ts';
import type { SealKeys } from './seal/seal-keys.ts';
import { givenAnswer } from './store/answers.ts';
import { isOrderOf, voidOrphans } from './store/orders.ts';
import { deleteExpired, deleteSession, findLoggedIn, isSessionOf, takeTurn } from './store/sessions.ts';
import type { Sql } from './store/sql.ts';

export interface CenterParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
  readonly anchors: readonly Anchor[];
  readonly font: MinchoFont;
  readonly signingKey: KeyObject;
  readonly revocation: RevocationChecker;
  readonly sealKeys: SealKeys;
  readonly node: Pick<SiteNode, 'holdsSite'>;
}

/** Orders that one node builds at the same time: one computes while another waits for the database. */
const ordersAtOnce = 2;

/**
 * What the center does, request by request; the routes put it on HTTP. `kiosk` is the one that TLS knows: a session or an order
 * of another kiosk does not exist for it. Each throws when the database fails.
 */
export interface Center {
  offers(): Offers;
  beginSession(request: BeginSession): Promise<Result<SessionBegun, RefusalOf<'beginSession'>>>;
  login(kiosk: string, session: SessionId, request: Login): Promise<Result<Resident, RefusalOf<'login'>>>;
  /**
   * The order of a request, the same whenever and at whichever node it is asked for. Rejects with the signal's reason when the
   * signal comes before the order is issued: then nothing is.
   */
  order(
    kiosk: string,
    session: SessionId,
    request: OrderRequest,
    signal: AbortSignal,
  ): Promise<Result<Order, RefusalOf<'order'>>>;
  outcome(
    kiosk: string,
    transaction: TransactionId,
    outcome: OrderOutcome,
  ): Promise<Result<undefined, RefusalOf<'outcome'>>>;
  /** Ends a session and voids its open order; a session that is not there is ended already. */
  endSession(kiosk: string, session: SessionId): Promise<void>;
  /** Ends every session whose time is over, in the same way. */
  sweep(): Promise<void>;
}

export function createCenter(parts: CenterParts): Center {
  const { sql, clock, municipalities, node } = parts;
  const loginService = createLoginService(parts);
  const orderService = createOrderService({
    ...parts,
    renderer: createSheetRenderer(parts),
    admitNode: (queries) => node.holdsSite(queries),
  });
  const oneAtATime = createKeyedMutex();
  const withinLimit = createSemaphore(ordersAtOnce);

  return {
    offers: () => offersAt(municipalities, clock.now()),
    async beginSession(request) {
      // Asked here already, so that nobody enters a PIN for an order that this node may not issue.
      if (!(await node.holdsSite(sql))) return err({ refused: 'serviceClosed' });
      return loginService.begin(request);
    },
    async login(kiosk, session, request) {
      if (!(await isSessionOf(sql, session, kiosk))) return err({ refused: 'sessionEnded' });
      return loginService.login(session, request);
    },
    order: (kiosk, session, request, signal) =>
      oneAtATime(request.requestId, async () => {
        signal.throwIfAborted();
        const open = await findLoggedIn(sql, session, clock.now());
        if (open?.kiosk !== kiosk) return err({ refused: 'sessionEnded' });
        const given = await givenAnswer(sql, open, request);
        if (given) return given;
        await takeTurn(sql, session, request.requestId);
        const built = await withinLimit(() => orderService.build(session, request, signal), signal);
        if (built.ok || built.error.refused !== 'invalidOrder') return built;
        // Another node may have been a moment faster with the same request: its answer is the one.
        return (await givenAnswer(sql, open, request)) ?? built;
      }),
    async outcome(kiosk, transaction, outcome) {
      if (!(await isOrderOf(sql, transaction, kiosk))) return err({ refused: 'invalidOrder' });
      return recordOutcome(sql, transaction, outcome);
    },
    async endSession(kiosk, session) {
      await sql.transaction(async (queries) => {
        if (!(await isSessionOf(queries, session, kiosk))) return;
        await deleteSession(queries, session);
        await voidOrphans(queries);
      });
    },
    async sweep() {
      await sql.transaction(async (queries) => {
        await deleteExpired(queries, clock.now());
        await voidOrphans(queries);
      });
    },
  };
}
