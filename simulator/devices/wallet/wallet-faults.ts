import type { ServerResponse } from 'node:http';
import type { Timers } from '../../../shared/timers.ts';

export const walletOperations = [
  'create',
  'read',
  'delete',
  'capture',
  'revert',
  'refund',
  'readRefund',
] as const;
export type WalletOperation = (typeof walletOperations)[number];

/** What can go wrong with one request. */
export const walletFaults = [
  /** Not carried out, and never answered. */
  'noAnswer',
  /** Carried out, and never answered. */
  'doneNoAnswer',
  /** Carried out, and answered later. */
  'late',
  /** Carried out only later, and then answered. */
  'doneLate',
  /** Something in between sends it twice and passes on the second answer. */
  'twice',
  /** Carried out, but answered as an internal error that leaves the outcome open. */
  'unknown',
  /** Not carried out, and answered as a service error. */
  'serverError',
  /** Carried out, but the connection breaks. */
  'hangUp',
  /** Carried out, but answered with a web page, as a captive portal would. */
  'nonsense',
  /** Not carried out, and answered with an earlier answer about another payment; if there is none, all goes well. */
  'staleAnswer',
  /** Not carried out: too many requests. */
  'rateLimit',
] as const;
export type WalletFaultName = (typeof walletFaults)[number];

export interface WalletFault {
  readonly operation: WalletOperation;
  readonly fault: WalletFaultName;
  /** For `late` and `doneLate`, ms; default 5,000. */
  readonly ms?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

export function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', connection: 'close' });
  response.end(JSON.stringify(body));
}

export function failure(status: number, code: string): Answer {
  return { status, body: { resultInfo: { code, message: code, codeId: '0' }, data: null } };
}

/** Carries out the request or not, and answers, as the fault says. */
export function answerFaulty(
  { fault, ms = 5_000 }: WalletFault,
  run: () => Answer,
  stale: Answer | null,
  response: ServerResponse,
  timers: Timers,
): void {
  switch (fault) {
    case 'noAnswer':
      return;
    case 'doneNoAnswer':
      run();
      return;
    case 'late': {
      const answer = run();
      timers.after(ms, () => send(response, answer));
      return;
    }
    case 'doneLate':
      timers.after(ms, () => send(response, run()));
      return;
    case 'twice':
      run();
      send(response, run());
      return;
    case 'unknown':
      run();
      send(response, failure(500, 'INTERNAL_SERVER_ERROR'));
      return;
    case 'serverError':
      send(response, failure(500, 'SERVICE_ERROR'));
      return;
    case 'hangUp':
      run();
      response.destroy();
      return;
    case 'nonsense':
      run();
      response
        .writeHead(200, { 'content-type': 'text/html', connection: 'close' })
        .end('<title>Please sign in</title>');
      return;
    case 'staleAnswer':
      send(response, stale ?? run());
      return;
    case 'rateLimit':
      send(response, failure(429, 'RATE_LIMIT'));
      return;
  }
}
