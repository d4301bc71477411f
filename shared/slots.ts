import type { Screen } from './screen.ts';

/** Where something can lie that has to be taken: each has a place of its own at the machine. */
export const slots = ['card', 'sheets', 'coins', 'receipt'] as const;
export type Slot = (typeof slots)[number];

/** Where something lies while this screen is shown, in the order in which it is to be taken. Nothing senses whether it is still there, but for the card. */
export function slotsToTake({ body }: Pick<Screen, 'body'>): Slot[] {
  switch (body.kind) {
    case 'takeCard':
      return ['card'];
    case 'takeEverything':
      return [
        ...(body.cardInside ? (['card'] as const) : []),
        ...(body.sheets > 0 ? (['sheets'] as const) : []),
        ...(body.change + body.returned > 0 ? (['coins'] as const) : []),
        ...(body.receipt === 'printed' ? (['receipt'] as const) : []),
      ];
    case 'message':
      return [
        ...(body.cardInside ? (['card'] as const) : []),
        ...(body.moneyReturned > 0 ? (['coins'] as const) : []),
        ...(body.slip === 'printed' ? (['receipt'] as const) : []),
      ];
    // Change comes while paper is printed.
    case 'printing':
      return body.change > 0 ? ['coins'] : [];
    case 'enrolled':
      return body.slip === 'printed' ? ['receipt'] : [];
    default:
      return [];
  }
}

/** Whether something has come to lie there that did not before: the moment for the sound that says “take it”. */
export function hasMoreToTake(before: readonly Slot[], now: readonly Slot[]): boolean {
  return now.some((slot) => !before.includes(slot));
}
