import { randomBytes, randomInt } from 'node:crypto';
import {
  personRefSchema,
  sessionIdSchema,
  transactionIdSchema,
  type PersonRef,
  type SessionId,
  type TransactionId,
} from '../../shared/ids.ts';

const challengeBytes = 32;
/** A home for the aged, or a dormitory, may be one household. */
const mostPersons = 4_999;
/** References are drawn from twice as many numbers as there are persons, and from no fewer than these. */
const leastNumbers = 99;
/** Crockford's 32 digits: no I, L, O, U to misread. */
const numberDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Every identifier is random, never counted and never taken from the time: the incidents of 2023 came from such ones. */
export function newSessionId(): SessionId {
  return sessionIdSchema.parse(random128());
}

export function newTransactionId(): TransactionId {
  return transactionIdSchema.parse(random128());
}

/** 32 bytes for the card to sign. */
export function newChallenge(): Uint8Array {
  return randomBytes(challengeBytes);
}

/** `7K3M-Q0ZX-V9TA-1B5C`: 80 random bits in four groups that a person can read aloud. */
export function newDocumentNumber(): string {
  const digits = Array.from(randomBytes(16), (byte) => numberDigits.charAt(byte & 31)).join('');
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * `E-7K2Q-M4XD`: 40 random bits; even among a whole city's two are unlikely to be the same, and the register refuses a
 * duplicate.
 */
export function newEnrolmentNumber(): string {
  const digits = Array.from(randomBytes(8), (byte) => numberDigits.charAt(byte & 31)).join('');
  return `E-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/**
 * This many different references in random order.
 * @throws RangeError above 4,999: no household is that large
 */
export function newPersonRefs(count: number): readonly PersonRef[] {
  if (count > mostPersons) throw new RangeError('more persons than references');
  const numbers = Math.max(leastNumbers, 2 * count);
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(randomInt(1, numbers + 1));
  return [...drawn].map((number) => personRefSchema.parse(`p${number}`));
}

function random128(): string {
  return randomBytes(16).toString('hex');
}
