import type { Yen } from '../../../shared/yen.ts';
import type { AttendantsConfig } from './attendants-config.ts';

interface OfSite {
  readonly attendants: AttendantsConfig;
  /** Refunds above this sum need a second person. */
  readonly secondPersonAbove: Yen;
}

/**
 * What moves money needs somebody with a card and a code, and what only operators do needs such an operator.
 * @returns a sentence for each thing that nobody at this site can do; none where everything has somebody
 */
export function nobodyMoves({ attendants, secondPersonAbove }: OfSite): readonly string[] {
  const withBoth = attendants.filter(({ code, cardKey }) => code !== null && cardKey !== null);
  const nobody = 'attendants: nobody has both a code and a cardKey, so nobody';
  if (withBoth.length === 0) return [`${nobody} can refund, count the cash or try a hopper at this kiosk`];
  const told: string[] = [];
  if (!withBoth.some(({ role }) => role === 'operator'))
    told.push(
      'attendants: no operator has both a code and a cardKey, so nobody can count the cash or try a hopper',
    );
  if (withBoth.length === 1)
    told.push(
      `attendants: only ${withBoth[0]?.id ?? ''} has both a code and a cardKey, so nobody can be the second person that a ` +
        `refund above ${secondPersonAbove} yen, and a receipt of another kiosk whose time is typed, need`,
    );
  return told;
}
