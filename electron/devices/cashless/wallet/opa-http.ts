import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions as SecureOptions } from 'node:https';
import type { Instant } from '../../../../shared/dates.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Time } from '../../../../shared/timers.ts';
import { opaAuthorization, type OpaKey } from './opa-signature.ts';
import { jsonOf } from '../../../../shared/json-of.ts';

export interface OpaRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without query. */
  readonly path: string;
  readonly query?: string;
  readonly body?: object;
}

export interface OpaAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** `offline`: no connection was made, so nothing was sent. `lost`: sent, but no complete JSON answer came in time. */
export type OpaLoss = 'offline' | 'lost';

export interface OpaHttp {
  /** One exchange; the deadline covers connection, answer and body. */
  ask(request: OpaRequest, deadlineMs: number): Promise<Result<OpaAnswer, OpaLoss>>;
  /**
   * The provider's time, ms since 1970: from the date of its last answer, which is right whatever somebody does to the kiosk's clock;
   * from the kiosk's clock before the first answer.
   */
  providerTime(): Instant;
  /** Aborts what is under way. */
  close(): void;
}

/** Answers of this API are at most a few kilobytes; anything larger is nonsense, bytes. */
const largestAnswer = 256 * 1024;

/**
 * The line to the wallet's provider. Every exchange has a connection of its own, so that no answer can come from an earlier
 * exchange; redirects are not followed.
 */
export function createOpaHttp(
  baseUrl: string,
  key: OpaKey,
  merchant: string,
  { timers, clock }: Time,
): OpaHttp {
  const breakOff = new Set<() => void>();
  let closed = false;
  /** What the provider's clock is ahead of `timers.elapsed()`, ms. */
  let ahead: number | null = null;
  const providerTime = (): Instant => (ahead === null ? clock.now() : timers.elapsed() + ahead);

  return {
    providerTime,

    ask({ method, path, query, body }, deadlineMs) {
      if (closed) return Promise.resolve(err('offline'));
      const url = new URL(path, baseUrl);
      const sent = body === undefined ? null : JSON.stringify(body);
      const authorization = opaAuthorization(key, {
        ...{ method, path: url.pathname, body: sent },
        ...{ nonce: randomBytes(8).toString('hex'), epoch: Math.floor(providerTime() / 1000) },
      });
      url.search = query ?? '';
      const options = {
        method,
        agent: false,
        minVersion: 'TLSv1.2',
        headers: {
          authorization,
          'x-assume-merchant': merchant,
          accept: 'application/json',
          ...(sent === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
        },
      } satisfies SecureOptions;

      return new Promise((resolve) => {
        const secure = url.protocol === 'https:';
        let connected = false;
        const request = secure ? httpsRequest(url, options) : httpRequest(url, options);
        const end = (answer: Result<OpaAnswer, OpaLoss>): void => {
          callOff();
          breakOff.delete(lose);
          resolve(answer);
          request.destroy();
        };
        const lose = (): void => end(err(connected ? 'lost' : 'offline'));
        const callOff = timers.after(deadlineMs, lose);
        breakOff.add(lose);
        request.once('socket', (socket) => {
          socket.once(secure ? 'secureConnect' : 'connect', () => {
            connected = true;
          });
        });
        // This listener stays on, so that an error of the connection after the end is not thrown.
        request.on('error', lose);
        request.once('response', (response) => {
          const date = Date.parse(response.headers.date ?? '');
          readAnswer(
            response,
            (answer) => {
              if (answer.ok && !Number.isNaN(date)) ahead = date - timers.elapsed();
              end(answer);
            },
            lose,
          );
        });
        request.end(sent ?? undefined);
      });
    },

    close() {
      closed = true;
      for (const lose of breakOff) lose();
    },
  };
}

function readAnswer(
  response: IncomingMessage,
  end: (answer: Result<OpaAnswer, OpaLoss>) => void,
  lose: () => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largestAnswer) lose();
    else chunks.push(chunk);
  });
  response.on('error', lose);
  response.once('close', lose);
  response.once('end', () => {
    const body = response.complete ? jsonOf(Buffer.concat(chunks).toString('utf8')) : undefined;
    if (body === undefined) lose();
    else end(ok({ status: response.statusCode ?? 0, body }));
  });
}
