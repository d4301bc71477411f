import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { z } from 'zod';
import type { Timers } from '../shared/timers.ts';
import type { Batch } from './buffer.ts';
import type { Signal } from './otlp.ts';

/** What became of a batch. */
export type Posted =
  /** The collector has it, but for this many items. */
  | { readonly taken: true; readonly rejected: number }
  /** It will never take this one. */
  | { readonly refused: number }
  /** Another time, at the earliest after `afterMs`. `status` or `error`: why. */
  | { readonly later: true; readonly afterMs: number; readonly status: number }
  | { readonly later: true; readonly afterMs: 0; readonly error: unknown };

/** @param ended aborts when the program ends: nobody waits for the answer any more */
export type Post = (batch: Batch, ended: AbortSignal) => Promise<Posted>;

/** How the collector is recognised, and this end proves itself, all PEM. */
export interface CollectorLine {
  /** Null: the machine's own list of authorities. */
  readonly ca: string | null;
  /** Null: the collector asks for none. */
  readonly own: { readonly certificate: string; readonly key: string } | null;
}

/** From connecting to the end of the answer, ms. */
export const postDeadlineMs = 15_000;
/** Longer answers are nonsense, bytes. */
const largestAnswer = 64 * 1024;
/** A collector that asks for longer is asked again after this, ms. */
const longestWait = 10 * 60_000;

/** Statuses after which OTLP sends the same batch again. */
const again: readonly number[] = [429, 502, 503, 504];

const rejectedSchema = z.object({
  partialSuccess: z.record(z.string(), z.unknown()).optional(),
});

/**
 * OTLP over HTTP: one request for a batch, over a connection of its own.
 * @param baseUrl `/v1/traces` and its sisters are put behind its path
 */
export function createPost(baseUrl: string, line: CollectorLine, timers: Timers): Post {
  const base = new URL(baseUrl);
  const send = base.protocol === 'https:' ? httpsRequest : httpRequest;
  return async ({ signal, body }, ended) => {
    const deadline = new AbortController();
    const callOff = timers.after(postDeadlineMs, () => deadline.abort());
    const options: RequestOptions & { ca?: string; cert?: string; key?: string } = {
      method: 'POST',
      signal: AbortSignal.any([deadline.signal, ended]),
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
      },
      ...(line.ca === null ? {} : { ca: line.ca }),
      ...(line.own === null ? {} : { cert: line.own.certificate, key: line.own.key }),
    };
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = send(addressOf(base, signal), options, resolve);
        request.once('error', reject);
        request.end(body);
      });
      return postedOf(response, await textOf(response));
    } catch (error) {
      return { later: true, afterMs: 0, error };
    } finally {
      callOff();
    }
  };
}

function addressOf(base: URL, signal: Signal): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/v1/${signal}`;
  return url;
}

/** What of the body is worth reading. @throws when the connection breaks off before its end */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('expected bytes');
    length += chunk.length;
    // Leaving the loop ends the connection.
    if (length > largestAnswer) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function postedOf({ statusCode = 0, headers }: IncomingMessage, text: string): Posted {
  if (statusCode >= 200 && statusCode < 300) return { taken: true, rejected: rejectedIn(text) };
  if (!again.includes(statusCode)) return { refused: statusCode };
  const seconds = Number(headers['retry-after'] ?? '0');
  const afterMs = Number.isFinite(seconds) ? Math.min(longestWait, Math.max(0, seconds * 1000)) : 0;
  return { later: true, afterMs, status: statusCode };
}

/** `{"partialSuccess":{"rejectedSpans":"3"}}`; its message is not read: it may quote what it was sent. */
function rejectedIn(text: string): number {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Collectors may answer with nothing at all.
    return 0;
  }
  const parsed = rejectedSchema.safeParse(json);
  const told = Object.entries(parsed.data?.partialSuccess ?? {}).find(([key]) => key.startsWith('rejected'));
  const rejected = Number(told?.[1] ?? 0);
  return Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0;
}
