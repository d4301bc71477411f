import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { listenOnLoopback } from '../listen-on-loopback.ts';
import {
  receivedSchemas,
  type ReceivedAttributes,
  type ReceivedLog,
  type ReceivedMetric,
  type ReceivedSpan,
} from './otlp-schema.ts';
import { metricsPage, type Target } from './prometheus-text.ts';

/** How it answers: `takes`; `partly` says that it rejected one; `putsOff` and `refuses` are statuses; `hangs` never answers. */
export type ReceiverMood =
  | 'takes'
  | 'partly'
  | 'hangs'
  | { readonly putsOff: 429 | 502 | 503 | 504; readonly retryAfter?: number }
  | { readonly refuses: number };

export interface Received<T> {
  readonly instance: string;
  readonly value: T;
}

/** A collector for OTLP over HTTP in JSON, on this machine only, from which Prometheus can scrape the metrics. */
export interface Receiver {
  readonly url: string;
  mood: ReceiverMood;
  /** How many came, however they were answered. */
  requests: number;
  readonly spans: readonly Received<ReceivedSpan>[];
  readonly logs: readonly Received<ReceivedLog>[];
  /** The latest of each sender. */
  metrics(instance: string): readonly ReceivedMetric[];
  instances(): readonly string[];
  /** What was not as the protocol has it: path in it, and what was expected. */
  readonly faults: readonly string[];
  /** Every body that came, uncompressed. */
  readonly bodies: readonly string[];
  /** The page that Prometheus scrapes, at `/metrics`. */
  page(): string;
  close(): Promise<void>;
}

const requestPath = /^\/(?:.*\/)?v1\/(traces|metrics|logs)$/;

/** @param tls what its server proves itself with; without it, it speaks plain HTTP */
export async function startReceiver(tls: ServerOptions | null = null, port = 0): Promise<Receiver> {
  const spans: Received<ReceivedSpan>[] = [];
  const logs: Received<ReceivedLog>[] = [];
  const latest = new Map<string, { readonly target: Target; readonly metrics: readonly ReceivedMetric[] }>();
  const faults: string[] = [];
  const bodies: string[] = [];

  function faultIn(parsed: z.ZodSafeParseResult<unknown>): boolean {
    for (const { path, message } of parsed.error?.issues ?? [])
      faults.push(`${path.map(String).join('.')}: ${message}`);
    return !parsed.success;
  }

  /** @returns the status */
  function take(signal: string, json: unknown): number {
    switch (signal) {
      case 'traces': {
        const parsed = receivedSchemas.traces.safeParse(json);
        if (faultIn(parsed) || !parsed.success) return 400;
        for (const { resource, scopeSpans } of parsed.data.resourceSpans)
          for (const value of scopeSpans.flatMap((scope) => scope.spans))
            spans.push({ instance: targetOf(resource.attributes).instance, value });
        return 200;
      }
      case 'logs': {
        const parsed = receivedSchemas.logs.safeParse(json);
        if (faultIn(parsed) || !parsed.success) return 400;
        for (const { resource, scopeLogs } of parsed.data.resourceLogs)
          for (const value of scopeLogs.flatMap((scope) => scope.logRecords))
            logs.push({ instance: targetOf(resource.attributes).instance, value });
        return 200;
      }
      default: {
        const parsed = receivedSchemas.metrics.safeParse(json);
        if (faultIn(parsed) || !parsed.success) return 400;
        for (const { resource, scopeMetrics } of parsed.data.resourceMetrics) {
          const target = targetOf(resource.attributes);
          latest.set(target.instance, { target, metrics: scopeMetrics.flatMap(({ metrics }) => metrics) });
        }
        return 200;
      }
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { mood } = receiver;
    const body = await bodyOf(request);
    if (request.method === 'GET' && request.url === '/metrics') {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(receiver.page());
      return;
    }
    receiver.requests += 1;
    if (mood === 'hangs') return;
    if (typeof mood === 'object') {
      const { retryAfter } = 'putsOff' in mood ? mood : {};
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      response.writeHead('putsOff' in mood ? mood.putsOff : mood.refuses, headers).end('{}');
      return;
    }
    const [, signal = ''] = requestPath.exec(request.url ?? '') ?? [];
    if (signal === '' || request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    if (request.headers['content-type'] !== 'application/json')
      faults.push('content-type: expected application/json');
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
    bodies.push(text);
    const partly =
      mood === 'partly' ? { partialSuccess: { rejectedLogRecords: '1', errorMessage: 'one' } } : {};
    response
      .writeHead(take(signal, JSON.parse(text)), { 'content-type': 'application/json' })
      .end(JSON.stringify(partly));
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch(() => {
      faults.push('a request that could not be read');
      response.writeHead(400).end();
    });
  };
  const server: Server = tls === null ? createServer(listener) : createTlsServer(tls, listener);
  const address = await listenOnLoopback(server, port);
  const receiver: Receiver = {
    url: `${tls === null ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    ...{ mood: 'takes', requests: 0 },
    ...{ spans, logs, faults, bodies },
    metrics: (instance) => latest.get(instance)?.metrics ?? [],
    instances: () => [...latest.keys()],
    page: () => metricsPage([...latest.values()]),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** `job` and `instance`, as Prometheus makes them of the resource. */
function targetOf(attributes: ReceivedAttributes): Target {
  const of = (wanted: string): string => {
    const found = attributes.find(({ key }) => key === wanted)?.value;
    return found && 'stringValue' in found ? found.stringValue : '';
  };
  return { job: `${of('service.namespace')}/${of('service.name')}`, instance: of('service.instance.id') };
}
