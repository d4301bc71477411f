import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '../../shared/endpoints.ts';
import type { Limits } from '../limits/limits.ts';
import { routeName } from '../../logging/field-kinds.ts';
import { routeOf } from './error-answers.ts';
import type { AnyServer } from './serve.ts';

/** When a kiosk that is sent away may come again, s: as long as a resident looks at a screen that says to wait. */
export const againS = 2;

const routesOf = (
  those: readonly { readonly method: string; readonly path: string }[],
): ReadonlySet<ReturnType<typeof routeOf>> =>
  new Set(those.map(({ method, path }) => routeName(method, path)));

/** What can wait: nobody stands in the middle of anything for it. */
const beginning = routesOf([
  endpoints.beginSession,
  endpoints.municipalityIndex,
  endpoints.offers,
  endpoints.municipalityRules,
]);
/** What has happened already: residents' money depends on its being heard, and hearing it costs little. */
const telling = routesOf([
  endpoints.outcome,
  endpoints.endSession,
  endpoints.secretChanged,
  endpoints.refundOutcome,
  endpoints.report,
  endpoints.journalHead,
]);

/**
 * Sends kiosks away (503, `retry-after`) while the node has more in work than it can answer before their time is out: at once, before
 * anything is asked of the database or changed. New visits are sent away first, those that have begun later, and what only tells is always
 * heard. Comes before every other hook of the server; only what is whole and was let in counts as work, so that nobody fills the node with
 * questions that never end or that are refused anyway.
 * @param onBusy told for each that is sent away
 */
export function holdBack(server: AnyServer, limits: Limits['inWork'], onBusy: () => void): void {
  const work = createWork();
  const sentAway = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const route = routeOf(request);
    const most = beginning.has(route) ? limits.newVisits : limits.visits;
    if (work.count() < most || telling.has(route)) return false;
    onBusy();
    void reply.code(503).header('retry-after', againS).send({ error: 'busy' });
    return true;
  };
  server.addHook('onRequest', (request, reply, done) => {
    if (!sentAway(request, reply)) done();
  });
  // Many may have come at one moment.
  server.addHook('preHandler', (request, reply, done) => {
    if (sentAway(request, reply)) return;
    if (!telling.has(routeOf(request))) reply.raw.once('close', work.begin(request.raw.socket));
    done();
  });
}

/** Counts what is in work, over all connections. */
function createWork() {
  let inWork = 0;
  const ofSockets = new WeakMap<Socket, { count: number }>();
  return {
    count: () => inWork,
    /** @returns ends it */
    begin(socket: Socket): () => void {
      const known = ofSockets.get(socket);
      const own = known ?? { count: 0 };
      if (!known) {
        ofSockets.set(socket, own);
        // Of requests that came one after the other without waiting, only the first one's answer hears that the connection has gone.
        socket.once('close', () => {
          inWork -= own.count;
          own.count = 0;
        });
      }
      own.count += 1;
      inWork += 1;
      return () => {
        if (own.count === 0) return;
        own.count -= 1;
        inWork -= 1;
      };
    },
  };
}
