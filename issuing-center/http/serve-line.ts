import type { Duplex } from 'node:stream';
import type { Order, RefusalCode } from '../../shared/center-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { askedOf } from '../../shared/offers-api.ts';
import { err, ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { kioskLabel } from '../../logging/field-kinds.ts';
import type { Limits } from '../limits/limits.ts';
import { createLimiter } from '../limits/token-bucket.ts';
import type { Center } from '../center.ts';
import type { KioskCredentials } from '../tls-link/kiosk-credentials.ts';
import { ReadyJson, serve, type CenterServer, type Handler } from './serve.ts';
import { waitWithin } from './wait-within.ts';

/**
 * How long the center may take to build an order, ms: less than the kiosk waits for it (45 s), so that no order is issued to
 * a kiosk that has given up on it.
 */
export const orderDeadlineMs = 40_000;

/** What is limited for each kiosk. */
type LimitName = 'sessions' | 'receipts' | 'proofs' | 'questions';

export interface LineParts {
  readonly timers: Timers;
  readonly limits: Limits;
  readonly log: EventLog;
  readonly credentials: Pick<KioskCredentials, 'renew'>;
  /** Which kiosk is let in on a connection at this moment; null: none. */
  readonly kioskOn: (socket: Duplex) => Promise<string | null>;
}

/**
 * Serves the endpoints of the kiosks. One that is not trusted begins nothing; what it has to report is heard all the same, since
 * residents' money depends on it.
 * @param timers for the deadline of orders
 */
export function serveLine(
  server: CenterServer,
  center: Center,
  { timers, limits, log, credentials, kioskOn }: LineParts,
): void {
  const { sessions, resets, refunds } = center;
  function trusted<Params, Body, Answer, Code extends RefusalCode>(
    handler: Handler<Params, Body, Answer, Code>,
  ): Handler<Params, Body, Answer, Code | 'kioskNotTrusted'> {
    return (asked) => (asked.trusted ? handler(asked) : Promise.resolve(err({ refused: 'kioskNotTrusted' })));
  }
  const elapsed = () => timers.elapsed();
  const bucketsOf = (what: LimitName) => ({
    limiter: createLimiter({ ...limits[what], elapsed }),
    logged: createLimiter({ burst: 1, perMinute: 1, elapsed }),
  });
  const buckets = {
    sessions: bucketsOf('sessions'),
    receipts: bucketsOf('receipts'),
    proofs: bucketsOf('proofs'),
    questions: bucketsOf('questions'),
  };
  /** At most so often for each kiosk, at this node. A kiosk that asks too often is logged once a minute. */
  function limited<Params, Body, Answer, Code extends RefusalCode>(
    what: LimitName,
    handler: Handler<Params, Body, Answer, Code>,
  ): Handler<Params, Body, Answer, Code | 'tooOften'> {
    const { limiter, logged } = buckets[what];
    return (asked) => {
      if (limiter.take(asked.kiosk)) return handler(asked);
      if (logged.take(asked.kiosk)) log.event('requestsTooOften', { kiosk: kioskLabel(asked.kiosk), what });
      return Promise.resolve(err({ refused: 'tooOften' }));
    };
  }
  serve(
    server,
    endpoints.municipalityIndex,
    limited(
      'questions',
      trusted(() => Promise.resolve(ok(center.index()))),
    ),
  );
  serve(
    server,
    endpoints.offers,
    limited(
      'questions',
      trusted(({ params }) => Promise.resolve(ok(center.offers(askedOf(params.municipalities))))),
    ),
  );
  serve(
    server,
    endpoints.municipalityRules,
    limited(
      'questions',
      trusted(({ params }) => center.rules(params.municipality, Number(params.number))),
    ),
  );
  serve(
    server,
    endpoints.beginSession,
    limited(
      'sessions',
      trusted(({ body }) => sessions.begin(body)),
    ),
  );
  serve(
    server,
    endpoints.login,
    trusted(({ kiosk, params, body }) => sessions.login(kiosk, params.session, body)),
  );
  serve(server, endpoints.endSession, async ({ kiosk, params }) => {
    await sessions.end(kiosk, params.session);
    return ok();
  });
  serve(
    server,
    endpoints.order,
    trusted(({ kiosk, params, body, response }) =>
      waitWithin({ timers, ms: orderDeadlineMs, until: response }, async (signal) => {
        const made = await center.order(kiosk, params.session, body, signal);
        return made.ok ? ok<Order | ReadyJson>(new ReadyJson(made.value.json)) : made;
      }),
    ),
  );
  serve(server, endpoints.outcome, ({ kiosk, params, body }) =>
    center.outcome(kiosk, params.transaction, body),
  );

  serve(
    server,
    endpoints.journalHead,
    limited('questions', async ({ kiosk, body }) => ok(await center.journalHead(kiosk, body))),
  );

  serve(
    server,
    endpoints.report,
    limited('questions', async ({ kiosk, body }) => ok(await center.report(kiosk, body))),
  );

  serve(
    server,
    endpoints.enrol,
    limited(
      'proofs',
      trusted(({ kiosk, params, body }) => center.enrol(kiosk, params.session, body)),
    ),
  );
  serve(
    server,
    endpoints.permit,
    limited(
      'proofs',
      trusted(async ({ kiosk, params, body }) => {
        const [cardChallenge, certificate] = [bytesOf(body.cardChallenge), bytesOf(body.certificate)];
        const permit = await resets.permit(kiosk, params.session, { cardChallenge, certificate });
        return permit.ok ? ok({ permit: Buffer.from(permit.value).toString('base64') }) : permit;
      }),
    ),
  );
  serve(server, endpoints.secretChanged, ({ kiosk, params }) => resets.changed(kiosk, params.session));

  serve(
    server,
    endpoints.renewCertificate,
    limited(
      'proofs',
      trusted(({ kiosk, body, response: { socket } }) =>
        credentials.renew(kiosk, body, async () => socket !== null && (await kioskOn(socket)) === kiosk),
      ),
    ),
  );

  serve(
    server,
    endpoints.findTransaction,
    limited(
      'receipts',
      trusted(({ kiosk, body }) => refunds.find(kiosk, body)),
    ),
  );
  serve(
    server,
    endpoints.claimRefund,
    trusted(({ kiosk, body }) => refunds.claim(kiosk, body)),
  );
  serve(server, endpoints.refundOutcome, ({ kiosk, params, body }) =>
    refunds.outcome(kiosk, params.refund, body),
  );
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
