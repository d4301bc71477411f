import { z } from 'zod';
import { requestIdSchema } from '../../shared/ids.ts';
import {
  findTransactionSchema,
  refundCaseSchema,
  refundClaimSchema,
  refundGrantedSchema,
  refundOutcomeSchema,
} from '../../shared/refund-api.ts';
import { ok } from '../../shared/result.ts';
import type { RefundService } from '../refunds/refund-service.ts';
import { answer, malformed, type CenterServer } from './answer.ts';

const paramsSchema = z.object({ refund: requestIdSchema });
const nothingSchema = z.strictObject({});

export function addRefundRoutes(server: CenterServer, service: RefundService): void {
  server.post('/v1/refunds/find', async (request, reply) => {
    const body = findTransactionSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, refundCaseSchema, await service.find(body.data.code));
  });

  server.post('/v1/refunds', async (request, reply) => {
    const body = refundClaimSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, refundGrantedSchema, await service.claim(request.kiosk, body.data));
  });

  server.post('/v1/refunds/:refund/outcome', async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    const body = refundOutcomeSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    const outcome = await service.outcome(request.kiosk, params.data.refund, body.data);
    return answer(reply, nothingSchema, outcome.ok ? ok({}) : outcome);
  });
}
