import type { Server as PlainServer, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refusalSchema, type RefusalCode, type RefusalOfCodes } from '../../shared/center-api.ts';
import type { Endpoint, PathParams } from '../../shared/endpoints.ts';
import type { Result } from '../../shared/result.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The kiosk named by its certificate; set before any handler runs, empty where anybody may ask. */
    kiosk: string;
    /** Whether that kiosk is trusted (`KioskTrust`). */
    trusted: boolean;
  }
}

/** The center's HTTP server for kiosks, TLS on both ends. */
export type CenterServer = FastifyInstance<Server>;
export type AnyServer = FastifyInstance<Server | PlainServer>;

/** A well-formed request. */
export interface Asked<Params, Body> {
  /** The name that TLS has proved. */
  readonly kiosk: string;
  /** Whether its reports have added up so far; false where anybody may ask. */
  readonly trusted: boolean;
  readonly params: Params;
  readonly body: Body;
  /** Closed when the client has gone away. */
  readonly response: ServerResponse;
}

/** An answer that has been checked and written where it was made. */
export class ReadyJson {
  /** JSON in UTF-8. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Handles a request. `givenUp`: it took too long and changed nothing. */
export type Handler<Params, Body, Answer, Code extends RefusalCode> = (
  asked: Asked<Params, Body>,
) => Promise<Result<Answer | ReadyJson, RefusalOfCodes<Code>> | 'givenUp'>;

/**
 * Serves an endpoint. Parameters and body are checked before its handler sees them, and the answer before it is sent; a kiosk
 * that speaks in another's name is refused. Nothing of a request is echoed.
 */
export function serve<Params extends PathParams, Body, Answer, Code extends RefusalCode>(
  server: AnyServer,
  endpoint: Endpoint<Params, Body, Answer, Code>,
  handler: Handler<Params, Body, Answer, Code>,
): void {
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: async (request, reply) => {
      const params = endpoint.params.safeParse(request.params);
      const body = endpoint.request.safeParse(request.body);
      if (!params.success || !body.success) return malformed(reply);
      const { kiosk, trusted } = request;
      if (speaksForAnother(body.data, kiosk)) return forbidden(reply);
      const result = await handler({
        ...{ kiosk, trusted, params: params.data, body: body.data },
        response: reply.raw,
      });
      if (result === 'givenUp') return reply.code(503).send({ error: 'tooSlow' });
      if (!result.ok) {
        refusals.set(request, result.error.refused);
        return reply.code(409).send(refusalSchema.parse(result.error));
      }
      const { value } = result;
      if (value instanceof ReadyJson) return reply.type('application/json; charset=utf-8').send(value.bytes);
      return reply.send(endpoint.answer.parse(value ?? {}) ?? {});
    },
  });
}

/** The refusal that a request was answered with, for the log; null if there was none. */
export function refusalIn({ request }: FastifyReply): RefusalCode | null {
  return refusals.get(request) ?? null;
}

const refusals = new WeakMap<object, RefusalCode>();

/** A request that names a kiosk must name the one that sends it. */
function speaksForAnother(body: unknown, kiosk: string): boolean {
  return typeof body === 'object' && body !== null && 'kiosk' in body && body.kiosk !== kiosk;
}

function malformed(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({ error: 'malformed' });
}

/** For a kiosk that speaks in another's name, or whose certificate is no longer accepted. */
export function forbidden(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({ error: 'forbidden' });
}
