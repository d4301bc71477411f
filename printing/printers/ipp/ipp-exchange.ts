import { Agent, request as httpRequest, type ClientRequest } from 'node:http';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import {
  decodeIppMessage,
  encodeIppRequest,
  isSuccess,
  type IppMessage,
  type IppRequest,
} from './ipp-message.ts';
import { ippTarget } from './ipp-uri.ts';

export type IppFault =
  /** No connection was made: the printer has seen nothing of the request. */
  | { readonly fault: 'unreachable' }
  /** It may have seen the whole request, but its answer did not come, or not in time. */
  | { readonly fault: 'noAnswer' }
  /** Not an IPP answer to this request. */
  | { readonly fault: 'nonsense' }
  /** The printer understood and refused, with an IPP status. */
  | { readonly fault: 'refused'; readonly status: number };

export interface IppExchange {
  /**
   * One request, one answer, within the deadline (ms, from the first byte to the last). Never repeats anything. It is for the
   * printer, or for the job that `job-uri` names, which is asked at the printer's own host.
   */
  send(request: Omit<IppRequest, 'requestId'>, deadlineMs: number): Promise<Result<IppMessage, IppFault>>;
  /** Aborts what is under way (it ends as `noAnswer`) and closes the sockets. */
  close(): void;
}

/**
 * Media types are written in any case and may carry parameters (RFC 9110, 8.3.1). One that is missing says nothing: what
 * comes is read as IPP, or is none.
 */
function mayBeIpp(contentType: string | undefined): boolean {
  const [type = ''] = (contentType ?? '').split(';');
  return ['', 'application/ipp'].includes(type.trim().toLowerCase());
}

/** No printer needs more for the few attributes that are asked for. */
const longestAnswerBytes = 1024 * 1024;

/**
 * Speaks IPP over HTTP (RFC 8010) with one printer.
 *
 * @param uri `ipp://host:port/path`; port 631 when it names none
 * @throws TypeError when the URI is not ipp: such a configuration should not have passed
 */
export function createIppExchange(uri: string, timers: Timers): IppExchange {
  const target = ippTarget(uri);
  if (!target.ok) throw new TypeError(`not an ipp: address: ${uri}`);
  const printer = target.value;
  const agent = new Agent({ keepAlive: false });
  const underWay = new Set<ClientRequest>();
  let lastRequestId = 0;

  /** The answer's bytes, or why there are none. */
  const post = (path: string, body: Uint8Array, deadlineMs: number): Promise<Result<Buffer, IppFault>> =>
    new Promise((resolve) => {
      let connected = false;
      const http = httpRequest({
        ...printer,
        path,
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/ipp', 'Content-Length': body.byteLength },
      });
      const end = (result: Result<Buffer, IppFault>): void => {
        callOff();
        underWay.delete(http);
        http.destroy();
        resolve(result);
      };
      const giveUp = (): void => end(err({ fault: connected ? 'noAnswer' : 'unreachable' }));
      const callOff = timers.after(deadlineMs, giveUp);
      underWay.add(http);
      http.on('socket', (socket) => socket.once('connect', () => (connected = true)));
      http.on('error', giveUp);
      http.on('close', giveUp);
      http.on('response', (response) => {
        if (response.statusCode !== 200 || !mayBeIpp(response.headers['content-type'])) {
          end(err({ fault: 'nonsense' }));
          return;
        }
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > longestAnswerBytes) end(err({ fault: 'nonsense' }));
          else chunks.push(chunk);
        });
        response.on('error', giveUp);
        response.on('end', () => end(ok(Buffer.concat(chunks))));
      });
      http.end(body);
    });

  return {
    async send(request, deadlineMs) {
      lastRequestId += 1;
      const requestId = lastRequestId;
      const jobUri = request.attributes['job-uri'];
      const job = typeof jobUri === 'string' ? ippTarget(jobUri) : null;
      const attributes = job === null ? { 'printer-uri': uri, ...request.attributes } : request.attributes;
      const answer = await post(
        job?.ok === true ? job.value.path : printer.path,
        encodeIppRequest({ ...request, requestId, attributes }),
        deadlineMs,
      );
      if (!answer.ok) return answer;
      const message = decodeIppMessage(answer.value);
      if (!message.ok || message.value.requestId !== requestId) return err({ fault: 'nonsense' });
      if (!isSuccess(message.value.code)) return err({ fault: 'refused', status: message.value.code });
      return ok(message.value);
    },
    close() {
      for (const http of underWay) http.destroy();
      agent.destroy();
    },
  };
}
