import type { Cause } from './causes.ts';

/**
 * Refusals that send a resident somewhere else, if only when it is urgent, and so come with a slip to take along. What can be put
 * right at the machine, or by coming back later, has none: the screen says it all.
 */
export const nextStepCauses = [
  'noCertificate',
  'cardWithoutPin',
  'noSignatureCertificate',
  'signatureCertificateVoid',
  'passwordLocked',
  'resetNotPossible',
  'certificateExpired',
  'certificateNotYetValid',
  'certificateRevoked',
  'certificateUnknown',
  'pinLocked',
  'notResidentHere',
  'movedOut',
  'moveOutFiledInHousehold',
  'tooYoung',
  'ageNotKnown',
  'notAvailable',
  'nothingForYou',
  'enrolmentRefused',
  'reservationMissing',
  'characterNotPrintable',
  'layoutTooLong',
  // The machine may serve again, but whoever cannot wait goes to the window.
  'serviceClosed',
  'centerUnreachable',
  'centerNonsense',
  'registerUnreachable',
  'revocationUnknown',
  'bindingMismatch',
  'cardUnreadable',
  'signatureWrong',
] as const satisfies readonly Cause[];
export type NextStepCause = (typeof nextStepCauses)[number];

/** Whether a slip can say what to do next. */
export function hasNextStep(cause: Cause): cause is NextStepCause {
  return nextStepCauses.some((one) => one === cause);
}
