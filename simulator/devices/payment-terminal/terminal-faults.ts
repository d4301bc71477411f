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

/** What may go wrong with one message. `Busy` and `UnreachableHost` are answers: it was certainly not done. */
export const terminalFaults = [
  /** Is not heard at all. */
  'deaf',
  /** Is done, and never answered. */
  'silent',
  /** Is done, and answered so much later. */
  'late',
  'answersTwice',
  /** Is done, and the connection ends without an answer. */
  'hangUp',
  /** The connection ends before anything is done. */
  'hangUpBefore',
  /** Is done, and answered with bytes that are no message. */
  'nonsense',
  /** The answer to an earlier message comes first, then the right one. */
  'staleFirst',
  /** Another terminal's answer comes in place of the right one. */
  'foreignAnswer',
  'Busy',
  'UnreachableHost',
  /** It has forgotten the login. */
  'LoggedOut',
] as const;
export type TerminalFaultName = (typeof terminalFaults)[number];

export interface TerminalFault {
  readonly operation: TerminalOperation;
  readonly fault: TerminalFaultName;
  /** For `late`, ms; 5,000 by default. */
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
