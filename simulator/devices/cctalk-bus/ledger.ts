import { denominations, type CashCount, type Denomination } from '../../../shared/yen.ts';

/** Where a piece can be, for somebody who can see into the machine. */
export const places = ['box', 'hopper', 'tray', 'returned', 'stuck'] as const;
export type Place = (typeof places)[number];

/** The truth about every piece, whatever the kiosk believes. */
export interface Ledger {
  /** Everything that has passed the point of no return into box or hopper, paid out since or not. */
  readonly secured: readonly CashCount[];
  /** In the box or the stacker, from which nothing is paid out. */
  readonly box: readonly CashCount[];
  /** In hoppers now. */
  readonly hopper: readonly CashCount[];
  /** Paid out. */
  readonly tray: readonly CashCount[];
  /** Given back by a slot without having been secured. */
  readonly returned: readonly CashCount[];
  /** Between slot and stacker, where nobody sees it. */
  readonly stuck: readonly CashCount[];
}

export interface Books {
  add(place: Place, value: Denomination, count?: number): void;
  remove(place: Place, value: Denomination): void;
  secure(value: Denomination): void;
  held(place: Place, value: Denomination): number;
  read(): Ledger;
}

export function createBooks(): Books {
  const pieces = new Map<string, number>();
  const change = (place: Place | 'secured', value: Denomination, by: number): void => {
    const key = `${place} ${value}`;
    const count = (pieces.get(key) ?? 0) + by;
    if (count < 0) throw new Error(`a piece of ${value} yen left the ${place} that was never there`);
    pieces.set(key, count);
  };
  const at = (place: Place | 'secured'): CashCount[] =>
    denominations
      .map((value) => ({ value, count: pieces.get(`${place} ${value}`) ?? 0 }))
      .filter(({ count }) => count > 0);
  return {
    add: (place, value, count = 1) => change(place, value, count),
    remove: (place, value) => change(place, value, -1),
    secure: (value) => change('secured', value, 1),
    held: (place, value) => pieces.get(`${place} ${value}`) ?? 0,
    read: () => ({
      secured: at('secured'),
      box: at('box'),
      hopper: at('hopper'),
      tray: at('tray'),
      returned: at('returned'),
      stuck: at('stuck'),
    }),
  };
}
