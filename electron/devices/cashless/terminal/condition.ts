import { assertNever } from '../../../../shared/result.ts';
import type { ErrorCondition } from './nexo-messages.ts';

/**
 * What a failure means. `declined`: the card, its issuer or its rules said no. `cancelled`: cancelled at the terminal or by
 * us. `notDone`: the terminal could not do it, and certainly did not. `inProgress`: still at it. `notFound`: it was never
 * asked. `refused`: it does not do this.
 */
export type ConditionMeaning = 'declined' | 'cancelled' | 'notDone' | 'inProgress' | 'notFound' | 'refused';

/**
 * When the acquirer did not answer (`UnreachableHost`), the protocol makes the terminal reverse: for the kiosk nothing was
 * done, and it may ask again.
 */
export function meaningOfCondition(condition: ErrorCondition): ConditionMeaning {
  switch (condition) {
    case 'Refusal':
    case 'InvalidCard':
    case 'PaymentRestriction':
    case 'WrongPIN':
      return 'declined';
    case 'Aborted':
    case 'Cancel':
      return 'cancelled';
    case 'Busy':
    case 'DeviceOut':
    case 'InsertedCard':
    case 'LoggedOut':
    case 'UnavailableDevice':
    case 'UnavailableService':
    case 'UnreachableHost':
      return 'notDone';
    case 'InProgress':
      return 'inProgress';
    case 'NotFound':
      return 'notFound';
    case 'MessageFormat':
    case 'NotAllowed':
      return 'refused';
    default:
      return assertNever(condition);
  }
}
