import type { RefusalCode } from '../../shared/center-api.ts';
import type { Cause } from '../../shared/screen.ts';
import { assertNever } from '../../shared/result.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import type { CardFault, CardSummary, CenterFault } from '../ports.ts';

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
      return causeOfRefusal(fault.code);
    default:
      return assertNever(fault);
  }
}

/** Refusals of refunds reach attendants only, who have causes of their own: a resident never hears one. */
function causeOfRefusal(code: RefusalCode): Cause {
  return code === 'codeUnknown' || code === 'alreadyRefunded' || code === 'refundNotPossible'
    ? 'invalidOrder'
    : code;
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
      return fault.other === 'unknown' ? 'notMyNumberCard' : fault.other;
    case 'noCertificate':
    case 'cardWithoutPin':
    case 'noSignatureCertificate':
    case 'passwordLocked':
    case 'permitRefused':
      return fault.fault;
    case 'wrongPassword':
      return 'passwordLocked';
    case 'pinLocked':
    case 'wrongPin':
      return 'pinLocked';
    default:
      return assertNever(fault);
  }
}

/** The character that cannot be printed, where that was the reason. */
export function characterOf(fault: CenterFault): string | null {
  return fault.fault === 'refused' ? (fault.character ?? null) : null;
}

/** Before anything is typed: what of this card's secrets the service needs and cannot use. */
export function causeOfSecrets(service: KioskService, card: CardSummary): Cause | null {
  const pinNeeded = service !== 'pin';
  if (pinNeeded && card.triesLeft === 0) return 'pinLocked';
  if (service === 'certificates') return null;
  // A telephone shows its certificate only after the PIN: without it the issuer cannot know which card it permits.
  if (service === 'pin' && card.model === 'android') return 'resetNotPossible';
  if (card.passwordTriesLeft === null) return 'noSignatureCertificate';
  if (card.passwordTriesLeft === 'unknown') return 'cardUnreadable';
  const passwordNeeded = service !== 'signaturePassword';
  return passwordNeeded && card.passwordTriesLeft === 0 ? 'passwordLocked' : null;
}

/** Once the card was asked to take a new secret: where the exchange broke, the card may have it already. */
export function causeOfChange(fault: CardFault): Cause {
  const broke = ['readerGone', 'removed', 'unreadable'].includes(fault.fault);
  return broke ? 'secretUnsure' : causeOfCard(fault);
}
