import { endpoints } from '../../shared/endpoints.ts';
import { ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Center } from '../center.ts';
import type { RefundService } from '../refunds/refund-service.ts';
import type { CardService } from '../services/card-service.ts';
import { serve, type CenterServer } from './serve.ts';
import { waitWithin } from './wait-within.ts';

/**
 * So long the center builds an order, ms: less than the kiosk waits for it (45 s), so that an order is never issued to a kiosk
 * that has given it up.
 */
export const orderDeadlineMs = 40_000;

/** What kiosks can ask for. */
export interface LineServices {
  readonly center: Center;
  readonly services: CardService;
  readonly refunds: RefundService;
  /** For the deadline of orders. */
  readonly timers: Timers;
}

/** Serves the endpoints of the kiosks. */
export function serveLine(server: CenterServer, { center, services, refunds, timers }: LineServices): void {
  serve(server, endpoints.offers, () => Promise.resolve(ok(center.offers())));
  serve(server, endpoints.beginSession, ({ body }) => center.beginSession(body));
  serve(server, endpoints.login, ({ kiosk, params, body }) => center.login(kiosk, params.session, body));
  serve(server, endpoints.endSession, async ({ kiosk, params }) => {
    await center.endSession(kiosk, params.session);
    return ok();
  });
  serve(server, endpoints.order, ({ kiosk, params, body, response }) =>
    waitWithin({ timers, ms: orderDeadlineMs, until: response }, (signal) =>
      center.order(kiosk, params.session, body, signal),
    ),
  );
  serve(server, endpoints.outcome, ({ kiosk, params, body }) =>
    center.outcome(kiosk, params.transaction, body),
  );

  serve(server, endpoints.beginService, ({ body }) => services.begin(body));
  serve(server, endpoints.serviceLogin, ({ kiosk, params, body }) =>
    services.login(kiosk, params.session, body),
  );
  serve(server, endpoints.endService, async ({ kiosk, params }) => {
    await services.end(kiosk, params.session);
    return ok();
  });
  serve(server, endpoints.enrol, ({ kiosk, params, body }) => services.enrol(kiosk, params.session, body));
  serve(server, endpoints.permit, async ({ kiosk, params, body }) => {
    const [cardChallenge, certificate] = [bytesOf(body.cardChallenge), bytesOf(body.certificate)];
    const permit = await services.permit(kiosk, params.session, { cardChallenge, certificate });
    return permit.ok ? ok({ permit: Buffer.from(permit.value).toString('base64') }) : permit;
  });
  serve(server, endpoints.secretChanged, ({ kiosk, params }) => services.changed(kiosk, params.session));

  serve(server, endpoints.findTransaction, ({ body }) => refunds.find(body.code));
  serve(server, endpoints.claimRefund, ({ kiosk, body }) => refunds.claim(kiosk, body));
  serve(server, endpoints.refundOutcome, ({ kiosk, params, body }) =>
    refunds.outcome(kiosk, params.refund, body),
  );
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
