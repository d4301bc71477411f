import type { Cause } from '../../shared/screen.ts';
import { neverHere } from '../../shared/result.ts';
import type { CardFault, CenterFault } from '../ports.ts';

/** Every fault of the center as the cause that a screen explains. */
export function causeOfCenter(fault: CenterFault): Cause {
  switch (fault.fault) {
    case 'unreachable':
      return 'centerUnreachable';
    case 'slow':
      return 'centerSlow';
    case 'nonsense':
      return 'centerNonsense';
    case 'bindingMismatch':
      return 'bindingMismatch';
    case 'refused':
      return fault.code;
    default:
      return neverHere(fault);
  }
}

/** Every fault of the card as the cause that a screen explains; a wrong PIN ends nothing while tries are left. */
export function causeOfCard(fault: CardFault): Cause {
  switch (fault.fault) {
    case 'readerGone':
      return 'cardReaderUnavailable';
    case 'removed':
      return 'cardRemoved';
    case 'swapped':
      return 'cardSwapped';
    case 'unreadable':
      return 'cardUnreadable';
    case 'notMyNumberCard':
      return 'notMyNumberCard';
    case 'noCertificate':
      return 'noCertificate';
    case 'pinLocked':
    case 'wrongPin':
      return 'pinLocked';
    default:
      return neverHere(fault);
  }
}
