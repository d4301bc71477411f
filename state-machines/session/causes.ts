import type { RefusalCode } from '../../shared/center-api.ts';
import type { Cause } from '../../shared/causes.ts';
import { assertNever } from '../../shared/result.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import type { CardFault, CardSecret, CardSummary, CenterFault } from '../ports.ts';

/** Maps every fault of the center to the cause that a screen explains. */
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

/** Refusals of refunds, reports and the kiosk's own certificate only reach attendants or nobody: a resident never sees one. */
function causeOfRefusal(code: RefusalCode): Cause {
  switch (code) {
    case 'codeUnknown':
    case 'alreadyRefunded':
    case 'refundNotPossible':
    case 'reportWrong':
    case 'certificateRequestWrong':
      return 'invalidOrder';
    // Trying again a little later is what helps.
    case 'tooOften':
      return 'centerSlow';
    default:
      return code;
  }
}

/** Maps every fault of the card to the cause that a screen explains; a wrong PIN ends nothing while tries are left. */
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

/** The character that cannot be printed, if that was the reason. */
export function characterOf(fault: CenterFault): string | null {
  return fault.fault === 'refused' ? (fault.character ?? null) : null;
}

/** The secrets that a service may ask for: a certificate needs no signature password, and the card is not asked about it. */
export function secretsOf(service: KioskService): readonly CardSecret[] {
  return service === 'certificates' ? ['pin'] : ['pin', 'signaturePassword'];
}

/** Before anything is typed: why the service cannot use one of the card's secrets that it needs; null when it can. */
export function causeOfSecrets(service: KioskService, card: CardSummary): Cause | null {
  const pinNeeded = service !== 'pin';
  if (pinNeeded && card.triesLeft === 0) return 'pinLocked';
  if (service === 'certificates') return null;
  // A phone shows its certificate only after the PIN: without it the issuer cannot know which card the permit is for.
  if (service === 'pin' && card.model === 'android') return 'resetNotPossible';
  if (card.passwordTriesLeft === null) return 'noSignatureCertificate';
  if (card.passwordTriesLeft === 'unknown') return 'cardUnreadable';
  const passwordNeeded = service !== 'signaturePassword';
  return passwordNeeded && card.passwordTriesLeft === 0 ? 'passwordLocked' : null;
}

/** After the card was asked to take a new secret: if the exchange broke, the card may already have it. */
export function causeOfChange(fault: CardFault): Cause {
  const broke = ['readerGone', 'removed', 'unreadable'].includes(fault.fault);
  return broke ? 'secretUnsure' : causeOfCard(fault);
}
