import { z } from 'zod';
import { causeSchema, type Cause } from '../shared/causes.ts';

/**
 * Causes that say something about the resident: their card, registers, age, name or family. With the time and the kiosk they would tell
 * it to whoever saw who stood there; the kiosk's own log has them, a collector gets `ofPerson`.
 */
const ofPerson: readonly string[] = [
  ...(['notMyNumberCard', 'bankCard', 'drivingLicence', 'transitCard', 'phoneNotAccepted'] as const),
  ...(['noCertificate', 'cardWithoutPin', 'noSignatureCertificate', 'signatureCertificateVoid'] as const),
  ...(['certificateExpired', 'certificateNotYetValid', 'certificateRevoked'] as const),
  ...(['pinLocked', 'passwordLocked', 'permitRefused', 'resetNotPossible', 'reservationMissing'] as const),
  ...(['notResidentHere', 'movedOut', 'moveOutFiledInHousehold', 'tooYoung', 'ageNotKnown'] as const),
  ...(['tooSoonAfterIssue', 'notAvailable', 'nothingForYou', 'enrolmentRefused'] as const),
  ...(['characterNotPrintable', 'layoutTooLong', 'tooManySheets', 'paymentDeclined'] as const),
] satisfies readonly Cause[];

/** How a session ended, as far as a collector is told; `done`: as it should, `cut`: the program ended in it. */
export const toldEndSchema = z.enum(['done', 'cut', 'ofPerson', ...causeSchema.options]);
export type ToldEnd = z.infer<typeof toldEndSchema>;

/** @param cause null: no cause, it ended as it should */
export function toldEnd(cause: Cause | null): ToldEnd {
  if (cause === null) return 'done';
  return ofPerson.includes(cause) ? 'ofPerson' : cause;
}

/** A refusal of the center's contract, as far as a collector is told. */
export function toldRefusal<Code extends string>(code: Code): Code | 'ofPerson' {
  return ofPerson.includes(code) ? 'ofPerson' : code;
}

/** What a session came to, in few words: for rates. */
export const outcomes = ['done', 'left', 'notEntitled', 'failed', 'cut'] as const;
export type SessionOutcome = (typeof outcomes)[number];

/** `left`: the resident stopped or went away. `failed`: something of ours, or of the line, did not work or was not open. */
export function outcomeOf(end: ToldEnd): SessionOutcome {
  switch (end) {
    case 'done':
    case 'cut':
      return end;
    case 'stopped':
    case 'timedOut':
    case 'cardRemoved':
      return 'left';
    case 'ofPerson':
      return 'notEntitled';
    default:
      return 'failed';
  }
}
