import type { TerminalRequest } from './terminal-messages.ts';

export const terminalOperations = [
  'login',
  'diagnosis',
  'reserve',
  'complete',
  'reverse',
  'refund',
  'status',
  'abort',
] as const;
export type TerminalOperation = (typeof terminalOperations)[number];

/** What can go wrong with one message. `Busy` and `UnreachableHost` are answers: the request was certainly not carried out. */
export const terminalFaults = [
  /** Not heard at all. */
  'deaf',
  /** Carried out, and never answered. */
  'silent',
  /** Carried out, and answered later. */
  'late',
  'answersTwice',
  /** Carried out, but the connection ends without an answer. */
  'hangUp',
  /** The connection ends before anything is done. */
  'hangUpBefore',
  /** Carried out, and answered with bytes that are not a message. */
  'nonsense',
  /** The answer to an earlier message comes first, then the right one. */
  'staleFirst',
  /** Another terminal's answer comes in place of the right one. */
  'foreignAnswer',
  'Busy',
  'UnreachableHost',
  /** The terminal has forgotten the login. */
  'LoggedOut',
] as const;
export type TerminalFaultName = (typeof terminalFaults)[number];

export interface TerminalFault {
  readonly operation: TerminalOperation;
  readonly fault: TerminalFaultName;
  /** For `late`, ms; default 5,000. */
  readonly ms?: number;
}

export function operationOf(request: TerminalRequest): TerminalOperation {
  switch (request.MessageHeader.MessageCategory) {
    case 'Login':
      return 'login';
    case 'Diagnosis':
      return 'diagnosis';
    case 'Reversal':
      return 'reverse';
    case 'TransactionStatus':
      return 'status';
    case 'Abort':
      return 'abort';
    case 'Payment':
      switch (request.PaymentRequest?.PaymentData.PaymentType) {
        case 'Completion':
          return 'complete';
        case 'Refund':
          return 'refund';
        case 'FirstReservation':
        case undefined:
          return 'reserve';
      }
  }
}
