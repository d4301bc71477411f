import { phoneCauses } from '../../renderer/languages/phone-causes.ts';
import { cardBackSchema } from '../../shared/card-at-reader.ts';
import { yen } from '../../shared/yen.ts';
import { message, pin } from './body-parts.ts';
import { card, nothingToStop, onlyLanguage, type Sample } from './bodies.ts';

/** Card in, PIN, card back; and the same with a phone. */
export const cardBodies: readonly Sample[] = [
  ...cardBackSchema.options.map((cardBack): Sample => ({
    name: `set-card-${cardBack}`,
    body: { kind: 'setCard', cardBack },
    ...card,
  })),
  { name: 'pin', body: pin(0, 3, false), ...card },
  { name: 'pin-wrong', body: pin(2, 2, true), ...card },
  { name: 'pin-last-try', body: pin(4, 1, true), ...card },
  { name: 'take-card', body: { kind: 'takeCard', then: 'goesOn' }, ...card },
  { name: 'take-card-over', body: { kind: 'takeCard', then: 'over' }, controls: onlyLanguage },
  {
    name: 'take-phone-over',
    body: { kind: 'takeCard', then: 'over' },
    medium: 'phone',
    controls: onlyLanguage,
  },
  { name: 'take-phone', body: { kind: 'takeCard', then: 'goesOn' }, medium: 'phone', ...card },
  { name: 'working-phone', body: { kind: 'working', what: 'signing' }, medium: 'phone', ...card },
  ...phoneCauses.map((cause): Sample => ({
    name: `message-phone-${cause}`,
    body: message(cause, { cardInside: true }),
    medium: 'phone',
    controls: onlyLanguage,
  })),
];

const owed = { amount: yen(12_340), code: 'K7Q2-M4XD' };

/** Messages with money in them. */
export const moneyMessages: readonly Sample[] = [
  {
    name: 'message-money',
    body: message('printerUnavailable', { moneyReturned: yen(1_000) }),
    controls: nothingToStop,
  },
  {
    name: 'message-no-receipt',
    body: message('printerUnavailable', { moneyReturned: yen(1_000), code: 'WWWW-MMMM' }),
    controls: nothingToStop,
  },
  {
    name: 'message-not-charged',
    body: message('printerUnavailable', { notCharged: yen(1_000) }),
    controls: nothingToStop,
  },
  {
    name: 'message-owed',
    body: message('moneyOwed', {
      moneyReturned: yen(500),
      owed,
      cardInside: true,
    }),
    controls: nothingToStop,
  },
];
