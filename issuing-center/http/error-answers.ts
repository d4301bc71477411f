import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { EventLog } from '../../logging/event-log.ts';
import { routeName } from '../../logging/field-kinds.ts';

const malformed = { error: 'malformed' } as const;

/**
 * Answers every error, a route's or the framework's: nothing of the request is echoed, an internal fault is reported
 * internally only.
 */
export function answerError(log: EventLog) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = clientStatusOf(error);
    if (status !== null) return reply.code(status).send(malformed);
    log.caught('serverFault', { route: routeOf(request) }, error);
    return reply.code(500).send({ error: 'internal' });
  };
}

/** The same for what comes to no route: paths that cannot be decoded, and bytes that are no request. */
export function errorAnswers(log: EventLog) {
  const answer = answerError(log);
  return {
    frameworkErrors(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
      answer(error, request, reply);
      log.event('requestAnswered', { route: routeOf(request), status: reply.statusCode, ms: 0 });
    },
    clientErrorHandler(error: Error, socket: Socket): void {
      if (socket.writable) socket.write(bareAnswer(statusOfParser(error)));
      socket.destroy();
    },
  } as const;
}

/** A route by the pattern it was registered with; no pattern where it came to none. */
export function routeOf({ method, routeOptions }: FastifyRequest): ReturnType<typeof routeName> {
  return routeName(method, routeOptions.url ?? '');
}

/** What the server answers as HTTP says where it could read too little to have a reply. */
function bareAnswer(status: number): string {
  const body = JSON.stringify(malformed);
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${String(body.length)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function statusOfParser(error: Error): number {
  const code = 'code' in error ? error.code : '';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

function clientStatusOf(error: unknown): number | null {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
