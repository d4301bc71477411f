import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { refusalSchema, type RefusalCode } from '../../shared/center-api.ts';
import { pathOf, type Endpoint, type PathParams } from '../../shared/endpoints.ts';
import type { LineReason } from '../../shared/line-reasons.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import { lineReasonOf } from './line-reason.ts';
import { tlsKeyOf, type TokenKey } from './token-key.ts';

export interface CenterHttp {
  /** Asks an endpoint once; the deadline (ms) covers connection, answer and body. */
  call<Params extends PathParams, Body, Answer, Code extends RefusalCode>(
    endpoint: Endpoint<Params, Body, Answer, Code>,
    params: Params,
    body: Body,
    deadlineMs: number,
  ): Promise<Result<Answer, CenterFault>>;
}

/** Waits so many ms; rejects with the signal's reason when that comes first. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** How kiosk and center recognise each other, all PEM. */
export interface LineCredentials {
  /** The line's certificate authority: no other is trusted, whatever the machine's own list says. */
  readonly ca: string;
  /** This kiosk's certificate and its private key. */
  readonly certificate: string;
  readonly key: string;
}

/** The same with the key in a token. */
export interface TokenCredentials extends Pick<LineCredentials, 'ca' | 'certificate'> {
  readonly token: TokenKey;
}
export type OwnEnd = LineCredentials | TokenCredentials;

/** What a kiosk shows and trusts; before it has a certificate, it shows none. */
export type LineEnd = OwnEnd | Pick<LineCredentials, 'ca'>;

/**
 * The largest answer a kiosk accepts, bytes: ten copies for a household of twelve are 5 MB; anything beyond this is
 * nonsense.
 */
const largestAnswer = 64 * 1024 * 1024;

/**
 * In which a connection waits for the next question of its visit, ms: as long as residents look at most screens, and less than the center
 * (60 s) and whatever may stand between waits, so that none ends under a question.
 */
export const keptMs = 45_000;

/** Kiosks that were sent away together do not come back together, ms. */
const againWithinMs = 1_000;

/**
 * The line to the center: TLS 1.3, each end with a certificate from the line's own authority. The questions of a visit share a
 * connection; one on which anything went wrong, or was not waited for, is used no more, so that no answer can come from an earlier
 * question. A new one goes on with the TLS session of the one before: the center signs and checks certificates once in some
 * minutes, not at each visit. A center that is busy says when to come again, and is asked again as long as the question's time lasts.
 * @param line asked anew for every exchange where it can change: what was renewed is used from the next exchange on
 * @param onBroken called when an exchange breaks off or the center does not serve this kiosk, for the log and for operators
 * @throws when the address is not https: no center is ever contacted without TLS
 */
export function createCenterHttp(
  baseUrl: string,
  line: LineEnd | (() => LineEnd),
  onBroken: (why: LineReason, error: unknown) => void = () => undefined,
  pause: Pause = (ms, signal) => setTimeout(ms, undefined, { signal }),
): CenterHttp {
  if (new URL(baseUrl).protocol !== 'https:') throw new Error('expected the address of a center, https://…');
  // Connections and sessions are kept apart by whom this kiosk trusts and as whom it was known, so that neither outlives a renewal.
  const kept = new Agent({ keepAlive: true, timeout: keptMs });
  const single = new Agent();
  return {
    async call(endpoint, params, body, deadlineMs) {
      const signal = AbortSignal.timeout(deadlineMs);
      const sent = body === undefined ? null : Buffer.from(JSON.stringify(body), 'utf8');
      const options = {
        method: endpoint.method,
        signal,
        agent: endpoint.connection === undefined ? single : kept,
        minVersion: 'TLSv1.3',
        headers: {
          ...(endpoint.connection === 'ended' ? { connection: 'close' } : {}),
          ...(sent ? { 'content-type': 'application/json', 'content-length': sent.length } : {}),
        },
      } satisfies RequestOptions;
      try {
        const shown = shownBy(typeof line === 'function' ? line() : line);
        const url = new URL(pathOf(endpoint, params), baseUrl);
        let response = await exchange(url, { ...options, ...shown }, sent);
        for (let again = busyMs(response); again !== null; again = busyMs(response)) {
          // Another connection may come to a node that has time.
          const { socket: busy } = response;
          await textOf(response);
          busy.destroy();
          await pause(again + randomInt(againWithinMs), signal);
          response = await exchange(url, { ...options, ...shown }, sent);
        }
        // A response that was read to its end knows its connection no more.
        const { socket } = response;
        const text = await textOf(response);
        if (text === null) return err({ fault: 'nonsense' });
        const status = response.statusCode ?? 0;
        const answer = readAnswer(status, text, endpoint);
        if (!answer.ok && answer.error.fault !== 'refused') socket.destroy();
        if (!answer.ok && answer.error.fault === 'unreachable')
          onBroken(status === 403 ? 'kioskNotAccepted' : 'centerFailed', new Error(`HTTP status ${status}`));
        return answer;
      } catch (error) {
        const fault = signal.aborted ? 'slow' : 'unreachable';
        onBroken(signal.aborted ? 'timedOut' : lineReasonOf(error), error);
        return err({ fault });
      } finally {
        if (endpoint.connection === 'ended') endFree(kept);
      }
    },
  };
}

/** Ends the connections on which nothing is asked: two questions of a visit may have been under way at once. */
function endFree({ freeSockets }: Agent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

/** When a center that is busy wants to be asked again, ms; null: it is not. */
function busyMs({ statusCode, headers }: IncomingMessage): number | null {
  const seconds = headers['retry-after'];
  return statusCode === 503 && seconds !== undefined && /^\d{1,2}$/.test(seconds)
    ? Number(seconds) * 1000
    : null;
}

function shownBy(line: LineEnd): Pick<RequestOptions, 'ca' | 'cert' | 'key'> {
  if ('token' in line) return { ca: line.ca, cert: line.certificate, ...tlsKeyOf(line.token) };
  return 'key' in line ? { ca: line.ca, cert: line.certificate, key: line.key } : { ca: line.ca };
}

function exchange(url: URL, options: RequestOptions, body: Buffer | null): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, options, resolve);
    request.once('error', reject);
    request.end(body ?? undefined);
  });
}

/** The whole body, or null when it is larger than any answer. @throws when the connection breaks before its end. */
async function textOf(response: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('expected bytes');
    length += chunk.length;
    // Leaving the loop destroys the connection.
    if (length > largestAnswer) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer<T>(
  status: number,
  text: string,
  { answer, refusals }: Pick<Endpoint<PathParams, unknown, T>, 'answer' | 'refusals'>,
): Result<T, CenterFault> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A proxy's error page is HTML with status 502 to 504: the center behind it is down.
    return err({ fault: status >= 500 ? 'unreachable' : 'nonsense' });
  }
  if (status === 409) {
    const refusal = refusalSchema.safeParse(json);
    if (!refusal.success) return err({ fault: 'nonsense' });
    const { refused: code, character } = refusal.data;
    if (!refusals.includes(code)) return err({ fault: 'nonsense' });
    return err({ fault: 'refused', code, ...(character === undefined ? {} : { character }) });
  }
  // 403: the center does not talk to this kiosk (its certificate was revoked); that concerns an operator, not a resident.
  if (status >= 500 || status === 403) return err({ fault: 'unreachable' });
  if (status !== 200) return err({ fault: 'nonsense' });
  const parsed = answer.safeParse(json);
  return parsed.success ? ok(parsed.data) : err({ fault: 'nonsense' });
}
