import type { KeyObject } from 'node:crypto';
import type { Offers, Order, OrderOutcome, OrderRequest } from '../shared/center-api.ts';
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
import type { Municipalities } from './municipalities/load.ts';
import type { SiteNode } from './nodes/node.ts';
import { offersAt } from './rules/offers.ts';
import type { SealKeys } from './seal/seal-keys.ts';
import { givenAnswer } from './store/answers.ts';
import { isOrderOf } from './store/orders.ts';
import { findLoggedIn, takeTurn } from './store/sessions.ts';
import type { Sql } from './store/sql.ts';

export interface CenterParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
  readonly font: MinchoFont;
  readonly signingKey: KeyObject;
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
}

export function createCenter(parts: CenterParts): Center {
  const { sql, clock, municipalities, node } = parts;
  const orderService = createOrderService({
    ...parts,
    renderer: createSheetRenderer(parts),
    admitNode: (queries) => node.holdsSite(queries),
  });
  const oneAtATime = createKeyedMutex();
  const withinLimit = createSemaphore(ordersAtOnce);

  return {
    offers: () => offersAt(municipalities, clock.now()),
    order: (kiosk, session, request, signal) =>
      oneAtATime(request.requestId, async () => {
        signal.throwIfAborted();
        const open = await findLoggedIn(sql, kiosk, session, clock.now());
        if (open?.service !== 'certificates') return err({ refused: 'sessionEnded' });
        const given = await givenAnswer(sql, open, request);
        if (given) return given;
        await takeTurn(sql, session, request.requestId);
        const built = await withinLimit(() => orderService.build(kiosk, session, request, signal), signal);
        if (built.ok || built.error.refused !== 'invalidOrder') return built;
        // Another node may have been a moment faster with the same request: its answer is the one.
        return (await givenAnswer(sql, open, request)) ?? built;
      }),
    async outcome(kiosk, transaction, outcome) {
      if (!(await isOrderOf(sql, transaction, kiosk))) return err({ refused: 'invalidOrder' });
      return recordOutcome(sql, transaction, outcome);
    },
  };
}
