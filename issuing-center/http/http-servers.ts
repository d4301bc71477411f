import fastify, { type FastifyInstance } from 'fastify';
import { forbidden, type AnyServer, type CenterServer } from './serve.ts';
import { faultAt, type ServerFault } from './server-fault.ts';
import type { Sql } from '../store/sql.ts';
import type { LineCredentials, Transport } from '../tls-link/transport.ts';

const limits = {
  /** The largest request is an order of ten lines with persons; a login has a certificate of 2 kB. */
  bodyBytes: 32 * 1024,
  /** To receive a request whole. */
  requestMs: 10_000,
  /** A connection on which nothing happens; longer than the building of the largest order. */
  idleMs: 60_000,
  /** For certificates to be shown and checked, once a connection is open. */
  handshakeMs: 10_000,
} as const;

const common = {
  logger: false,
  bodyLimit: limits.bodyBytes,
  requestTimeout: limits.requestMs,
  connectionTimeout: limits.idleMs,
  forceCloseConnections: 'idle',
  return503OnClosing: true,
} as const;

type Report = (fault: ServerFault) => void;

/** The server that kiosks speak to: TLS 1.3, each end with a certificate of the line's own authority. */
export function newLineServer(
  ca: string,
  { key, certificate }: LineCredentials,
  report: Report,
): CenterServer {
  const server = fastify({
    ...common,
    https: {
      ...{ ca, key, cert: certificate },
      ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
      handshakeTimeout: limits.handshakeMs,
    },
  });
  tellLittle(server, report);
  return server;
}

/** The server of what everybody may know. It is signed, so that the connection need not be. */
export function newPublicServer(report: Report): FastifyInstance {
  const server = fastify(common);
  tellLittle(server, report);
  return server;
}

/** Nothing of a request is repeated, and what breaks inside is reported inside. */
function tellLittle(server: AnyServer, report: Report): void {
  // JSON alone: nothing else is in the contract.
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'notFound' }));
  server.setErrorHandler((error, request, reply) => {
    if (isClientError(error)) return reply.code(error.statusCode).send({ error: 'malformed' });
    report(faultAt(`${request.method} ${request.routeOptions.url ?? ''}`, error));
    return reply.code(500).send({ error: 'internal' });
  });
}

/** Lets no request pass whose kiosk's certificate does not hold at this moment; the routes find its name in the request. */
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
