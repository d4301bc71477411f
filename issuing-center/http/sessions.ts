import { z } from 'zod';
import {
  beginSessionSchema,
  loginSchema,
  residentSchema,
  sessionBegunSchema,
} from '../../shared/center-api.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import type { Center } from '../center.ts';
import { answer, forbidden, malformed, type CenterServer } from './answer.ts';

const paramsSchema = z.object({ session: sessionIdSchema });

export function addSessionRoutes(
  server: CenterServer,
  center: Pick<Center, 'beginSession' | 'login' | 'endSession'>,
): void {
  server.post('/v1/sessions', async (request, reply) => {
    const body = beginSessionSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    if (body.data.kiosk !== request.kiosk) return forbidden(reply);
    return answer(reply, sessionBegunSchema, await center.beginSession(body.data));
  });

  server.post('/v1/sessions/:session/login', async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    const body = loginSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    return answer(reply, residentSchema, await center.login(request.kiosk, params.data.session, body.data));
  });

  server.delete('/v1/sessions/:session', async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    if (!params.success) return malformed(reply);
    await center.endSession(request.kiosk, params.data.session);
    return reply.send({});
  });
}
