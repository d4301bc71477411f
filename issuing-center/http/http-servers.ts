import type { Server } from 'node:https';
import fastify, { type FastifyInstance } from 'fastify';
import { answerError, errorAnswers, routeOf } from './error-answers.ts';
import { limitConnections, type ConnectionCounts } from './limit-connections.ts';
import { forbidden, refusalIn, type AnyServer, type CenterServer } from './serve.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import type { KioskTrust } from '../kiosk-trust.ts';
import { inOneRound } from '../store/one-round.ts';
import type { Sql } from '../store/sql.ts';
import type { LineCredentials, Transport } from '../tls-link/transport.ts';

/** The largest request, bytes: an order of ten lines with persons; a login has a certificate of 2 kB. */
const bodyBytes = 32 * 1024;

/** How many connections there may be, and how long one may take for what it does, ms. */
export interface ConnectionLimits extends ConnectionCounts {
  /** To send a request whole, counted from the opening of the connection or from the request's first byte. */
  readonly requestMs: number;
  /** In which nothing happens on it; longer than the building of the largest order. */
  readonly idleMs: number;
  /** For certificates to be shown and checked, once it is open. */
  readonly handshakeMs: number;
}

const times = { requestMs: 10_000, idleMs: 60_000, handshakeMs: 10_000, answerMs: 120_000 } as const;

/**
 * For kiosks: one asks over a few connections at once, and a broken line leaves some behind until they are idle too long. A visit keeps one
 * for a minute or two, so a node that begins ten a second has a thousand.
 */
export const lineLimits: ConnectionLimits = { ...times, perPeer: 16, total: 2_000 };

/** For everybody: behind one address of a mobile network there are many telephones. */
export const publicLimits: ConnectionLimits = { ...times, perPeer: 64, total: 500 };

export interface ServerParts {
  readonly log: EventLog;
  readonly limits?: ConnectionLimits;
  /** For how long an answer may take to be fetched. */
  readonly timers?: Timers;
}

const serverOptions = ({ idleMs }: ConnectionLimits, log: EventLog) =>
  ({
    ...errorAnswers(log),
    logger: false,
    bodyLimit: bodyBytes,
    connectionTimeout: idleMs,
    keepAliveTimeout: idleMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }) as const;

/**
 * Node reads how long a request may take only when it makes the server; Fastify's own option of that name comes too late. A
 * slow request is ended at the latest a quarter of its time after that time is over.
 */
const requestTimes = ({ requestMs }: ConnectionLimits) =>
  ({
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    connectionsCheckingInterval: Math.ceil(requestMs / 4),
  }) as const;

/** For operators: a handful of browsers, each with a few connections. */
export const consoleLimits: ConnectionLimits = { ...times, perPeer: 16, total: 200 };

/** The server that kiosks talk to: TLS 1.3, both ends with a certificate of the line's own authority. */
export function newLineServer(
  ca: string,
  credentials: LineCredentials,
  { log, limits = lineLimits, timers = systemTimers }: ServerParts,
): CenterServer {
  const server = newTlsServer(ca, credentials, { log, limits, timers, port: 'kiosks' });
  tellLittle(server, log);
  logAnswers(server, log);
  return server;
}

/** The same for operators' browsers, without routes and errors: the console has its own. */
export function newConsoleServer(
  ca: string,
  credentials: LineCredentials,
  { log, limits = consoleLimits, timers = systemTimers }: ServerParts,
): FastifyInstance<Server> {
  const server = newTlsServer(ca, credentials, { log, limits, timers, port: 'console' });
  // Forms only.
  server.removeContentTypeParser(['application/json', 'text/plain']);
  logAnswers(server, log);
  return server;
}

function newTlsServer(
  ca: string,
  { key, certificate }: LineCredentials,
  { log, limits, timers, port }: Required<ServerParts> & { readonly port: 'kiosks' | 'console' },
): FastifyInstance<Server> {
  const server = fastify({
    ...serverOptions(limits, log),
    requestTimeout: limits.requestMs,
    https: {
      ...requestTimes(limits),
      ...{ ca, key, cert: certificate },
      ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
      handshakeTimeout: limits.handshakeMs,
    },
  });
  limitConnections(server.server, limits, timers, (reached) =>
    log.event('connectionLimit', { port, reached }),
  );
  return server;
}

/**
 * The server for kiosks that have no certificate yet: TLS 1.3, with the certificate of the center alone. It shows that of the
 * authority too, so that a kiosk can compare its fingerprint with that in its one-time code.
 */
export function newEnrolmentServer(
  ca: string,
  { key, certificate }: LineCredentials,
  { log, limits = publicLimits, timers = systemTimers }: ServerParts,
): CenterServer {
  const server = fastify({
    ...serverOptions(limits, log),
    requestTimeout: limits.requestMs,
    https: {
      ...requestTimes(limits),
      ...{ key, cert: certificate + ca, minVersion: 'TLSv1.3' },
      handshakeTimeout: limits.handshakeMs,
    },
  });
  limitConnections(
    server.server,
    limits,
    timers,
    (reached) => log.event('connectionLimit', { port: 'enrolment', reached }),
    false,
  );
  tellLittle(server, log);
  logAnswers(server, log);
  return server;
}

/** The server of what everybody may know. It is signed, so that the connection need not be. */
export function newPublicServer({
  log,
  limits = publicLimits,
  timers = systemTimers,
}: ServerParts): FastifyInstance {
  const server = fastify({
    ...serverOptions(limits, log),
    requestTimeout: limits.requestMs,
    http: requestTimes(limits),
  });
  limitConnections(server.server, limits, timers, (reached) =>
    log.event('connectionLimit', { port: 'lists', reached }),
  );
  tellLittle(server, log);
  logAnswers(server, log);
  return server;
}

/** The answers to what no route takes. */
function tellLittle(server: AnyServer, log: EventLog): void {
  // JSON only: the contract has nothing else.
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'notFound' }));
  server.setErrorHandler(answerError(log));
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

/**
 * Lets a request through only if its kiosk's certificate holds at this moment; routes find the kiosk's name in the request, and whether
 * it is trusted.
 */
export function admitKiosks(
  server: CenterServer,
  transport: Pick<Transport, 'kioskOn' | 'nameOn'>,
  trust: KioskTrust,
  sql: Sql,
): void {
  server.decorateRequest('kiosk', '');
  server.decorateRequest('trusted', false);
  server.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
    const name = transport.nameOn(socket);
    if (name === null) return forbidden(reply);
    const round = inOneRound(sql);
    const [kiosk, trusted] = await Promise.all([
      transport.kioskOn(socket, round),
      trust.isTrusted(round, name),
    ]);
    if (kiosk === null) return forbidden(reply);
    request.kiosk = kiosk;
    request.trusted = trusted;
    return undefined;
  });
}
