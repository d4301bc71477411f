import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  beginSessionSchema,
  loginSchema,
  offersSchema,
  orderOutcomeSchema,
  orderRequestSchema,
  orderSchema,
  residentSchema,
  sessionBegunSchema,
  type Refusal,
  type RefusalCode,
} from '../shared/center-api.ts';
import type { Clock } from '../shared/dates.ts';
import { sessionIdSchema, transactionIdSchema } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { MinchoFont } from '../printing/fonts/mincho.ts';
import { createCenter, type Center } from './center.ts';
import { readAnchors } from './login/certificate.ts';
import { loadMunicipalities } from './municipalities/load.ts';
import { migrate } from './store/migrate.ts';
import type { Sql } from './store/sql.ts';

const limits = {
  /** The largest request is an order of ten lines with persons; a login has a certificate of 2 kB. */
  bodyBytes: 32 * 1024,
  /** To receive a request whole. */
  requestMs: 10_000,
  /** A connection on which nothing happens; longer than the building of the largest order. */
  idleMs: 60_000,
  /** Requests that are being answered when the center is closed get so long. */
  closingMs: 5_000,
  /** Between two looks for sessions whose time is over. */
  sweepMs: 30_000,
} as const;

/** Where something broke, without its words: an error's message may quote a person's data, its kind and place cannot. */
export interface ServerFault {
  /** Route of the contract, or `sweep`, `database`. */
  readonly where: string;
  readonly error: string;
  /** File, line and function names alone. */
  readonly stack: readonly string[];
}

export interface CenterOptions {
  readonly sql: Sql;
  readonly municipalitiesDir?: string;
  /** Certificates (DER) of the user authentication CA's generations. */
  readonly anchors: readonly Uint8Array[];
  /** Ed25519 private key (see keys.ts). */
  readonly signingKey: KeyObject;
  readonly font: MinchoFont;
  readonly clock: Clock;
  /** 0, the default, takes a free one. Only this machine can reach it: the address is always 127.0.0.1. */
  readonly port?: number;
  readonly onFault?: (fault: ServerFault) => void;
}

export interface RunningCenter {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** DER SubjectPublicKeyInfo of the key that bindings are checked with. */
  readonly bindingPublicKey: Uint8Array;
  /** Ends every session whose time is over; runs by itself every 30 s. */
  sweep(): Promise<void>;
  /** Answers what was asked, then stops. The database stays open: who opened it closes it. */
  close(): Promise<void>;
}

/**
 * Starts an issuing center: makes the tables where they are missing, then listens.
 * @throws when the municipalities' data, the anchors, the database or the port are not usable; nothing is left running then.
 */
export async function startCenter(options: CenterOptions): Promise<RunningCenter> {
  if (options.signingKey.type !== 'private' || options.signingKey.asymmetricKeyType !== 'ed25519')
    throw new Error('expected an Ed25519 private key to sign bindings with');
  const report = options.onFault ?? (() => undefined);
  const municipalities = await loadMunicipalities(options.municipalitiesDir);
  const anchors = readAnchors(options.anchors);
  await migrate(options.sql);
  const center = createCenter({ ...options, municipalities, anchors });

  const server = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  // JSON alone: a page in some browser on this machine can send text/plain without asking, but not JSON.
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'notFound' }));
  server.setErrorHandler((error, request, reply) => {
    if (isClientError(error)) return reply.code(error.statusCode).send({ error: 'malformed' });
    report(faultAt(`${request.method} ${request.routeOptions.url ?? ''}`, error));
    return reply.code(500).send({ error: 'internal' });
  });
  addRoutes(server, center);
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const url = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  let sweeping: Promise<void> = Promise.resolve();
  const sweeper = setInterval(() => {
    sweeping = center.sweep().catch((error: unknown) => report(faultAt('sweep', error)));
  }, limits.sweepMs);
  sweeper.unref();
  return {
    url,
    bindingPublicKey: createPublicKey(options.signingKey).export({ type: 'spki', format: 'der' }),
    sweep: () => center.sweep(),
    async close() {
      clearInterval(sweeper);
      // A connection that was opened and never used counts as busy: without an end it would hold the center for a minute.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      const impatient = setTimeout(() => server.server.closeAllConnections(), limits.closingMs);
      try {
        await server.close();
      } finally {
        clearTimeout(impatient);
      }
      await sweeping;
    },
  };
}

const sessionParams = z.object({ session: sessionIdSchema });
const transactionParams = z.object({ transaction: transactionIdSchema });
const nothingSchema = z.strictObject({});

function addRoutes(server: FastifyInstance, center: Center): void {
  server.get('/v1/offers', async (_request, reply) => reply.send(offersSchema.parse(center.offers())));

  server.post('/v1/sessions', async (request, reply) => {
    const body = beginSessionSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, sessionBegunSchema, await center.beginSession(body.data));
  });

  server.post('/v1/sessions/:session/login', async (request, reply) => {
    const params = sessionParams.safeParse(request.params);
    const body = loginSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    return answer(reply, residentSchema, await center.login(params.data.session, body.data));
  });

  server.post('/v1/sessions/:session/orders', async (request, reply) => {
    const params = sessionParams.safeParse(request.params);
    const body = orderRequestSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    return answer(reply, orderSchema, await center.order(params.data.session, body.data));
  });

  server.post('/v1/orders/:transaction/outcome', async (request, reply) => {
    const params = transactionParams.safeParse(request.params);
    const body = orderOutcomeSchema.safeParse(request.body);
    if (!params.success || !body.success) return malformed(reply);
    const outcome = await center.outcome(params.data.transaction, body.data);
    return answer(reply, nothingSchema, outcome.ok ? { ok: true, value: {} } : outcome);
  });

  server.delete('/v1/sessions/:session', async (request, reply) => {
    const params = sessionParams.safeParse(request.params);
    if (!params.success) return malformed(reply);
    await center.endSession(params.data.session);
    return reply.send({});
  });
}

function answer(reply: FastifyReply, schema: z.ZodType, result: Result<unknown, RefusalCode>): FastifyReply {
  if (result.ok) return reply.send(schema.parse(result.value));
  return reply.code(409).send({ refused: result.error } satisfies Refusal);
}

function malformed(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({ error: 'malformed' });
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

function faultAt(where: string, error: unknown): ServerFault {
  if (!(error instanceof Error)) return { where, error: typeof error, stack: [] };
  const places = (error.stack ?? '').replace(error.message, '');
  const stack = places.split('\n').filter((line) => /^\s+at /.test(line));
  return { where, error: error.name, stack: stack.map((line) => line.trim()) };
}
