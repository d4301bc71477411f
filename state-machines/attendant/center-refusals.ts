import type { AttendantCause } from '../../shared/attendant-screens.ts';
import type { CenterFault } from '../ports.ts';

/** Whether the center's answer decides a claim: without an answer, or while it hears nobody here, the claim stays as it is. */
export function isDecided(fault: CenterFault): boolean {
  return fault.fault === 'refused' && fault.code !== 'kioskNotTrusted' && fault.code !== 'tooOften';
}

/** Why the center did not look something up or grant it. */
export function causeOfCenter(fault: CenterFault): AttendantCause {
  if (fault.fault !== 'refused') return 'centerUnreachable';
  switch (fault.code) {
    case 'kioskNotTrusted':
    case 'alreadyRefunded':
    case 'codeUnknown':
      return fault.code;
    case 'tooOften':
      return 'tooManyCodes';
    default:
      return 'refundNotPossible';
  }
}
