import type { Timers } from '../../shared/timers.ts';
import { within } from '../../shared/deadline.ts';
import type { AnyServer } from './serve.ts';

/** A database that has not answered by then does not serve kiosks, ms. */
const answerMs = 2_000;
/** Whoever asks more often is told the last answer: anybody may ask, and each look costs a query. ms */
const keptMs = 1_000;

/**
 * For whatever watches the node: `/healthz` says that the process answers, `/readyz` (200 or 503) whether it can issue now.
 * @param canIssue whether the database answers and the site still has this node's build and configuration
 */
export function serveHealth(server: AnyServer, canIssue: () => Promise<boolean>, timers: Timers): void {
  let last: { readonly at: number; readonly ready: Promise<boolean> } | null = null;
  const look = async (): Promise<boolean> => {
    const seen = await within(
      timers,
      answerMs,
      canIssue().catch(() => false),
    );
    return !seen.late && seen.value;
  };
  server.get('/healthz', (_request, reply) => reply.send({ alive: true }));
  server.get('/readyz', async (_request, reply) => {
    if (last === null || timers.elapsed() - last.at >= keptMs) last = { at: timers.elapsed(), ready: look() };
    const ready = await last.ready;
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
