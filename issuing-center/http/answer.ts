import type { Server as PlainServer } from 'node:http';
import type { Server } from 'node:https';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Refusal, RefusalCode } from '../../shared/center-api.ts';
import type { Result } from '../../shared/result.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The kiosk that its certificate names; set before any route runs. */
    kiosk: string;
  }
}

/** The center's HTTP server, TLS on both ends. */
export type CenterServer = FastifyInstance<Server>;
export type AnyServer = FastifyInstance<Server | PlainServer>;

/** Sends what was asked for, checked once more by the contract, or the refusal. */
export function answer<T>(
  reply: FastifyReply,
  schema: z.ZodType<T>,
  result: Result<unknown, Refusal>,
): FastifyReply {
  if (result.ok) return reply.send(schema.parse(result.value));
  refusals.set(reply.request, result.error.refused);
  return reply.code(409).send(result.error);
}

/** The refusal that a request was answered with, for the log; null: none. */
export function refusalIn({ request }: FastifyReply): RefusalCode | null {
  return refusals.get(request) ?? null;
}

const refusals = new WeakMap<object, RefusalCode>();

/** A request out of shape; nothing of it is repeated. */
export function malformed(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({ error: 'malformed' });
}

/** A kiosk that speaks in another's name, or whose certificate is no longer let in. */
export function forbidden(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({ error: 'forbidden' });
}
