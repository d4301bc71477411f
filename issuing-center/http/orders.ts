import { z } from 'zod';
import { orderOutcomeSchema, orderRequestSchema, orderSchema } from '../../shared/center-api.ts';
import { sessionIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Center } from '../center.ts';
import { answer, malformed, type CenterServer } from './answer.ts';
import { waitWithin } from './wait-within.ts';

/**
 * So long the center builds an order, ms: less than the kiosk waits for it (45 s), so that an order is never issued to a kiosk
 * that has given it up.
 */
export const orderDeadlineMs = 40_000;

const sessionParams = z.object({ session: sessionIdSchema });
const transactionParams = z.object({ transaction: transactionIdSchema });
const nothingSchema = z.strictObject({});

export function addOrderRoutes(
  server: CenterServer,
  center: Pick<Center, 'order' | 'outcome'>,
  timers: Timers,
): void {
  server.post('/v1/sessions/:session/orders', async (request, reply) => {
    const params = sessionParams.safeParse(request.params);
    const body = orderRequestSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    const order = await waitWithin({ timers, ms: orderDeadlineMs, until: reply.raw }, (signal) =>
      center.order(request.kiosk, params.data.session, body.data, signal),
    );
    if (order === 'givenUp') return reply.code(503).send({ error: 'tooSlow' });
    return answer(reply, orderSchema, order);
  });

  server.post('/v1/orders/:transaction/outcome', async (request, reply) => {
    const params = transactionParams.safeParse(request.params);
    const body = orderOutcomeSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    const outcome = await center.outcome(request.kiosk, params.data.transaction, body.data);
    return answer(reply, nothingSchema, outcome.ok ? ok({}) : outcome);
  });
}
