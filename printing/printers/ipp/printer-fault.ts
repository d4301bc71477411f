import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import type { IppFault } from './ipp-exchange.ts';
import { ippStatus } from './ipp-message.ts';

export function troubleOfFault(fault: IppFault): PrinterTrouble {
  return fault.fault === 'unreachable' || fault.fault === 'noAnswer' ? 'offline' : 'other';
}

/** The printer says that it knows no such job. */
export function isForgotten(fault: IppFault): boolean {
  return fault.fault === 'refused' && fault.status === ippStatus['client-error-not-found'];
}

/**
 * Refusals that come instead of taking a document: client errors about the request (RFC 8011, B.1.4), and servers that do not
 * do it, do not do it now, or are full. Every other may come after a part of it was printed: an error in the document or in
 * its compression, an internal or a device error, a job that was canceled on the way, a code of a maker's own.
 */
const comesBefore: ReadonlySet<number> = new Set([
  ...range(0x0400, 0x040f),
  0x0501, // operation-not-supported
  0x0502, // service-unavailable
  0x0503, // version-not-supported
  0x0506, // not-accepting-jobs
  0x0507, // busy
  0x0509, // multiple-document-jobs-not-supported
]);

/** Whether it is certain that the printer has taken nothing of what was sent. */
export function nothingWasTaken(fault: IppFault): boolean {
  switch (fault.fault) {
    case 'unreachable':
      return true;
    case 'refused':
      return comesBefore.has(fault.status);
    case 'noAnswer':
    case 'nonsense':
      return false;
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
