import { endpoints } from '../../shared/endpoints.ts';
import type { Limits } from '../limits/limits.ts';
import type { AnyServer } from './serve.ts';

/** When a kiosk that is sent away may come again, s: as long as a resident looks at a screen that says to wait. */
export const againS = 2;

const routeOf = (method: string, path: string): string => `${method} ${path}`;
const routesOf = (
  those: readonly { readonly method: string; readonly path: string }[],
): ReadonlySet<string> => new Set(those.map(({ method, path }) => routeOf(method, path)));

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
 * heard. Comes before every other hook of the server.
 * @param onBusy told for each that is sent away
 */
export function holdBack(server: AnyServer, limits: Limits['inWork'], onBusy: () => void): void {
  let inWork = 0;
  server.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request.method, request.routeOptions.url ?? '');
    const most = beginning.has(route) ? limits.newVisits : limits.visits;
    if (inWork >= most && !telling.has(route)) {
      onBusy();
      void reply.code(503).header('retry-after', againS).send({ error: 'busy' });
      return;
    }
    inWork += 1;
    reply.raw.once('close', () => {
      inWork -= 1;
    });
    done();
  });
}
