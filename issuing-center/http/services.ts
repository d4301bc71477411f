import { z } from 'zod';
import { loginSchema, sessionBegunSchema } from '../../shared/center-api.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import {
  beginServiceSchema,
  enrolmentRequestSchema,
  enrolmentSchema,
  permitRequestSchema,
  permitSchema,
  reservationSchema,
  reservedSchema,
  serviceHolderSchema,
} from '../../shared/service-api.ts';
import { cardChallengeLength } from '../../shared/reset-permit.ts';
import type { ReservationService } from '../services/reservation-service.ts';
import type { CardService } from '../services/card-service.ts';
import { answer, forbidden, malformed, type AnyServer, type CenterServer } from './answer.ts';

const paramsSchema = z.object({ session: sessionIdSchema });
const nothingSchema = z.strictObject({});
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** The services beside the certificates, for kiosks. */
export function addServiceRoutes(server: CenterServer, service: CardService): void {
  const at = '/v1/service-sessions/:session';

  server.post('/v1/service-sessions', async (request, reply) => {
    const body = beginServiceSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    if (body.data.kiosk !== request.kiosk) return forbidden(reply);
    return answer(reply, sessionBegunSchema, await service.begin(body.data));
  });

  server.post(`${at}/login`, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    const body = loginSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    return answer(
      reply,
      serviceHolderSchema,
      await service.login(request.kiosk, params.data.session, body.data),
    );
  });

  server.post(`${at}/enrolments`, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    const body = enrolmentRequestSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    return answer(reply, enrolmentSchema, await service.enrol(request.kiosk, params.data.session, body.data));
  });

  server.post(`${at}/permit`, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    const body = permitRequestSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    const cardChallenge = bytes(body.data.cardChallenge);
    if (cardChallenge.length !== cardChallengeLength) return malformed(reply);
    const permit = await service.permit(request.kiosk, params.data.session, {
      cardChallenge,
      certificate: bytes(body.data.certificate),
    });
    const sent = permit.ok ? ok({ permit: Buffer.from(permit.value).toString('base64') }) : permit;
    return answer(reply, permitSchema, sent);
  });

  server.post(`${at}/changed`, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    if (!params.success) return malformed(reply);
    const changed = await service.changed(request.kiosk, params.data.session);
    return answer(reply, nothingSchema, changed.ok ? ok({}) : changed);
  });

  server.delete(at, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    if (!params.success) return malformed(reply);
    await service.end(request.kiosk, params.data.session);
    return reply.send({});
  });
}

/** For the smartphone's application: the request is signed by its service, so the connection may be anybody's. */
export function addReservationRoute(server: AnyServer, service: ReservationService): void {
  server.post('/v1/reservations', async (request, reply) => {
    const body = reservationSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, reservedSchema, await service.reserve(body.data));
  });
}
