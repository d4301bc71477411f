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

/** What may go wrong with one request. `done` ones did what was asked before. */
export const walletFaults = [
  /** Is not done, and never answered. */
  'noAnswer',
  /** Is done, and never answered. */
  'doneNoAnswer',
  /** Is done, and answered so much later. */
  'late',
  /** Is done only so much later, and answered then. */
  'doneLate',
  /** Something in between sends it twice, and passes the second answer on. */
  'twice',
  /** Is done, and answered as an internal error: nobody knows. */
  'unknown',
  /** Is not done, and answered the same way. */
  'serverError',
  /** Is done, and the connection breaks off. */
  'hangUp',
  /** Is done, and answered with a web page, as a portal in between would. */
  'nonsense',
  /** Is not done, and answered with the answer to an earlier request of another payment; without one, all is well. */
  'staleAnswer',
  /** Is not done: too many requests. */
  'rateLimit',
] as const;
export type WalletFaultName = (typeof walletFaults)[number];

export interface WalletFault {
  readonly operation: WalletOperation;
  readonly fault: WalletFaultName;
  /** For `late` and `doneLate`, ms; 5,000 by default. */
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

/** Does what was asked, or not, and answers as the fault says. */
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
