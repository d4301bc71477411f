import { endpoints } from '../../shared/endpoints.ts';
import { ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Center } from '../center.ts';
import { serve, type CenterServer } from './serve.ts';
import { waitWithin } from './wait-within.ts';

/**
 * How long the center may take to build an order, ms: less than the kiosk waits for it (45 s), so that no order is issued to
 * a kiosk that has given up on it.
 */
export const orderDeadlineMs = 40_000;

/** Serves the endpoints of the kiosks. @param timers for the deadline of orders */
export function serveLine(server: CenterServer, center: Center, timers: Timers): void {
  const { sessions, resets, refunds } = center;
  serve(server, endpoints.offers, () => Promise.resolve(ok(center.offers())));
  serve(server, endpoints.beginSession, ({ body }) => sessions.begin(body));
  serve(server, endpoints.login, ({ kiosk, params, body }) => sessions.login(kiosk, params.session, body));
  serve(server, endpoints.endSession, async ({ kiosk, params }) => {
    await sessions.end(kiosk, params.session);
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

  serve(server, endpoints.journalHead, async ({ kiosk, body }) => ok(await center.journalHead(kiosk, body)));

  serve(server, endpoints.enrol, ({ kiosk, params, body }) => center.enrol(kiosk, params.session, body));
  serve(server, endpoints.permit, async ({ kiosk, params, body }) => {
    const [cardChallenge, certificate] = [bytesOf(body.cardChallenge), bytesOf(body.certificate)];
    const permit = await resets.permit(kiosk, params.session, { cardChallenge, certificate });
    return permit.ok ? ok({ permit: Buffer.from(permit.value).toString('base64') }) : permit;
  });
  serve(server, endpoints.secretChanged, ({ kiosk, params }) => resets.changed(kiosk, params.session));

  serve(server, endpoints.findTransaction, ({ body }) => refunds.find(body.code));
  serve(server, endpoints.claimRefund, ({ kiosk, body }) => refunds.claim(kiosk, body));
  serve(server, endpoints.refundOutcome, ({ kiosk, params, body }) =>
    refunds.outcome(kiosk, params.refund, body),
  );
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
