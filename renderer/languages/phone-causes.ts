import type { Medium } from '../../shared/card-at-reader.ts';
import type { Cause } from '../../shared/causes.ts';
import type { CauseWords } from './cause-words.ts';

/** Causes whose words speak of a card in its slot. */
export const phoneCauses = [
  'cardRemoved',
  'cardSwapped',
  'cardUnreadable',
] as const satisfies readonly Cause[];
export type PhoneCause = (typeof phoneCauses)[number];

/** What to say of a cause: a phone is not pulled out of a slot and has no golden chip. */
export function causeWords(
  words: {
    readonly causes: Readonly<Record<Cause, CauseWords>>;
    readonly causesOfPhone: Readonly<Record<PhoneCause, CauseWords>>;
  },
  cause: Cause,
  medium: Medium,
): CauseWords {
  const ofPhone = medium === 'phone' ? phoneCauses.find((one) => one === cause) : undefined;
  return ofPhone === undefined ? words.causes[cause] : words.causesOfPhone[ofPhone];
}
