import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { forbidden, refusalIn, type AnyServer, type CenterServer } from './serve.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { routeName } from '../../logging/field-kinds.ts';
import type { Sql } from '../store/sql.ts';
import type { LineCredentials, Transport } from '../tls-link/transport.ts';

/** The largest request, bytes: an order of ten lines with persons; a login has a certificate of 2 kB. */
const bodyBytes = 32 * 1024;

/** How long a connection may take for what it does, ms. */
export interface ConnectionLimits {
  /** To send a request whole. */
  readonly requestMs: number;
  /** In which nothing happens on it; longer than the building of the largest order. */
  readonly idleMs: number;
  /** For certificates to be shown and checked, once it is open. */
  readonly handshakeMs: number;
}

export const connectionLimits: ConnectionLimits = { requestMs: 10_000, idleMs: 60_000, handshakeMs: 10_000 };

const serverOptions = ({ requestMs, idleMs }: ConnectionLimits) =>
  ({
    logger: false,
    bodyLimit: bodyBytes,
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }) as const;

/** The server that kiosks talk to: TLS 1.3, both ends with a certificate of the line's own authority. */
export function newLineServer(
  ca: string,
  { key, certificate }: LineCredentials,
  log: EventLog,
  limits = connectionLimits,
): CenterServer {
  const server = fastify({
    ...serverOptions(limits),
    https: {
      ...{ ca, key, cert: certificate },
      ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
      handshakeTimeout: limits.handshakeMs,
    },
  });
  tellLittle(server, log);
  logAnswers(server, log);
  return server;
}

/** The server of what everybody may know. It is signed, so that the connection need not be. */
export function newPublicServer(log: EventLog, limits = connectionLimits): FastifyInstance {
  const server = fastify(serverOptions(limits));
  tellLittle(server, log);
  logAnswers(server, log);
  return server;
}

/** Nothing of a request is echoed; an internal fault is reported internally only. */
function tellLittle(server: AnyServer, log: EventLog): void {
  // JSON only: the contract has nothing else.
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'notFound' }));
  server.setErrorHandler((error, request, reply) => {
    if (isClientError(error)) return reply.code(error.statusCode).send({ error: 'malformed' });
    log.caught('serverFault', { route: routeOf(request) }, error);
    return reply.code(500).send({ error: 'internal' });
  });
}

/** Logs every answer by its route, as the contract names it: what stood in the path or the body stays out. */
function logAnswers(server: AnyServer, log: EventLog): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const code = refusalIn(reply);
    if (code !== null) log.event('requestRefused', { route, code });
    log.event('requestAnswered', { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

function routeOf({ method, routeOptions }: FastifyRequest): ReturnType<typeof routeName> {
  return routeName(method, routeOptions.url ?? '');
}

/**
 * Lets a request through only if its kiosk's certificate holds at this moment; routes find the kiosk's name in the request.
 */
export function admitKiosks(server: CenterServer, transport: Transport, sql: Sql): void {
  server.decorateRequest('kiosk', '');
  server.addHook('onRequest', async (request, reply) => {
    const kiosk = await transport.kioskOn(request.raw.socket, sql);
    if (kiosk === null) return forbidden(reply);
    request.kiosk = kiosk;
    return undefined;
  });
}

function isClientError(error: unknown): error is Error & { statusCode: number } {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}
