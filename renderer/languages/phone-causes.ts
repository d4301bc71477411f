import type { ResidentWords } from '../../languages/compiled/words.ts';
import type { Medium } from '../../shared/card-at-reader.ts';
import type { Cause } from '../../shared/causes.ts';

/** Causes whose words speak of a card in its slot. */
export const phoneCauses = [
  'cardRemoved',
  'cardSwapped',
  'cardUnreadable',
] as const satisfies readonly Cause[];

/** What happened, and what to do now: a phone is not pulled out of a slot and has no golden chip. */
export function causeWords(
  words: ResidentWords,
  cause: Cause,
  medium: Medium,
): { readonly happened: string; readonly next: string } {
  const ofPhone = medium === 'phone' ? phoneCauses.find((one) => one === cause) : undefined;
  return ofPhone === undefined ? words.causes[cause] : words.causesOfPhone[ofPhone];
}
