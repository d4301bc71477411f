import type { Cause } from './causes.ts';

/** What somebody takes along to the municipality's window: the card alone, with another proof of identity, the same with the fee of a certificate, or with those of a parent. */
export type ToBring = 'card' | 'identity' | 'window' | 'guardian';

/** A certificate that a machine does not issue is taken at the window: the same for every cause, so that none can be told by it. */
const atTheWindow = 'window';

/** Only where the words of the cause do not say it themselves. */
const toBring: Readonly<Partial<Record<Cause, ToBring>>> = {
  cardUnreadable: 'identity',
  signatureWrong: 'identity',
  permitRefused: 'card',
  notResidentHere: 'card',
  enrolmentRefused: 'card',
  reservationMissing: 'card',
  certificateNotYetValid: 'identity',
  resetNotPossible: 'identity',
  passwordLocked: 'identity',
  cardWithoutPin: atTheWindow,
  movedOut: atTheWindow,
  moveOutFiledInHousehold: atTheWindow,
  ageNotKnown: atTheWindow,
  notAvailable: atTheWindow,
  nothingForYou: atTheWindow,
  characterNotPrintable: atTheWindow,
  layoutTooLong: atTheWindow,
  serviceClosed: atTheWindow,
  centerUnreachable: atTheWindow,
  centerNonsense: atTheWindow,
  registerUnreachable: atTheWindow,
  revocationUnknown: atTheWindow,
  bindingMismatch: atTheWindow,
  tooYoung: 'guardian',
};

/** What to bring after this cause; null: its words say it, or nobody is sent to a window. */
export function whatToBring(cause: Cause): ToBring | null {
  return toBring[cause] ?? null;
}
